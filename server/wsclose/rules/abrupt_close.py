"""The connection is dropped without a close frame.

What it does
------------
Points out calls that drop the connection where a close frame could have been sent first. Silent in `defer`, `finally`
and error branches, where the connection is gone already, and in heartbeats, where the peer no longer answers.

Why it matters
--------------
The peer sees 1006, as if the network had failed: it cannot know that this was meant, logs an error, and a client that
is right comes back at once.

Example
-------
```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    if (String(data) === "quit") socket.terminate();
  });
});
```

```go
package hub

import "github.com/gorilla/websocket"

func leave(conn *websocket.Conn) error {
        return conn.Close()
}
```

Use instead
-----------
```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    if (String(data) === "quit") socket.close(1000);
  });
});
```

```go
package hub

import "github.com/gorilla/websocket"

func leave(conn *websocket.Conn) error {
        defer conn.Close()
        return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
}
```

References
----------
RFC 6455 section 7.1.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules.rule import Context, Finding, Rule, Severity

TOO_LATE = frozenset({"defer", "finally", "catch", "error", "heartbeat", "later", "after-close", "test"})

LAST = frozenset({"finalize", "del", "deinit"})
LETTING_GO = ("dispose", "cleanup", "clean_up")
"""Methods that let go of what is left, after the goodbye or because it is too late for one; parts of their names."""


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    method = call.method
    if method is None or method.sends != "nothing" or call.surroundings & TOO_LATE:
        return
    function = call.function.lower().strip("_")
    if function in LAST or any(part in function for part in LETTING_GO):
        return
    yield from context.finding(
        call.name_start,
        call.name_end,
        context.say("message", method=method.name),
        context.say("help"),
        connection=call.connection,
    )


RULE = Rule(
    name="abrupt-close",
    severity=Severity.HINT,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "The peer sees 1006: {method}() drops the connection without a close frame.",
        "help": "send a close frame first, and drop the connection when no answer comes",
    },
    check=check,
)
