"""A private code is waited for that the other side never sends.

What it does
------------
Points out codes from 4000 to 4999 that one side tells apart where the other side of the same workspace sends private codes
and this one is not among them. It is silent unless the two sides share a private code, and where the number stands
anywhere in a file of the other side. `wsclose check FOLDER` looks at all files; an editor does with the setting
`workspaceDiagnostics`.

Why it matters
--------------
The branch is dead. Mostly the code was renamed on one side only, and what should happen after it no longer does.

Example
-------
```javascript
import WebSocket, { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  if (isFull()) socket.close(4401, "full");
});

const client = new WebSocket("ws://localhost:8080");
client.on("close", (code) => {
  if (code === 4401) waitForRoom();
  if (code === 4402) showBan();
});
```

Use instead
-----------
```javascript
import WebSocket, { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  if (isFull()) socket.close(4401, "full");
});

const client = new WebSocket("ws://localhost:8080");
client.on("close", (code) => {
  if (code === 4401) waitForRoom();
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
    if use.doing == "compared":
        message = context.say("client" if use.side == "client" else "server", code=use.number)
        yield from context.finding(use.start, use.end, message, context.say("help"))


RULE = Rule(
    name="code-never-sent",
    severity=Severity.HINT,
    about=Unmatched,
    messages={
        "client": "No server here sends {code}: this is never true.",
        "server": "No client here sends {code}: this is never true.",
        "help": "look for the code that is sent in its place",
    },
    check=check,
    tests=False,
)
