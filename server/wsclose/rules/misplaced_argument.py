"""An argument of a close call stands in the wrong place.

What it does
------------
Reports a text where the library takes the code, and a number where it takes none.

Why it matters
--------------
The text is never the reason: it is read as a number, which it is not, and the call fails or sends something else.

Example
-------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export const leave = () => socket.close("user left");
```

```python
import websockets


async def leave(connection: websockets.ClientConnection) -> None:
    await connection.close("user left")
```

Use instead
-----------
```javascript
const socket = new WebSocket("wss://chat.example.org/room");

export const leave = () => socket.close(1000, "user left");
```

```python
import websockets


async def leave(connection: websockets.ClientConnection) -> None:
    await connection.close(1000, "user left")
```

References
----------
The library's documentation of its close method
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseCall
from wsclose.rules.code_as_string import what_fails
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

COMPILED = frozenset({"csharp", "dart", "go", "java", "kotlin", "rust", "swift"})
"""Families of languages whose compilers take a text only where there is a method for it: `Close("bye")` of WebSocket4Net."""


def check(call: CloseCall, context: Context) -> Iterator[Finding]:
    """Looks at one close call."""
    method, span = call.method, call.code_span
    if method is not None and call.code_kind == "none":
        for code in call.misplaced:
            message = context.say("number", method=method.name, code=code.number)
            yield from context.finding(code.start, code.end, message, connection=call.connection)
    if method is None or span is None or call.code_kind != "string" or call.codes or call.reason is not None:
        return
    library = call.connection.library
    if method.parameters[:2] != ("code", "reason") or call.arguments != 1 or (library and library.family in COMPILED):
        return
    start, end = span
    failed = what_fails(library, method, context)
    refuses_zero = method.accepts is not None and 0 not in method.accepts
    known = method.string_code in ("throws", "nothing") or (bool(method.error) and refuses_zero)
    fixes = (Fix(context.say("fix"), (Edit(start, start, "1000, "),)),) if start == call.open else ()
    yield from context.finding(
        start,
        end,
        context.say("fails", fails=failed) if known else context.say("text", method=method.name),
        context.say("help", method=method.name),
        fixes,
        connection=call.connection,
    )


RULE = Rule(
    name="misplaced-argument",
    severity=Severity.WARNING,
    about=CloseCall,
    likely="silent",
    order=5,
    messages={
        "fails": "This text stands where the code belongs: {fails}.",
        "number": "{method}() takes no code here, so {code} is not sent.",
        "text": "This text stands where {method}() takes the code.",
        "help": "the code comes first: {method}(1000, reason)",
        "fix": "Send 1000 with this reason",
    },
    check=check,
)
