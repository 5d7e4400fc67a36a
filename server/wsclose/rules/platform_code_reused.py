"""A code that the protocol in use has taken is sent for something else.

What it does
------------
Reports a code with a reason, or a constant with a name, that has nothing to do with what the platform means by this
number. The platform is recognised by what the file imports and by the addresses and subprotocols in it. Clients of a
platform are left alone: what they close with is between them and the service.

Why it matters
--------------
The clients of a protocol know its codes. A graphql-ws client that is closed with 4400 takes it for its own mistake and
never comes back, whatever the reason says.

Example
-------
```javascript
import { WebSocketServer } from "ws";
import { useServer } from "graphql-ws/use/ws";

const server = new WebSocketServer({ port: 4000 });
useServer({ schema }, server);

server.on("connection", (socket) => {
  setTimeout(() => socket.close(4408, "free trial is over"), 60_000);
});
```

```python
from websockets.asyncio.server import ServerConnection, serve


async def handler(connection: ServerConnection) -> None:
    await connection.close(4400, "room is full")


serve(handler, "localhost", 8000, subprotocols=["graphql-transport-ws"])
```

Use instead
-----------
```javascript
import { WebSocketServer } from "ws";
import { useServer } from "graphql-ws/use/ws";

const server = new WebSocketServer({ port: 4000 });
useServer({ schema }, server);

server.on("connection", (socket) => {
  setTimeout(() => socket.close(4908, "free trial is over"), 60_000);
});
```

```python
from websockets.asyncio.server import ServerConnection, serve


async def handler(connection: ServerConnection) -> None:
    await connection.close(4900, "room is full")


serve(handler, "localhost", 8000, subprotocols=["graphql-transport-ws"])
```

References
----------
`wsclose codes --platform graphql-ws`, and so for every other platform
"""

import re
from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.knowledge.platforms import Platform, PlatformCode, entry
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity

WORDS = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}")


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    number = sent.code.number
    if number < 3000 or sent.connection.side == "client" or number not in sent_codes.accepted(sent):
        return
    said = " ".join((sent.code.name, (sent.call.reason.text or "") if sent.call and sent.call.reason else ""))
    if not WORDS.search(said) or (context.project is not None and number in context.project.codes):
        return
    owners = [(platform, entry(platform, number)) for platform in context.platforms]
    owned = [(platform, means) for platform, means in owners if means is not None and not means.band]
    if not owned or any(_alike(said, means) for _, means in owned):
        return
    platform, means = owned[0]
    free = _free(number, context.platforms)
    yield from context.finding(
        sent.start,
        sent.end,
        context.say("message", platform=platform.title, code=number, name=means.name),
        context.say("help", code=free) if free else "",
        sent_codes.replacements(sent, (free,), context) if free else (),
        connection=sent.connection,
    )


def _alike(said: str, means: PlatformCode) -> bool:
    """Whether both speak of the same thing, as far as single words tell."""
    here = [word.lower() for word in WORDS.findall(said)]
    there = [word.lower() for word in WORDS.findall(f"{means.name} {means.meaning}")]
    return any(one[:5] == other[:5] or one in other or other in one for one in here for other in there)


def _free(number: int, platforms: tuple[Platform, ...]) -> int | None:
    """A private code near to it in spirit that nobody here has taken."""
    first = 4900 + number % 100
    candidates = (*range(first, 5000), *range(4000, first))
    return next((each for each in candidates if all(entry(platform, each) is None for platform in platforms)), None)


RULE = Rule(
    name="platform-code-reused",
    severity=Severity.WARNING,
    about=SentCode,
    likely="silent",
    order=15,
    messages={
        "message": "{platform} has taken {code}: its clients read it as “{name}”.",
        "help": "send {code}, which is free",
    },
    check=check,
)
