"""A code is sent that nobody has registered.

What it does
------------
Points out codes from 3000 to 3999 that are not in IANA's registry. Silent where a platform that the file or the project
uses defines the code.

Why it matters
--------------
3000-3999 is for libraries, frameworks and public protocols, which register their codes. A code of an application's own
belongs into 4000-4999, where it can never come to mean something else.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export const kick = () => socket.close(3100, "kicked");
```

```python
import websockets


async def kick(connection: websockets.ServerConnection) -> None:
    await connection.close(3100, "kicked")
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export const kick = () => socket.close(4100, "kicked");
```

```python
import websockets


async def kick(connection: websockets.ServerConnection) -> None:
    await connection.close(4100, "kicked")
```

References
----------
RFC 6455 section 7.4.2; IANA's registry of WebSocket close codes
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    number = sent.code.number
    if sent_codes.is_unregistered(number) and number in sent_codes.accepted(sent):
        if context.defined_elsewhere(number):
            return
        yield from context.finding(
            sent.start,
            sent.end,
            context.say("message", code=number),
            context.say("help", code=number + 1000),
            sent_codes.replacements(sent, (number + 1000,), context),
            connection=sent.connection,
        )


RULE = Rule(
    name="unregistered-code",
    severity=Severity.HINT,
    about=SentCode,
    likely="silent",
    order=30,
    messages={
        "message": "{code} is not registered: 3000–3999 is for codes that IANA knows.",
        "help": "send {code}: 4000–4999 is yours",
    },
    check=check,
)
