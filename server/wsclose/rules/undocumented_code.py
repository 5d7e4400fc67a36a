"""A private code is missing from the project's own list.

What it does
------------
Points out codes from 4000 to 4999 that are sent, compared or defined, and for which `wsclose.toml` has no `[codes]`
table, although it has some. Silent where a platform that the file or the project uses defines the code.

Why it matters
--------------
Nobody but this project knows what 4001 means. With a list that is complete, every hover says it, and so does every
review: the code on the server and the one that the client waits for are the same.

Example
-------
```javascript
// wsclose.toml: [codes.4001] name = "SESSION_EXPIRED"
const socket = new WebSocket("wss://chat.example.org/room");

export const kick = () => socket.close(4002, "kicked");
```

Use instead
-----------
```javascript
// wsclose.toml: [codes.4001] name = "SESSION_EXPIRED"
const socket = new WebSocket("wss://chat.example.org/room");

export const expire = () => socket.close(4001, "session expired");
```

References
----------
RFC 6455 section 7.4.2
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CodeUse
from wsclose.knowledge.codeset import PRIVATE
from wsclose.rules.rule import Context, Finding, Rule, Severity


def check(use: CodeUse, context: Context) -> Iterator[Finding]:
    """Looks at one code."""
    if context.project is None or not context.project.codes or use.number not in PRIVATE:
        return
    if use.form != "literal" or use.use == "mentioned" or context.defined_elsewhere(use.number):
        return
    yield from context.finding(
        use.start,
        use.end,
        context.say("message", code=use.number),
        context.say("help", code=use.number),
        connection=use.connection,
    )


RULE = Rule(
    name="undocumented-code",
    severity=Severity.HINT,
    about=CodeUse,
    likely="silent",
    messages={
        "message": "The project's list of codes does not say what {code} means.",
        "help": "add [codes.{code}] to wsclose.toml",
    },
    check=check,
    tests=False,
)
