"""Names in the text of a type."""

import re

NAMES = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*")
"""A dotted name, however the language writes the dots."""


def bare_type(text: str) -> str:
    """The last name in a type: `Client` of `*pkg.Client`, `WebSocket` of `Optional[WebSocket]`."""
    names = NAMES.findall(text)
    return names[-1].split(".")[-1].split("::")[-1] if names else ""


def types_of_tuple(text: str) -> tuple[str, ...]:
    """The types of several results: `(Guest, WebSocket<TcpStream>)`; none where there is only one."""
    inner, found, deep, begin = text.strip(), [], 0, 0
    if not (inner.startswith("(") and inner.endswith(")")):
        return ()
    inner = inner[1:-1]
    for place, sign in enumerate(inner):
        deep += (sign in "([<{") - (sign in ")]>}" and inner[place - 1 : place] != "-")
        if sign == "," and deep == 0:
            found.append(inner[begin:place])
            begin = place + 1
    return (*found, inner[begin:]) if found else ()
