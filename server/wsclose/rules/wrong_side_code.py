"""A code is sent by the side that does not send it.

What it does
------------
Reports 1010 from a server, and 1012, 1013 and 1014 from a client. Silent where a platform defines the code, or leaves it
to its clients with which one they close, as Discord does.

Why it matters
--------------
1010 is how a client complains about an extension that the server did not agree to. 1012 (restart), 1013 (overload) and
1014 (bad gateway) tell clients when to come back; no server waits for its clients. Whoever reads the code on the other
side draws the wrong conclusion, or none.

Example
-------
```javascript
import WebSocket from "ws";

const feed = new WebSocket("wss://feed.example.org");

export const restart = () => feed.close(1012, "restarting");
```

```python
import websockets


async def handler(connection: websockets.ServerConnection) -> None:
    if "permessage-deflate" not in connection.request.headers.get("Sec-WebSocket-Extensions", ""):
        await connection.close(1010, "compression needed")
```

```go
package feed

import "github.com/gorilla/websocket"

func restart(url string) error {
        conn, _, err := websocket.DefaultDialer.Dial(url, nil)
        if err != nil {
                return err
        }
        return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseServiceRestart, ""))
}
```

Use instead
-----------
```javascript
import WebSocket from "ws";

const feed = new WebSocket("wss://feed.example.org");

export const restart = () => feed.close(1001, "restarting");
```

```python
import websockets


async def handler(connection: websockets.ServerConnection) -> None:
    if "permessage-deflate" not in connection.request.headers.get("Sec-WebSocket-Extensions", ""):
        await connection.close(1002, "compression needed")
```

```go
package feed

import "github.com/gorilla/websocket"

func restart(url string) error {
        conn, _, err := websocket.DefaultDialer.Dial(url, nil)
        if err != nil {
                return err
        }
        return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""))
}
```

References
----------
RFC 6455 section 7.4.1; IANA's registry of WebSocket close codes, 1012 to 1014
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity

FITTING = {1010: (1002, 4010), 1012: (1001, 4012), 1013: (1008, 4013), 1014: (1011, 4014)}


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    number = sent.code.number
    if not sent_codes.on_the_wrong_side(number, sent.connection.side) or context.defined_elsewhere(number):
        return
    if any(number in platform.client_may_send for platform in context.platforms):
        return
    codes = FITTING[number]
    yield from context.finding(
        sent.start,
        sent.end,
        context.say(str(number)),
        context.say("help", codes=sent_codes.one_of(codes, context)),
        sent_codes.replacements(sent, codes, context),
        connection=sent.connection,
    )


RULE = Rule(
    name="wrong-side-code",
    severity=Severity.INFORMATION,
    about=SentCode,
    order=10,
    messages={
        "1010": "Servers don't send 1010: it is how a client misses an extension.",
        "1012": "Clients don't send 1012: it is how a server says that it restarts.",
        "1013": "Clients don't send 1013: it is how a server asks its clients to come back later.",
        "1014": "Clients don't send 1014: it is how a gateway reports the server behind it.",
        "help": "send {codes}",
    },
    check=check,
)
