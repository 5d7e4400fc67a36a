"""A client reads from a connection and never looks at its close.

What it does
------------
Reports a client's connection whose messages are handled, in a file where nothing is done when it closes; one that runs
in a thread of its own and was given no handler for the close; and a read in a loop whose error is thrown away.

Why it matters
--------------
Connections end: the server restarts, the network changes, a proxy cuts what is idle. A client without a close handler
does not notice; it shows old data and waits for messages that will never come.

Example
-------
```javascript
const socket = new WebSocket("wss://example.org/prices");
socket.onmessage = (event) => {
  render(JSON.parse(event.data));
};
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://example.org/prices");
socket.onmessage = (event) => {
  render(JSON.parse(event.data));
};
socket.onclose = (event) => {
  showOffline(event.code);
};
```

References
----------
RFC 6455 section 7.2.3
"""

from collections.abc import Iterator

from wsclose.analysis.facts import UnwatchedConnection
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(unwatched: UnwatchedConnection, context: Context) -> Iterator[Finding]:
    """Looks at one connection that is read."""
    yield from context.finding(
        unwatched.start,
        unwatched.end,
        context.say("read" if unwatched.read else "message"),
        context.say("read-help" if unwatched.read else "help"),
        connection=unwatched.connection,
    )


RULE = Rule(
    name="no-close-handler",
    severity=Severity.HINT,
    about=UnwatchedConnection,
    messages={
        "message": "Nobody notices when this connection closes: it has a handler for messages and none for the close.",
        "read": "Nobody notices when this connection closes: the error that says so is thrown away, and the loop goes on.",
        "read-help": "leave the loop on an error, and say that it is offline or connect again",
        "help": "handle the close: say that it is offline, or connect again",
    },
    check=check,
    tests=False,
)
