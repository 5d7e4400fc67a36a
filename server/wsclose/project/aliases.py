"""Names that a project gives its folders: `paths` and `baseUrl` of a tsconfig.json, so that imports can be followed."""

import json
import re
from collections.abc import Callable, Iterator
from posixpath import dirname, normpath
from typing import Any

NAMES = ("tsconfig.json", "jsconfig.json")
MOST_EXTENDED = 4  # configurations that build on each other
COMMENT_OR_STRING = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)

Read = Callable[[str], bytes | None]


def targets(module: str, folder: str, read: Read) -> Iterator[str]:
    """The paths, without suffix, that an import in a file of this folder can mean by the nearest configuration."""
    while folder.count("/") > 0:
        for name in NAMES:
            content = read(f"{folder}/{name}")
            if content is not None:
                yield from _targets(module, f"{folder}/{name}", content, read)
                return
        folder = dirname(folder) if folder != "/" else ""


def _targets(module: str, path: str, content: bytes, read: Read) -> Iterator[str]:
    for _ in range(MOST_EXTENDED):
        settings = _object(parsed(content))
        options = _object(settings.get("compilerOptions"))
        base = options.get("baseUrl")
        root = normpath(f"{dirname(path)}/{base if isinstance(base, str) else '.'}")
        paths = _object(options.get("paths"))
        for pattern, places in paths.items():
            start, star, end = pattern.partition("*")
            fits = module.startswith(start) and module.endswith(end) if star else module == pattern
            for place in places if fits and isinstance(places, list) else ():
                if isinstance(place, str):
                    yield normpath(f"{root}/{place.replace('*', module[len(start) : len(module) - len(end)])}")
        if isinstance(base, str):
            yield f"{root}/{module}"
        below = settings.get("extends")
        if paths or not isinstance(below, str) or not below.startswith("."):
            return
        path = normpath(f"{dirname(path)}/{below}" + ("" if below.endswith(".json") else ".json"))
        following = read(path)
        if following is None:
            return
        content = following


def parsed(content: bytes) -> object:
    """JSON that may have comments and commas too many; None for anything else."""
    text = content.decode("utf-8-sig", "replace")
    text = COMMENT_OR_STRING.sub(lambda found: found[1] or " ", text)
    text = TRAILING_COMMA.sub(lambda found: found[1] or "", text)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
