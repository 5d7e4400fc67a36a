"""A reason is longer than a close frame can hold.

What it does
------------
Reports reasons of more than 123 bytes of UTF-8: literals, constants, and templates whose fixed pieces alone are longer.
A Korean or Chinese character takes three bytes, most emoji four.

Why it matters
--------------
A close frame is a control frame: 125 bytes, two of which are the code. Libraries throw, and then nothing is sent and
the connection stays open; or they cut the text; or they write a frame that the peer must answer with 1002.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export function evict() {
  socket.close(4003, "You were removed from this room by a moderator, because several people have reported messages that break the rules of the house.");
}
```

```python
from websockets.asyncio.server import ServerConnection


async def reject(connection: ServerConnection) -> None:
    await connection.close(
        1008,
        "the token in the query string has expired; ask the session service for a fresh one and connect again within sixty seconds",
    )
    await connection.close(1008, "접속 토큰이 만료되었습니다. 세션 서비스에서 새 토큰을 발급받은 다음 육십 초 안에 다시 연결해 주시기 바랍니다.")
```

```go
package hub

import (
        "context"

        "github.com/coder/websocket"
)

func evict(ctx context.Context, conn *websocket.Conn) error {
        return conn.Close(websocket.StatusPolicyViolation, "removed from the room by a moderator, because several people have reported messages of yours that break the rules of the house")
}
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export function evict() {
  socket.close(4003, "removed by a moderator");
}
```

```python
from websockets.asyncio.server import ServerConnection


async def reject(connection: ServerConnection) -> None:
    await connection.close(1008, "token expired")
    await connection.close(1008, "접속 토큰 만료")
```

```go
package hub

import (
        "context"

        "github.com/coder/websocket"
)

func evict(ctx context.Context, conn *websocket.Conn) error {
        return conn.Close(websocket.StatusPolicyViolation, "removed by a moderator")
}
```

References
----------
RFC 6455 sections 5.5 and 5.5.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules import reasons, sent_codes
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call's reason."""
    reason = reasons.reason_of(call)
    if reason is None or reason.text is None:
        return
    size = reasons.length(reason.text)
    if size <= reasons.LIMIT:
        return
    shorter = reasons.cut(reason, context)
    fixes = (Fix(context.say("cut"), (Edit(reason.start, reason.end, shorter),), safe=True),) if shorter else ()
    yield from context.finding(
        reason.start,
        reason.end,
        context.say("message" if reason.exact else "at-least", size=size, consequence=_consequence(call, context)),
        context.say("help"),
        fixes,
        connection=call.connection,
        lowered=call.method is not None and call.method.reason_limit in ("truncates", "drops"),
    )


def _consequence(call: CloseCall, context: Context) -> str:
    method = call.method
    if method is None or not method.reason_limit:
        return context.say("unknown")
    if method.reason_limit == "throws":
        return sent_codes.fails(call.connection.library, method, method.reason_error, context)
    return context.say(method.reason_limit, method=method.name)


RULE = Rule(
    name="reason-too-long",
    severity=Severity.ERROR,
    about=CloseCall,
    messages={
        "message": "This reason takes {size} bytes, a close frame holds 123: {consequence}.",
        "at-least": "This reason takes {size} bytes and more, a close frame holds 123: {consequence}.",
        "truncates": "{method}() cuts it",
        "drops": "{method}() leaves it out",
        "nothing": "{method}() raises no error, and no close frame is sent",
        "writes": "whoever receives it ends the connection with 1002 (protocol error)",
        "unknown": "it is refused or cut, or breaks the connection",
        "help": "send a short reason, and the details in a message before the close",
        "cut": "Cut the reason to 123 bytes",
    },
    check=check,
)
