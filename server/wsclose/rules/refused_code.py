"""A code is sent that this library does not take.

What it does
------------
Reports codes that the protocol allows and the library in use refuses, by what its source says. Where that is up to
the server, as in ASGI, the one counts that the project depends on: Daphne takes 1000 and 3000-4999 alone.

Why it matters
--------------
The refusal is an exception, an error value, or a close frame with another code than the one that was asked for. In the
first two cases nothing is sent at all, and the connection stays open or is dropped without a word.

Example
-------
```python
from autobahn.asyncio.websocket import WebSocketServerProtocol


class Relay(WebSocketServerProtocol):
    def onMessage(self, payload, isBinary):
        if isBinary:
            self.sendClose(1003, "text only")
```

Use instead
-----------
```python
from autobahn.asyncio.websocket import WebSocketServerProtocol


class Relay(WebSocketServerProtocol):
    def onMessage(self, payload, isBinary):
        if isBinary:
            self.sendClose(4003, "text only")
```

References
----------
RFC 6455 section 7.4.2, and the library's own source.
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    if sent.conditional or sent_codes.follows_browsers(sent):
        return
    here, server = sent_codes.on_its_server(sent, context)
    if sent_codes.refused(here):
        yield from sent_codes.refusal(here, context, server)


RULE = Rule(
    name="refused-code",
    severity=Severity.ERROR,
    about=SentCode,
    order=4,
    messages={
        "message": "{code} is refused here: {consequence}.",
        "library": "{library} refuses {code}: {consequence}.",
        "server": "{server} refuses {code}: {consequence}.",
        "help": "it takes {takes}",
    },
    check=check,
)
