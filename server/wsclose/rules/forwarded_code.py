"""A received code is sent on without a look at it.

What it does
------------
Reports a received code that goes into another close call unchecked.

Why it matters
--------------
What arrives can be 1005 (the peer gave no code), 1006 (the connection was lost) or 1015, and none of these may be
sent. The library throws, so that the second connection stays open, or it breaks the protocol on that connection too.

Example
-------
```javascript
import WebSocket, { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (client) => {
  const upstream = new WebSocket("wss://backend.example.org");
  upstream.on("close", (code, reason) => client.close(code, reason));
});
```

```python
import websockets


async def relay(client: websockets.ServerConnection, upstream: websockets.ClientConnection) -> None:
    try:
        async for message in upstream:
            await client.send(message)
    except websockets.ConnectionClosed as closed:
        await client.close(closed.code)
```

Use instead
-----------
```javascript
import WebSocket, { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (client) => {
  const upstream = new WebSocket("wss://backend.example.org");
  upstream.on("close", (code, reason) => client.close(code === 1000 || code >= 3000 ? 1000 : 1011, reason));
});
```

References
----------
RFC 6455 section 7.4.1, 1005, 1006 and 1015
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.knowledge.library import Received
from wsclose.rules.rule import Context, Finding, Rule, Severity

NEVER_SENT = (1005, 1006, 1015)


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    if call.code_kind != "received" or call.method is None or call.code_span is None or "guarded" in call.surroundings:
        return
    never_sent = tuple(code for code in NEVER_SENT if code not in call.method.no_status)
    if 1006 not in never_sent and 1005 not in never_sent:
        return
    library = call.connection.library
    if library is not None and not may_say_one_of(never_sent, library.received):
        return
    yield from context.finding(*call.code_span, context.say("message"), context.say("help"), connection=call.connection)


def may_say_one_of(codes: tuple[int, ...], received: Received) -> bool:
    """Whether a library can report one of these codes; so it is when that is not known."""
    told = {received.empty_as, received.dropped_as}
    if received.delivers is None or "" in told:
        return True
    return any(str(code) in told or code in received.delivers or code in received.local_codes for code in codes)


RULE = Rule(
    name="forwarded-code",
    severity=Severity.WARNING,
    about=CloseCall,
    likely="silent",
    messages={
        "message": "A received code can be 1005, 1006 or 1015, and none of them may be sent on.",
        "help": "send 1011 in their place, and other codes as they are",
    },
    check=check,
)
