"""A closed tab is reported as an error.

What it does
------------
Reports `IsUnexpectedCloseError` without 1001 among the codes that are expected.

Why it matters
--------------
Browsers send 1001 whenever a page is left or reloaded. A server that logs it as an error has one line for each visitor,
and the errors that matter drown in them.

Example
-------
```go
package hub

import (
        "log"

        "github.com/gorilla/websocket"
)

func read(conn *websocket.Conn) {
        if _, _, err := conn.ReadMessage(); websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure) {
                log.Println("read:", err)
        }
}
```

Use instead
-----------
```go
package hub

import (
        "log"

        "github.com/gorilla/websocket"
)

func read(conn *websocket.Conn) {
        _, _, err := conn.ReadMessage()
        if websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway) {
                log.Println("read:", err)
        }
}
```

References
----------
RFC 6455 section 7.4.1, 1001
"""

from collections.abc import Iterator

from wsclose.analysis.facts import ErrorPredicate
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity


def check(predicate: ErrorPredicate, context: Context) -> Iterator[Finding]:
    """Looks at one predicate that holds for all but some codes."""
    inside = [code for code in predicate.codes if predicate.start <= code.start < predicate.end]
    if predicate.connection is None or predicate.connection.side == "client":
        return
    if not predicate.negated or not inside or any(code.number == 1001 for code in predicate.codes):
        return
    last = inside[-1]
    package = context.source[last.start : last.end].rpartition(b".")[0].decode()
    written = f"{package}.CloseGoingAway" if last.form == "constant" and package else "1001"
    yield from context.finding(
        predicate.start,
        predicate.end,
        context.say("message"),
        context.say("help"),
        (Fix(context.say("fix"), (Edit(last.end, last.end, f", {written}"),)),),
    )


RULE = Rule(
    name="going-away-as-error",
    severity=Severity.INFORMATION,
    about=ErrorPredicate,
    messages={
        "message": "Every closed tab is an error here: 1001 is not among the expected codes.",
        "help": "add CloseGoingAway",
        "fix": "Expect 1001 (going away) too",
    },
    check=check,
)
