"""A client reconnects even after 1000, when the work is done.

What it does
------------
Reports a close handler that reconnects after 1000 too, with no flag that tells a close of one's own apart.

Why it matters
--------------
1000 says that both sides are finished. A client that connects again all the same cannot be sent away, and its own
`close()` brings the connection back.

Example
-------
```javascript
let attempt = 0;
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
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
  socket.onclose = (event) => {
    if (event.code === 1000) return;
    setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));
  };
}
```

References
----------
RFC 6455 section 7.4.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.rules.back_off import return_on_normal
from wsclose.rules.reconnecting import does, of_client
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler or connection loop."""
    if not of_client(handler):
        return
    arms = [arm for arm in handler.outcome(1000) if arm.guard != "limit" or does(arm, "reconnect")]
    if not arms or not all(does(arm, "reconnect") for arm in arms):
        return  # some way through the handler stays away
    if handler.kind == "loop" and arms[0].guard:
        return
    place = next(effect for arm in arms for effect in arm.effects if effect.kind == "reconnect")
    yield from context.finding(
        place.start,
        place.end,
        context.say("message"),
        context.say("help"),
        context.later(lambda: return_on_normal(handler, context, context.say("fix"))),
        connection=handler.connection,
    )


RULE = Rule(
    name="reconnect-on-normal",
    severity=Severity.INFORMATION,
    about=CloseHandler,
    messages={
        "message": "Reconnects after every close, also after 1000, which says that the work is done.",
        "help": "return on 1000, or keep a flag for a close of your own",
        "fix": "Stay away after 1000",
    },
    check=check,
    tests=False,
)
