"""A received code is compared with a number that never arrives.

What it does
------------
Reports comparisons of a received code with HTTP statuses, with 1016-2999 and with numbers above 4999.

Why it matters
--------------
The branch behind the comparison is dead. Mostly a handshake was refused with an HTTP status such as 401, which does not
reach the close handler: a page only ever sees 1006.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

socket.addEventListener("close", (event) => {
  if (event.code === 401) logIn();
});
```

```python
import websockets


async def listen(uri: str) -> None:
    async with websockets.connect(uri) as connection:
        try:
            await connection.recv()
        except websockets.ConnectionClosed as closed:
            if closed.code == 503:
                await listen(uri)
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

socket.addEventListener("close", (event) => {
  if (event.code === 4401) logIn();
});
```

```python
import websockets


async def listen(uri: str) -> None:
    async with websockets.connect(uri) as connection:
        try:
            await connection.recv()
        except websockets.ConnectionClosed as closed:
            if closed.code == 1013:
                await listen(uri)
```

References
----------
RFC 6455 section 7.4.2; WHATWG WebSockets, "fail the WebSocket connection"
"""

from collections.abc import Iterator

from wsclose.analysis.facts import Certainty, CodeUse
from wsclose.knowledge import codeset, protocol
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

NEVER = codeset.parse("100-998, 1017-1999, 2001-2009, 2011-2998, 5001-65535")  # without what bounds of ranges are
EQUALITIES = frozenset({"==", "===", "!=", "!==", "in", "not in"})


def check(use: CodeUse, context: Context) -> Iterator[Finding]:
    """Looks at one number that a received code is compared with."""
    if use.use != "compared" or use.certainty != Certainty.SURE or use.operator not in EQUALITIES:
        return
    if use.number not in NEVER or use.connection is None or use.connection.library is None:
        return
    meant = protocol.for_http_status(use.number)
    key = "http" if 400 <= use.number <= 599 else "message"
    yield from context.finding(
        use.start,
        use.end,
        context.say(key, code=use.number),
        context.say("help", codes=", ".join(map(str, meant))) if meant else "",
        tuple(Fix(context.say("fix", code=code), (Edit(use.start, use.end, str(code)),)) for code in meant),
        connection=use.connection,
    )


RULE = Rule(
    name="unreceivable-code",
    severity=Severity.WARNING,
    about=CodeUse,
    likely="silent",
    messages={
        "message": "{code} never arrives: it is no close code, and this branch is dead.",
        "http": "{code} never arrives: a handshake that is refused with HTTP {code} looks like 1006 here.",
        "help": "close with {codes} after the handshake, and look for that",
        "fix": "Compare with {code}",
    },
    check=check,
)
