"""The reason is a text of any length.

What it does
------------
Points out an exception's text or a user's input as the reason, where the library does not cut it.

Why it matters
--------------
A close frame holds 123 bytes of reason. One long error message, and closing itself fails: the exception is thrown
inside the error handler, nothing is sent, and the connection stays open. It also tells strangers about your code.

Example
-------
```javascript
import { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  socket.on("message", (data) => {
    try {
      handle(JSON.parse(String(data)));
    } catch (error) {
      socket.close(1011, error.message);
    }
  });
});
```

```python
import websockets


async def handler(connection: websockets.ServerConnection) -> None:
    try:
        await work(connection)
    except ValueError as error:
        await connection.close(1011, str(error))
```

Use instead
-----------
```javascript
import { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  socket.on("message", (data) => {
    try {
      handle(JSON.parse(String(data)));
    } catch (error) {
      socket.close(1011, "cannot read this message");
    }
  });
});
```

```python
import websockets


async def handler(connection: websockets.ServerConnection) -> None:
    try:
        await work(connection)
    except ValueError:
        await connection.close(1011, "cannot read this message")
```

References
----------
RFC 6455 sections 5.5 and 5.5.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules import reasons
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call's reason."""
    reason = reasons.reason_of(call)
    if reason is None or not reason.dynamic or call.method is None:
        return
    if call.method.reason_limit not in ("throws", "writes", "nothing"):
        return
    yield from context.finding(
        reason.start, reason.end, context.say(reason.dynamic), context.say("help"), connection=call.connection
    )


RULE = Rule(
    name="unbounded-reason",
    severity=Severity.HINT,
    about=CloseCall,
    likely="silent",
    messages={
        "error": "Closing fails when this error's text is longer than 123 bytes.",
        "input": "Closing fails when this text is longer than 123 bytes.",
        "help": "send a fixed text, or cut it to 123 bytes of UTF-8",
    },
    check=check,
)
