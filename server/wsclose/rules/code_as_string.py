"""A close code is written as a string.

What it does
------------
Reports a received code that is compared with a string where the two are never equal, and a string that is sent as the
code where the library refuses it.

Why it matters
--------------
Close codes are numbers everywhere. `event.code === "1006"` is never true, so the branch behind it is dead; what should
have happened after a lost connection never does. A library that checks its argument throws for a string, and others
drop the connection with neither an error nor a close frame.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

socket.addEventListener("close", (event) => {
  if (event.code === "1006") showOffline();
});
```

```typescript
import WebSocket from "ws";

export function reject(socket: WebSocket): void {
  socket.close("4401" as unknown as number, "log in again");
}
```

```python
import websockets


async def listen(uri: str) -> None:
    async with websockets.connect(uri) as connection:
        await connection.close("1000", "done")
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

socket.addEventListener("close", (event) => {
  if (event.code === 1006) showOffline();
});
```

```typescript
import WebSocket from "ws";

export function reject(socket: WebSocket): void {
  socket.close(4401, "log in again");
}
```

```python
import websockets


async def listen(uri: str) -> None:
    async with websockets.connect(uri) as connection:
        await connection.close(1000, "done")
```

References
----------
WHATWG WebSockets, `CloseEvent.code`: https://websockets.spec.whatwg.org/#the-closeevent-interface
"""

from collections.abc import Iterator

from wsclose.analysis.facts import Certainty, CodeUse, SentCode
from wsclose.knowledge.library import CloseMethod, Library
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

CONVERTING = frozenset({"javascript", "php"})  # families in which `==` makes a number of a string
EQUALITIES = frozenset({"==", "===", "!=", "!==", "in", "not in"})


def check(fact: CodeUse | SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one code that is written as a string."""
    if not fact.quoted:
        return
    if isinstance(fact, SentCode):
        yield from _sent(fact, context)
    elif fact.use == "compared" and fact.certainty == Certainty.SURE and _never_equal(fact):
        key = "unequal" if fact.operator in ("!=", "!==", "not in") else "equal"
        yield from _finding(fact.number, fact, context.say(key, code=fact.number), context)


def _never_equal(use: CodeUse) -> bool:
    if use.operator not in EQUALITIES:
        return False
    library = use.connection.library if use.connection is not None else None
    return use.strict or (library is not None and library.family not in CONVERTING)


def _sent(sent: SentCode, context: Context) -> Iterator[Finding]:
    method, number = sent.method, sent.code.number
    if method is None or method.string_code not in ("throws", "nothing") or number not in sent_codes.accepted(sent):
        return
    failed = what_fails(sent.connection.library, method, context)
    yield from _finding(number, sent, context.say("sent", code=number, fails=failed), context)


def what_fails(library: Library | None, method: CloseMethod, context: Context) -> str:
    """What comes of a code that is given as a string."""
    if method.string_code == "nothing":
        return sent_codes.say("nothing", context, method=method.name)
    return sent_codes.fails(library, method, method.string_error or method.error, context)


def _finding(number: int, fact: CodeUse | SentCode, message: str, context: Context) -> Iterator[Finding]:
    fix = Fix(context.say("fix", code=number), (Edit(fact.start, fact.end, str(number)),), safe=True)
    yield from context.finding(
        fact.start, fact.end, message, context.say("help", code=number), (fix,), connection=fact.connection
    )


RULE = Rule(
    name="code-as-string",
    severity=Severity.WARNING,
    about=(CodeUse, SentCode),
    order=6,
    likely="silent",
    messages={
        "equal": "A received code is a number and never equal to “{code}”: this is never true.",
        "unequal": "A received code is a number and never equal to “{code}”: this is always true.",
        "sent": "“{code}” is a string, and {fails}.",
        "help": "write {code} without quotes",
        "fix": "Write {code} as a number",
    },
    check=check,
)
