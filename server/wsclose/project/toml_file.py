"""A TOML file that people write: what is wrong with it, and where. Only imported when there is such a file."""

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from wsclose.knowledge.texts import text
from wsclose.plain import plain


@plain
class Problem:
    """What is wrong. `line` counts from 1, 0 when it is not known; `key` is "" when the whole file is meant."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class TomlFile:
    """A file's text, its table, and the problems with it so far."""

    def __init__(self, name: str, content: str, locale: str) -> None:
        self.name, self.content, self.locale = name, content, locale
        self.problems: list[Problem] = []
        self.table: dict[str, Any] = {}
        try:
            self.table = tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"\(at line (\d+), column \d+\)", str(error))
            said = re.sub(r" \(at [^)]*\)", "", str(error))
            message = text("settings.not-toml", "this is not TOML: {error}", locale, error=said)
            self.problems.append(Problem(name, int(at[1]) if at else 0, "", message))

    def wrong(self, keys: tuple[str, ...], message: str) -> None:
        """Notes that something is wrong with the value at a path of keys."""
        line = line_of(self.content, keys)
        self.problems.append(Problem(self.name, line, ".".join(map(_written, keys)), message))

    def unknown(self, keys: tuple[str, ...], known: Iterable[str]) -> None:
        """Notes that there is no such key."""
        names = sorted(known)
        near = get_close_matches(keys[-1], names, n=1)
        if near:
            english = "there is no such key; did you mean {name}?"
            self.wrong(keys, text("settings.near-key", english, self.locale, name=near[0]))
        else:
            english = "there is no such key; there are {names}"
            self.wrong(keys, text("settings.no-key", english, self.locale, names=", ".join(names)))

    def expected(self, keys: tuple[str, ...], what: str) -> None:
        """Notes that the value is of another kind than it must be."""
        self.wrong(keys, text("settings.expected", "this must be {what}", self.locale, what=what))

    def one_of(self, keys: tuple[str, ...], value: object, known: Iterable[str]) -> str:
        """The value if it is one of these, else "" and a problem."""
        names = list(known)
        if isinstance(value, str) and value in names:
            return value
        near = get_close_matches(value, names, n=1) if isinstance(value, str) else []
        listed = ", ".join(f'"{name}"' for name in names)
        if near:
            english = '{value} is none of {names}; did you mean "{name}"?'
            said = text("settings.near-value", english, self.locale, value=_shown(value), names=listed, name=near[0])
        else:
            said = text(
                "settings.no-value", "{value} is none of {names}", self.locale, value=_shown(value), names=listed
            )
        self.wrong(keys, said)
        return ""

    def strings(self, keys: tuple[str, ...], value: object) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.expected(keys, text("settings.strings", 'a list of strings: ["..."]', self.locale))
        return ()

    def string(self, keys: tuple[str, ...], value: object) -> str:
        if isinstance(value, str):
            return value
        self.expected(keys, text("settings.string", "a string", self.locale))
        return ""

    def subtable(self, keys: tuple[str, ...], value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.expected(keys, text("settings.table", "a table", self.locale))
        return {}


def line_of(content: str, keys: tuple[str, ...]) -> int:
    """The line that writes the value at a path of keys, as a `key = ` or a `[table]`; 0 when none seems to."""
    table: tuple[str, ...] = ()
    best, depth = 0, 0
    for number, line in enumerate(content.splitlines(), 1):
        if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
            here = table = _parts(header[1])
        elif assigned := re.match(
            r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=", line
        ):
            here = table + _parts(assigned[1])
            inside = len(here) < len(keys) and re.search(rf"[\"']?{re.escape(keys[len(here)])}[\"']?\s*=", line)
            here = (*here, keys[len(here)]) if inside and keys[: len(here)] == here else here
        else:
            continue
        if keys[: len(here)] == here and len(here) > depth:
            best, depth = number, len(here)
    return best


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(r"[\w-]+|\"[^\"]*\"|'[^']*'", written))


def _written(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else f'"{key}"'


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
