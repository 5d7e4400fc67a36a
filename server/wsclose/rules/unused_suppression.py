"""A comment silences nothing.

What it does
------------
Reports a `wsclose: ignore` comment, or a rule named in one, that silences no finding. Rules that do not exist are
named.

Why it matters
--------------
A comment that outlived its finding hides the next one, and a misspelt rule hides nothing.

Example
-------
```javascript
socket.send("hello"); // wsclose: ignore[browser-code] because of the old gateway
```

Use instead
-----------
```javascript
socket.send("hello");
```

References
----------
None: it is about comments of this checker
"""

import re
from collections.abc import Iterator

from wsclose.project.suppressions import Unused
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

MARK = re.compile(rb"wsclose:\s*ignore(?:-file)?(?:\[[^\]]*\])?")
START = re.compile(rb"[ \t]*(?://|#|--|;)[ \t]*$")


def check(unused: Unused, context: Context) -> Iterator[Finding]:
    """Looks at one comment."""
    from wsclose.rules.registry import by_name

    unknown = [name for name in unused.names if name not in by_name()]
    if unknown:
        message = context.say("unknown", names=", ".join(unknown))
    elif unused.names:
        message = context.say("names", names=", ".join(unused.names))
    else:
        message = context.say("message")
    yield from context.finding(unused.start, unused.end, message, context.say("help"), fixes(unused, context))


def fixes(unused: Unused, context: Context) -> tuple[Fix, ...]:
    """Removes the comment to the end of its line, or the idle names in it."""
    text = context.source
    mark = MARK.search(text, unused.start)
    if mark is None:
        return ()
    if unused.whole:
        line = text.rfind(b"\n", 0, mark.start()) + 1
        before = START.search(text[line : mark.start()])
        if before is None:
            return ()
        end = len(text) if (stop := text.find(b"\n", mark.end())) < 0 else stop
        if text[end - 1 : end] == b"\r":
            end -= 1
        return (Fix(context.say("remove"), (Edit(line + before.start(), end, ""),), safe=True),)
    inside = text[mark.start() : mark.end()]
    head, _, names = inside.partition(b"[")
    kept = [name.strip() for name in names.rstrip(b"]").split(b",") if name.strip().decode() not in unused.names]
    written = (head + b"[" + b", ".join(kept) + b"]").decode()
    return (Fix(context.say("remove"), (Edit(mark.start(), mark.end(), written),), safe=True),)


RULE = Rule(
    name="unused-suppression",
    severity=Severity.WARNING,
    about=Unused,
    messages={
        "message": "This comment silences nothing.",
        "names": "Nothing here is silenced by {names}.",
        "unknown": "There is no rule called {names}.",
        "help": "remove it",
        "remove": "Remove what silences nothing",
    },
    check=check,
)
