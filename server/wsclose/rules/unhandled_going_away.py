"""A client's close handler does nothing when the server goes away.

What it does
------------
Reports a client's close handler that does nothing after 1001 but log or tidy up, when nothing else in the file
reconnects. Also one that reconnects only when the close was not clean: 1001 is a clean one.

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

```python
import websockets


class Feed:
    async def start(self, url):
        self.ws = await websockets.connect(url)

    async def read(self):
        try:
            async for message in self.ws:
                print(message)
        except websockets.ConnectionClosed as error:
            print("closed", error)
```

Use instead
-----------
```javascript
const FINAL_CLOSE_CODES = [1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010]; // done, or no better the next time
let reconnectAttempt = 0;
let reconnectTimer;
let reconnectStopped = false;

function reconnectAfter(code, openedAt) {
  if (reconnectStopped || FINAL_CLOSE_CODES.includes(code)) return;
  if (Date.now() - openedAt > 60_000) reconnectAttempt = 0; // it was stable
  const delay = Math.random() * Math.min(30_000, 500 * 2 ** reconnectAttempt++);
  reconnectTimer = setTimeout(connect, delay);
}

function stopReconnecting() {
  reconnectStopped = true;
  clearTimeout(reconnectTimer);
}

function connect() {
  reconnectStopped = false;
  let openedAt = Infinity;
  const socket = new WebSocket("wss://example.org/feed");
  socket.onopen = () => {
    openedAt = Date.now();
  };
  socket.onclose = (event) => reconnectAfter(event.code, openedAt);
}
```

```python
import asyncio
import random
import time

import websockets

FINAL_CLOSE_CODES = {1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010}  # done, or no better the next time


class Feed:
    async def run(self, url):
        attempt = 0
        while True:
            self.ws, started = None, time.monotonic()
            try:
                self.ws = await websockets.connect(url)
                await self.read()
            except (websockets.ConnectionClosed, OSError):
                pass
            if self.ws is not None and self.ws.close_code in FINAL_CLOSE_CODES:
                break
            attempt = 0 if time.monotonic() - started > 60 else attempt + 1
            await asyncio.sleep(random.uniform(0, min(30, 0.5 * 2 ** min(attempt, 6))))

    async def read(self):
        async for message in self.ws:
            print(message)
```

References
----------
RFC 6455 section 7.2.3 (reconnecting after an abnormal closure), section 7.4.1
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.rules.back_off import back_off, has_maker
from wsclose.rules.reconnecting import does, is_clear, of_client
from wsclose.rules.rule import Context, Finding, Rule, Severity

RESTARTING = (1001, 1011, 1012, 1013)
"""A handler that stays away after all of these does not mean one of them."""


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler."""
    if not of_client(handler) or handler.kind == "loop" or not handler.lasting:
        return
    if any(effect.kind == "reconnect" for effect in handler.effects()):
        if only_when_lost(handler):
            yield from context.finding(
                handler.start,
                handler.end,
                context.say("clean"),
                context.say("clean-help"),
                connection=handler.connection,
            )
        return
    if handler.reconnects_elsewhere or any(effect.kind in ("unknown", "forward") for effect in handler.effects()):
        return
    if not handler.outcome(1001) and handler.arms:
        return
    fixes = context.later(lambda: back_off(handler, context, context.say("fix"))) if has_maker(handler) else ()
    yield from context.finding(
        handler.start,
        handler.end,
        context.say("message"),
        context.say("help"),
        fixes,
        connection=handler.connection,
    )


def only_when_lost(handler: CloseHandler) -> bool:
    """Whether it comes back when the connection was lost, and after no code that a server that restarts may send."""
    back = [arm for arm in handler.outcome(1006) if does(arm, "reconnect")]
    idle = [arm for code in RESTARTING for arm in handler.outcome(code)]
    covered = all(handler.outcome(code) for code in RESTARTING)
    return bool(back) and covered and all(is_clear(arm) and not arm.effects for arm in idle)


RULE = Rule(
    name="unhandled-going-away",
    severity=Severity.INFORMATION,
    about=CloseHandler,
    likely="silent",
    messages={
        "message": "This handler never reconnects, so a server restart (1001) leaves the client offline for good.",
        "help": "connect again with exponential back-off and jitter; `wsclose explain unhandled-going-away` shows how",
        "clean": "A server that restarts says so with 1001, which is a clean close: this client then stays offline for good.",
        "clean-help": "stay away after 1000 and 1005, and reconnect after all other codes that can get better",
        "fix": "Reconnect with exponential back-off (1001 and other temporary codes)",
    },
    check=check,
    tests=False,
)
