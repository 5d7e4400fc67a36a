"""The back-off starts anew as soon as a connection opens.

What it does
------------
Reports an open handler that sets the count of attempts, or the growing delay, back to its beginning.

Why it matters
--------------
A server that is overloaded, or rejects this client, often accepts the connection and drops it at once. Each time the
delay is back at its smallest, so the client never backs off: it connects several times a second.

Example
-------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onopen = () => {
    attempt = 0;
  };
  socket.onclose = (event) => {
    if (event.code === 1000) return;
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++)); // reconnect
  };
}
```

Use instead
-----------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onopen = () => {
    const stable = setTimeout(() => {
      attempt = 0;
    }, 60_000);
    socket.addEventListener("close", () => clearTimeout(stable));
  };
  socket.onclose = (event) => {
    if (event.code === 1000) return;
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++)); // reconnect
  };
}
```

References
----------
RFC 6455 section 7.2.3
"""

from collections.abc import Iterator

from wsclose.analysis.facts import BackoffReset
from wsclose.rules.back_off import reset_when_stable
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(reset: BackoffReset, context: Context) -> Iterator[Finding]:
    """Looks at one reset."""
    yield from context.finding(
        reset.start,
        reset.end,
        context.say("message"),
        context.say("help", name=reset.name),
        context.later(lambda: reset_when_stable(reset, context, context.say("fix"))),
        connection=reset.connection,
    )


RULE = Rule(
    name="backoff-reset-on-open",
    severity=Severity.INFORMATION,
    about=BackoffReset,
    messages={
        "message": "A server that accepts and drops at once is hammered: every connection that opens resets the back-off.",
        "help": "reset {name} only after the connection has been open for a while",
        "fix": "Reset it after a minute",
    },
    check=check,
    tests=False,
)
