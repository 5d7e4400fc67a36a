"""A client's close handler does nothing when the server goes away.

What it does
------------
Reports a client's close handler that does nothing after 1001 but log or tidy up, when nothing else in the file
reconnects.

Why it matters
--------------
1001 is what a server sends when it restarts, is deployed anew, or sheds load. The server comes back in seconds; a
client that takes no notice is offline until somebody reloads the page or restarts the process.

Example
-------
```javascript
const socket = new WebSocket("wss://example.org/feed");
socket.onclose = (event) => {
  console.log("closed", event.code);
};
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
connect();
```

References
----------
RFC 6455 section 7.2.3 (reconnecting after an abnormal closure), section 7.4.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.rules.reconnecting import back_off, of_client
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler."""
    if not of_client(handler) or handler.reconnects_elsewhere or handler.kind == "loop":
        return
    if any(effect.kind in ("reconnect", "unknown", "forward") for effect in handler.effects()):
        return
    if not handler.outcome(1001) and handler.arms:
        return
    fixes = back_off(handler, context, context.say("fix"))
    yield from context.finding(
        handler.start,
        handler.end,
        context.say("message"),
        context.say("help" if fixes else "recipe"),
        fixes,
        connection=handler.connection,
    )


RULE = Rule(
    name="unhandled-going-away",
    severity=Severity.INFORMATION,
    about=CloseHandler,
    likely="silent",
    messages={
        "message": "This handler never reconnects, so a server restart (1001) leaves the client offline for good.",
        "help": "connect again with exponential back-off and jitter, except after 1000 and codes that cannot get better",
        "recipe": "connect again with exponential back-off and jitter; `wsclose explain unhandled-going-away` shows how",
        "fix": "Reconnect with exponential back-off (1001 and other temporary codes)",
    },
    check=check,
    tests=False,
)
