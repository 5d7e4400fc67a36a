"""A client reconnects after a code that the next connection ends with too.

What it does
------------
Reports a branch of a close handler that names 1002, 1003, 1007, 1009 or 1010 and reconnects. On a platform that is
recognised by an import, an address or a subprotocol in the file, also a handler that reconnects after codes with which
the platform ends a connection for good, such as 4004 (Authentication failed) of Discord.

Why it matters
--------------
These codes say that something was wrong with what this client sent, or with what it expects. The next connection
carries the same message and ends the same way, and so on without end: users see "reconnecting", and nobody sees the
mistake.

Example
-------
```javascript
function connect() {
  const socket = new WebSocket("wss://example.org/upload");
  socket.onclose = (event) => {
    switch (event.code) {
      case 1006:
      case 1009:
        setTimeout(connect, Math.random() * 5000);
        break;
    }
  };
}
```

```python
import websocket


def connect():
    app = websocket.WebSocketApp("wss://example.org/upload", on_close=on_close)
    app.run_forever()


def on_close(app, code, reason):
    if code in (1002, 1006):
        connect()
```

Use instead
-----------
```javascript
function connect() {
  const socket = new WebSocket("wss://example.org/upload");
  socket.onclose = (event) => {
    switch (event.code) {
      case 1006:
        setTimeout(connect, Math.random() * 5000);
        break;
      case 1009:
        console.error("a message was too big", event.reason);
        break;
    }
  };
}
```

```python
import logging

import websocket


def connect():
    app = websocket.WebSocketApp("wss://example.org/upload", on_close=on_close)
    app.run_forever()


def on_close(app, code, reason):
    if code == 1002:
        logging.error("the server does not understand this client: %s", reason)
    elif code == 1006:
        connect()
```

References
----------
RFC 6455 section 7.4.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.knowledge.platforms import is_fatal
from wsclose.rules.reconnecting import HOPELESS, is_clear, listed, named, of_client
from wsclose.rules.rule import Context, Finding, Rule, Severity

MOST_LISTED = 5


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler."""
    if not of_client(handler):
        return
    places: dict[tuple[int, int], set[int]] = {}
    for arm in handler.arms:
        codes = [number for number in named(arm.codes) if number in HOPELESS]
        if not codes or not is_clear(arm):
            continue
        for effect in arm.effects:
            if effect.kind == "reconnect":
                places.setdefault((effect.start, effect.end), set()).update(codes)
    for (start, end), numbers in places.items():
        codes_here = sorted(numbers)
        yield from context.finding(
            start,
            end,
            context.say("message", codes=listed(codes_here, context.locale)),
            context.say("help", codes=", ".join(str(number) for number in codes_here)),
            connection=handler.connection,
        )
    yield from _on_platform(handler, context)


def _on_platform(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """A code after which the platform wants its clients to stay away, and which leads to a reconnect all the same."""
    for platform in context.platforms:
        fatal = [each.number for each in platform.codes if each.number >= 3000 and is_fatal(platform, each.number)]
        places: dict[tuple[int, int], list[int]] = {}
        for number in fatal:
            arms = handler.outcome(number)
            if arms and all(is_clear(arm) for arm in arms):
                for effect in {effect for arm in arms for effect in arm.effects if effect.kind == "reconnect"}:
                    places.setdefault((effect.start, effect.end), []).append(number)
        for (start, end), numbers in places.items():
            codes = ", ".join(map(str, numbers[:MOST_LISTED])) + (" …" if len(numbers) > MOST_LISTED else "")
            yield from context.finding(
                start,
                end,
                context.say("platform", platform=platform.title, codes=codes),
                context.say("platform-help", codes=codes),
                connection=handler.connection,
            )


RULE = Rule(
    name="reconnect-on-fatal",
    severity=Severity.WARNING,
    about=CloseHandler,
    messages={
        "message": "Reconnecting cannot cure {codes}: the next connection ends the same way.",
        "help": "stop on {codes} and report it; what this client sends has to change first",
        "platform": "{platform} ends for good with {codes}, and this reconnects all the same.",
        "platform-help": "stop on {codes} and report it",
    },
    check=check,
    tests=False,
)
