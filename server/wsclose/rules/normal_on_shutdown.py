"""A server that stops says that all is done.

What it does
------------
Reports 1000 where a server closes its connections because it shuts down.

Why it matters
--------------
1000 means that the work is finished: a client that trusts it stays away. After a deploy these clients are offline until
somebody reloads the page. 1001 and 1012 tell them to come back.

Example
-------
```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

export function shutdown() {
  for (const socket of server.clients) socket.close(1000, "server stops");
}
```

```python
from websockets.asyncio.server import ServerConnection

connections: set[ServerConnection] = set()


async def shutdown(connection: ServerConnection) -> None:
    await connection.close(1000, "server stops")
```

Use instead
-----------
```javascript
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

export function shutdown() {
  for (const socket of server.clients) socket.close(1001, "server stops");
}
```

```python
from websockets.asyncio.server import ServerConnection

connections: set[ServerConnection] = set()


async def shutdown(connection: ServerConnection) -> None:
    await connection.close(1012, "server restarts")
```

References
----------
RFC 6455 section 7.4.1, 1001; IANA's registry, 1012
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    around = sent_codes.surroundings(sent)
    if sent.code.number == 1000 and sent.connection.side == "server" and "shutdown" in around:
        yield from context.finding(
            sent.start,
            sent.end,
            context.say("message"),
            context.say("help"),
            sent_codes.replacements(sent, (1001, 1012), context),
            connection=sent.connection,
        )


RULE = Rule(
    name="normal-on-shutdown",
    severity=Severity.INFORMATION,
    about=SentCode,
    likely="silent",
    order=20,
    messages={
        "message": "Clients stay away after 1000: it says that the work is done, not that the server stops.",
        "help": "send 1001, or 1012 when the server comes back",
    },
    check=check,
)
