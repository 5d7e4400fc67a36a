"""Patterns of paths in settings: `web/**`, `*.test.js`, `generated`."""

import re
from functools import lru_cache


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern stands for a path, or for a folder that it is in. Both have forward slashes.

    `*` and `?` stay within one name, `**` does not. A pattern without a slash is about names at any depth.
    """
    return _compiled(pattern).match(path) is not None


@lru_cache(500)
def _compiled(pattern: str) -> re.Pattern[str]:
    wanted = pattern.strip("/")
    anchored = "/" in pattern.rstrip("/")
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", wanted.removeprefix("./"))
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    body = "".join(meant.get(piece) or re.escape(piece) for piece in pieces)
    return re.compile(f"{'' if anchored else '(?:.*/)?'}{body}(?:/.*)?$", re.DOTALL)
