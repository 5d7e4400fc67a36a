"""A code goes by another code's name.

What it does
------------
Reports tables, enums and maps that give a code of the protocol the name of another one.

Why it matters
--------------
Tables that were typed from memory are often shifted by a row. Whoever reads the name, in code or in a log, then acts on
the wrong cause.

Example
-------
```javascript
export const CloseCode = {
  NORMAL_CLOSURE: 1000,
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  POLICY_VIOLATION: 1007,
};
```

```python
MEANINGS = {
    1000: "Normal closure",
    1001: "Going away",
    1002: "Protocol error",
    1004: "Message too big",
}
```

Use instead
-----------
```javascript
export const CloseCode = {
  NORMAL_CLOSURE: 1000,
  GOING_AWAY: 1001,
  PROTOCOL_ERROR: 1002,
  POLICY_VIOLATION: 1008,
};
```

```python
MEANINGS = {
    1000: "Normal closure",
    1001: "Going away",
    1002: "Protocol error",
    1009: "Message too big",
}
```

References
----------
IANA's registry of WebSocket close codes
"""

from collections.abc import Iterator

from wsclose.analysis.facts import CodeTable
from wsclose.knowledge import codeset, protocol
from wsclose.rules.rule import Context, Edit, Finding, Fix, Rule, Severity

SAYS = {
    1000: ("normalclos", "closenormal"),
    1001: ("goingaway",),
    1002: ("protocolerr",),
    1003: ("unsupporteddata", "unsupportedtype"),
    1005: ("nostatus",),
    1006: ("abnormal",),
    1007: ("invalidpayload", "invalidframe", "inconsistentdata"),
    1008: ("policyviolat", "violatespolicy"),
    1009: ("toobig", "toolarge"),
    1010: ("mandatoryext", "missingext", "extensionrequired"),
    1011: ("internalerr", "internalserver", "unexpectedcondition"),
    1012: ("servicerestart",),
    1013: ("tryagain",),
    1014: ("badgateway",),
    1015: ("tlshandshake",),
}
"""What only one code goes by, in names without separators and in lower case."""


def check(table: CodeTable, context: Context) -> Iterator[Finding]:
    """Looks at one table of codes."""
    for name, number, start, end in table.entries:
        told, meant = protocol.code(number, context.locale), meanings(name)
        if told is None or number >= 3000 or len(meant) != 1 or number in meant:
            continue
        (wanted,) = meant
        written = context.source[start:end].decode("utf-8", "replace")
        change = Fix(context.say("fix", code=wanted), (Edit(start, end, str(wanted)),))
        yield from context.finding(
            start,
            end,
            context.say("message", name=name, wanted=wanted, code=number, told=told.name),
            context.say("help"),
            (change,) if written == str(number) and wanted in codeset.SENDABLE else (),
        )


def meanings(name: str) -> set[int]:
    """The codes that a name or a short text speaks of."""
    plain = "".join(character for character in name.lower() if character.isalnum())
    found = {number for number, pieces in SAYS.items() if any(piece in plain for piece in pieces)}
    return found - {1000} if 1006 in found else found


RULE = Rule(
    name="wrong-name",
    severity=Severity.WARNING,
    about=CodeTable,
    order=50,
    messages={
        "message": "{name} is {wanted}; {code} is {told}.",
        "help": "one of the two is wrong",
        "fix": "Write {code}",
    },
    check=check,
)
