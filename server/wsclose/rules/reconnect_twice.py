"""The error handler and the close handler both reconnect.

What it does
------------
Reports an error handler that connects again where the close handler of the same connection does so too, and nothing
sees to it that only one of them does.

Why it matters
--------------
An error is followed by a close. Both handlers run, so one failure makes two connections, the next one four: messages
arrive twice, and a server that struggles gets more connections the worse it is.

Example
-------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onerror = () => {
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));
  };
  socket.onclose = () => {
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));
  };
}
```

Use instead
-----------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onerror = () => {
    console.warn("the connection failed");
  };
  socket.onclose = () => {
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));
  };
}
```

References
----------
WHATWG WebSockets, "feedback from the protocol": an error event is always followed by a close event
"""

from collections.abc import Iterator

from wsclose.analysis.facts import DoubleReconnect
from wsclose.rules.back_off import removed
from wsclose.rules.rule import Context, Finding, Related, Rule, Severity


def check(double: DoubleReconnect, context: Context) -> Iterator[Finding]:
    """Looks at two handlers of one connection."""
    yield from context.finding(
        double.start,
        double.end,
        context.say("message"),
        context.say("help"),
        context.later(lambda: removed(double.start, double.end, context, context.say("fix"))),
        related=(Related(double.other_start, double.other_end, context.say("other")),),
        connection=double.connection,
    )


RULE = Rule(
    name="reconnect-twice",
    severity=Severity.WARNING,
    about=DoubleReconnect,
    messages={
        "message": "One failure makes two connections: the close handler, which runs after every error, reconnects too.",
        "help": "reconnect in the close handler only",
        "fix": "Leave it to the close handler",
        "other": "reconnects for the same failure",
    },
    check=check,
    tests=False,
)
