"""A private code is sent that the other side never tells apart.

What it does
------------
Points out codes from 4000 to 4999 that one side sends where the other side of the same workspace tells codes apart and
this one is not among them. It is silent unless the two sides share a private code, where a handler tests for a range, and
where the number stands anywhere in a file of the other side. `wsclose check FOLDER` looks at all files; an editor does
with the setting `workspaceDiagnostics`.

Why it matters
--------------
A private code means only what both sides know. Sent to a client that does not know it, it is one more lost connection:
the client reconnects, and is sent away again.

Example
-------
```javascript
import WebSocket, { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  if (isFull()) socket.close(4401, "full");
  if (isBanned()) socket.close(4402, "banned");
});

const client = new WebSocket("ws://localhost:8080");
client.on("close", (code) => {
  if (code === 4401) waitForRoom();
});
```

Use instead
-----------
```javascript
import WebSocket, { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  if (isFull()) socket.close(4401, "full");
  if (isBanned()) socket.close(4402, "banned");
});

const client = new WebSocket("ws://localhost:8080");
client.on("close", (code) => {
  if (code === 4401) waitForRoom();
  if (code === 4402) showBan();
});
```

References
----------
RFC 6455 section 7.4.2
"""

from collections.abc import Iterator

from wsclose.project.inventory import Unmatched
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(unmatched: Unmatched, context: Context) -> Iterator[Finding]:
    """Looks at one place of a code that only one side knows."""
    use = unmatched.use
    if use.doing == "sent":
        message = context.say("client" if use.side == "client" else "server", code=use.number)
        yield from context.finding(use.start, use.end, message, context.say("help", code=use.number))


RULE = Rule(
    name="code-never-handled",
    severity=Severity.HINT,
    about=Unmatched,
    messages={
        "server": "No client here tells {code} apart from other codes.",
        "client": "No server here tells {code} apart from other codes.",
        "help": "handle {code} on the other side, or send a code that is handled there",
    },
    check=check,
    tests=False,
)
