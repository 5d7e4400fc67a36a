"""A client reconnects at once, or after a delay that never grows.

What it does
------------
Reports a close handler or a connection loop whose every reconnect is immediate or after a fixed delay.

Why it matters
--------------
When a server restarts, all its clients lose their connection in the same second, and all of them come back in the same
second too. With a fixed delay they do so again and again, each time all at once, until the server is up and long after.

Example
-------
```javascript
function connect() {
  const socket = new WebSocket("wss://example.org/feed");
  socket.onclose = (event) => {
    if (event.code !== 1000) setTimeout(connect, 1000);
  };
}
```

```python
import asyncio
import websockets

async def run():
    while True:
        try:
            async with websockets.connect("wss://example.org/feed") as ws:
                async for message in ws:
                    print(message)
        except websockets.ConnectionClosed:
            await asyncio.sleep(2)
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
RFC 6455 section 7.2.3: a random delay before the first attempt, then back-off
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.rules.reconnecting import back_off, of_client
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler or connection loop."""
    if not of_client(handler):
        return
    reconnects = [effect for effect in handler.effects() if effect.kind == "reconnect"]
    if not reconnects or any(effect.delay not in ("none", "fixed") for effect in reconnects):
        return
    first = reconnects[0]
    key = "fixed" if first.delay == "fixed" else "at_once"
    if key == "fixed" and first.wait:
        key = "fixed_wait"
    fixes = back_off(handler, context, context.say("fix"))
    yield from context.finding(
        first.start,
        first.end,
        context.say(key, wait=first.wait),
        context.say("help" if fixes else "recipe"),
        fixes,
        connection=handler.connection,
    )


RULE = Rule(
    name="reconnect-without-backoff",
    severity=Severity.WARNING,
    about=CloseHandler,
    messages={
        "at_once": "Reconnects at once: after a restart every client comes back in the same instant, again and again.",
        "fixed": "Reconnects after a fixed delay: after a restart every client comes back at the same moment, again and again.",
        "fixed_wait": "Reconnects after a fixed delay ({wait}): after a restart every client comes back at the same moment, again and again.",
        "help": "double the delay after every failed attempt up to a cap, and wait a random part of it",
        "recipe": "double the delay up to a cap, and wait a random part of it; `wsclose explain reconnect-without-backoff` shows how",
        "fix": "Back off: a random part of a delay that doubles up to 30 s, and no reconnect after codes that are final",
    },
    check=check,
    tests=False,
)
