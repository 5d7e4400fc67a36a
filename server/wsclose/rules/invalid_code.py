"""A number is sent that is no close code.

What it does
------------
Reports numbers outside 1000-4999 and in 1016-2999 where they are sent, unless the library reads the number as "no
code". HTTP statuses are recognised.

Why it matters
--------------
Most libraries refuse such a number with an exception, so that the connection stays open. Those that write it produce
a frame that the peer must not accept: it ends the connection with 1002, and the reason is lost.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

socket.addEventListener("message", (event) => {
  if (event.data === "expired") socket.close(401, "log in again");
});
```

```python
import websockets


async def handler(connection: websockets.ServerConnection) -> None:
    async for message in connection:
        if len(message) > 4096:
            await connection.close(413, "message too long")
```

```go
package hub

import (
        "time"

        "github.com/gorilla/websocket"
)

func reject(conn *websocket.Conn) error {
        message := websocket.FormatCloseMessage(500, "room is gone")
        return conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
}
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

socket.addEventListener("message", (event) => {
  if (event.data === "expired") socket.close(4401, "log in again");
});
```

```python
import websockets


async def handler(connection: websockets.ServerConnection) -> None:
    async for message in connection:
        if len(message) > 4096:
            await connection.close(1009, "message too long")
```

```go
package hub

import (
        "time"

        "github.com/gorilla/websocket"
)

func reject(conn *websocket.Conn) error {
        message := websocket.FormatCloseMessage(websocket.CloseInternalServerErr, "room is gone")
        return conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
}
```

References
----------
RFC 6455 section 7.4.2; IANA's registry of WebSocket close codes
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.knowledge import codeset, protocol
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    number = sent.code.number
    if number in codeset.SENDABLE or number in codeset.NEVER_SENT or sent_codes.means_no_code(sent) or sent.conditional:
        return
    status = bool(protocol.for_http_status(number)) or 400 <= number <= 599
    if sent_codes.is_likely(sent) and not status and (sent.call is None or sent.call.reason is None):
        return  # a timeout, a flag, an exit status
    key = "http" if status else "below" if number < 1000 else "future" if number < 3000 else "above"
    codes = sent_codes.fitting(sent)
    yield from context.finding(
        sent.start,
        sent.end,
        context.say(key, code=number, consequence=sent_codes.consequence(sent, context)),
        context.say("help", codes=sent_codes.one_of(codes, context)) if codes else "",
        sent_codes.replacements(sent, codes, context),
        connection=sent.connection,
    )


RULE = Rule(
    name="invalid-code",
    severity=Severity.ERROR,
    about=SentCode,
    order=2,
    messages={
        "http": "{code} is an HTTP status, not a close code: {consequence}.",
        "below": "{code} is no close code, they begin at 1000: {consequence}.",
        "future": "{code} is kept for later versions of the protocol: {consequence}.",
        "above": "{code} is no close code, they end at 4999: {consequence}.",
        "help": "send {codes}",
    },
    check=check,
)
