"""Names in the text of a type."""

import re

NAMES = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::|\\)[A-Za-z_$][\w$]*)*")
"""A dotted name, however the language writes the dots."""


def bare_type(text: str) -> str:
    """The last name in a type: `Client` of `*pkg.Client`, `WebSocket` of `Optional[WebSocket]`."""
    names = NAMES.findall(text)
    return names[-1].split(".")[-1].split("::")[-1] if names else ""
