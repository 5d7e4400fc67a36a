"""A number is sent where the library has a name for it.

What it does
------------
Points out numbers where the library in use defines a constant. Off unless it is switched on.

Why it matters
--------------
`CloseCode.GOING_AWAY` says what it means where it stands, and cannot be mistyped.

Example
-------
```python
import websockets


async def stop(connection: websockets.ServerConnection) -> None:
    await connection.close(1001)
```

```go
package hub

import (
        "context"

        "github.com/coder/websocket"
)

func leave(ctx context.Context, conn *websocket.Conn) error {
        return conn.Close(1000, "")
}
```

Use instead
-----------
```python
import websockets
from websockets.frames import CloseCode


async def stop(connection: websockets.ServerConnection) -> None:
    await connection.close(CloseCode.GOING_AWAY)
```

```go
package hub

import (
        "context"

        "github.com/coder/websocket"
)

func leave(ctx context.Context, conn *websocket.Conn) error {
        return conn.Close(websocket.StatusNormalClosure, "")
}
```

References
----------
The library's list of constants
"""

from collections.abc import Iterator

from wsclose.analysis.facts import SentCode
from wsclose.rules import sent_codes
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(sent: SentCode, context: Context) -> Iterator[Finding]:
    """Looks at one sent code."""
    library = sent.connection.library
    if library is None or sent.code.form != "literal":
        return
    number = sent.code.number
    name = next((name for name, value in library.constants.items() if value == number), "")
    if name:
        yield from context.finding(
            sent.start,
            sent.end,
            context.say("message", library=sent_codes.name_of(sent, context), name=name, code=number),
            connection=sent.connection,
        )


RULE = Rule(
    name="magic-code",
    severity=Severity.HINT,
    about=SentCode,
    likely="silent",
    order=40,
    messages={"message": "{library} calls {code} {name}."},
    check=check,
    default=False,
)
