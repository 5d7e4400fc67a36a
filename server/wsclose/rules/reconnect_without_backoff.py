"""A client reconnects at once, or after a delay that never grows.

What it does
------------
Reports a close handler or a connection loop whose every reconnect is immediate or after a delay that is always the
same, or always in the same range; a random one, a level lower.

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

```go
package feed

import (
        "log"
        "time"

        "github.com/gorilla/websocket"
)

func run(url string) {
        for {
                conn, _, err := websocket.DefaultDialer.Dial(url, nil)
                if err != nil {
                        time.Sleep(time.Second)
                        continue
                }
                for {
                        _, message, err := conn.ReadMessage()
                        if err != nil {
                                break
                        }
                        log.Printf("%s", message)
                }
                conn.Close()
                time.Sleep(time.Second)
        }
}
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


async def run():
    attempt = 0
    while True:
        ws, started = None, time.monotonic()
        try:
            async with websockets.connect("wss://example.org/feed") as ws:
                async for message in ws:
                    print(message)
        except (websockets.ConnectionClosed, OSError):
            pass
        if ws is not None and ws.close_code in FINAL_CLOSE_CODES:
            break
        attempt = 0 if time.monotonic() - started > 60 else attempt + 1
        await asyncio.sleep(random.uniform(0, min(30, 0.5 * 2 ** min(attempt, 6))))
```

```go
package feed

import (
        "log"
        "math/rand"
        "time"

        "github.com/gorilla/websocket"
)

func delay(attempt int) time.Duration {
        limit := 30 * time.Second
        if attempt < 6 {
                limit = 500 * time.Millisecond << attempt
        }
        return time.Duration(rand.Int63n(int64(limit)))
}

func run(url string) {
        for attempt := 0; ; attempt++ {
                conn, _, err := websocket.DefaultDialer.Dial(url, nil)
                if err != nil {
                        time.Sleep(delay(attempt))
                        continue
                }
                opened := time.Now()
                for {
                        _, message, err := conn.ReadMessage()
                        if websocket.IsCloseError(err, 1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010) {
                                conn.Close()
                                return // done, or no better the next time
                        }
                        if err != nil {
                                break
                        }
                        log.Printf("%s", message)
                }
                conn.Close()
                if time.Since(opened) > time.Minute {
                        attempt = 0 // it was stable
                }
                time.Sleep(delay(attempt))
        }
}
```

References
----------
RFC 6455 section 7.2.3: a random delay before the first attempt, then back-off
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler
from wsclose.rules.back_off import back_off, has_maker
from wsclose.rules.reconnecting import of_client
from wsclose.rules.rule import Context, Finding, Rule, Severity

STEADY = ("none", "fixed", "random")
"""The delays that stay the same, or that never grow, however often connecting fails."""


def check(handler: CloseHandler, context: Context) -> Iterator[Finding]:
    """Looks at one close handler or connection loop."""
    if not of_client(handler):
        return
    every = [effect for effect in handler.effects() if effect.kind == "reconnect"]
    lost = [effect for arm in handler.outcome(1006) for effect in arm.effects if effect.kind == "reconnect"]
    reconnects = lost or every
    if not reconnects or any(effect.delay not in STEADY for effect in reconnects):
        return
    waiting = [effect for effect in reconnects if effect.delay != "none"]
    if len({effect.wait for effect in waiting}) > 1:
        return  # it chooses: the wait is no longer the same when attempts fail
    first = (waiting or reconnects)[0]
    key = "at_once" if first.delay == "none" else first.delay
    if key == "fixed" and first.wait:
        key = "fixed_wait"
    fixable = has_maker(handler) and all(
        effect.delay in STEADY for effect in every
    )  # else it backs off after some codes
    fixes = context.later(lambda: back_off(handler, context, context.say("fix"))) if fixable else ()
    yield from context.finding(
        first.start,
        first.end,
        context.say(key, wait=with_unit(first.wait, context)),
        context.say("help"),
        fixes,
        connection=handler.connection,
        lowered=key == "random",
    )


LONG, SHORT = 100, 1000
"""From how many milliseconds, and up to how many seconds, clients wait: `sleep(5)` may be a function of one's own."""


def with_unit(wait: str, context: Context) -> str:
    """A delay as it is written, a plain number with what the language counts in: `3000 ms`, `5 s`."""
    if not wait.replace(".", "", 1).replace("_", "").isdecimal() or context.whole is None:
        return wait
    unit = context.whole.templates.fact("delay-unit")
    number = float(wait)
    return f"{wait} {unit}" if (unit == "ms" and number >= LONG) or (unit == "s" and number < SHORT) else wait


RULE = Rule(
    name="reconnect-without-backoff",
    severity=Severity.WARNING,
    about=CloseHandler,
    messages={
        "at_once": "Reconnects at once: after a restart every client comes back in the same instant, again and again.",
        "fixed": "Reconnects after a fixed delay: after a restart every client comes back at the same moment, again and again.",
        "fixed_wait": "Reconnects after a fixed delay ({wait}): after a restart every client comes back at the same moment, again and again.",
        "random": "Reconnects after a random delay that never grows: while a server is down, its clients call no less often than before.",
        "help": "double the delay up to a cap, and wait a random part of it; `wsclose explain reconnect-without-backoff` shows how",
        "fix": "Back off: a random part of a delay that doubles up to 30 s, and no reconnect after codes that are final",
    },
    check=check,
    tests=False,
)
