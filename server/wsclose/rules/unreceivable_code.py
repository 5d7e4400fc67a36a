"""A received code is compared with a number that never arrives.

What it does
------------
Reports comparisons of a received code with what no peer may send: HTTP statuses, 1016-2999 and numbers above 4999,
unless the library makes the number up itself. 1015 is reported where the library is known never to tell it.

Why it matters
--------------
The branch behind the comparison is dead. Mostly a handshake was refused with an HTTP status such as 401, which does not
reach the close handler: a page only ever sees 1006. Some libraries would hand on such a number if a peer broke the
protocol to send it, and browsers are among them; no server library in good order does.

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
from wsclose.knowledge.library import Library, Received
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

NEVER = codeset.parse("100-998, 1017-1999, 2001-2009, 2011-2998, 5001-65535")  # without what bounds of ranges are
TLS = 1015
EQUALITIES = frozenset({"==", "===", "!=", "!==", "in", "not in"})


def check(use: CodeUse, context: Context) -> Iterator[Finding]:
    """Looks at one number that a received code is compared with."""
    if use.use != "compared" or use.certainty != Certainty.SURE or use.operator not in EQUALITIES:
        return
    library = use.connection.library if use.connection is not None else None
    if (
        use.connection is None
        or library is None
        or not _unreceivable(use.number, library.received_on(use.connection.side))
    ):
        return
    meant = protocol.for_http_status(use.number)
    yield from context.finding(
        use.start,
        use.end,
        _message(use.number, library, context),
        context.say("help", codes=sent_codes.one_of(meant, context)) if meant else "",
        tuple(Fix(context.say("fix", code=code), (Edit(use.start, use.end, str(code)),)) for code in meant),
        connection=use.connection,
        lowered=use.number == TLS,
    )


def _unreceivable(number: int, received: Received) -> bool:
    """Whether no peer may send it, and the library does not make it up."""
    if number in received.local_codes or str(number) in (received.empty_as, received.dropped_as):
        return False
    if number == TLS:
        return received.delivers is not None and number not in received.delivers
    return number in NEVER


def _message(number: int, library: Library, context: Context) -> str:
    if not 400 <= number <= 599:
        return context.say("tls" if number == TLS else "message", code=number)
    lost = library.received.dropped_as
    looks = library.family == "javascript" and lost.isdigit()
    return context.say("http", code=number, lost=lost) if looks else context.say("status", code=number)


RULE = Rule(
    name="unreceivable-code",
    severity=Severity.WARNING,
    about=CodeUse,
    likely="silent",
    messages={
        "message": "{code} never arrives: no peer may send it, and this branch is dead.",
        "http": "{code} never arrives: a handshake that is refused with HTTP {code} looks like {lost} here.",
        "status": "{code} never arrives: no peer may send an HTTP status, and a refused handshake has no close code.",
        "tls": "{code} never arrives: a TLS handshake that fails is told as 1006, or as an error.",
        "help": "close with {codes} after the handshake, and look for that",
        "fix": "Compare with {code}",
    },
    check=check,
)
