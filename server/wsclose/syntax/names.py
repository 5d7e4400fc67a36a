"""Names in the text of a type."""

import re

NAMES = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*")
"""A dotted name, however the language writes the dots."""


def members_of_tuple(text: str) -> tuple[str, ...]:
    """The types in that of a tuple: `[string, Map<string, WebSocket>]`; none where this is not one."""
    if not (text.startswith("[") and text.endswith("]")):
        return ()
    members, depth, start = [], 0, 1
    for at in range(1, len(text)):
        depth += (text[at] in "<[({") - (text[at] in ">])}" and text[at - 1] != "=")
        if (text[at] == "," and depth == 0) or depth < 0:
            members.append(text[start:at].strip())
            start = at + 1
    return tuple(members)


def bare_type(text: str) -> str:
    """The last name in a type: `Client` of `*pkg.Client`, `WebSocket` of `Optional[WebSocket]`."""
    names = NAMES.findall(text)
    return names[-1].split(".")[-1].split("::")[-1] if names else ""
