"""What the tables of cases share: marked sources, and what is found in them.

A table is a text: each case starts with `=== what it shows` and goes on as the source itself. «» stand around what must
be found; nothing else may be. After an arrow stands what must be known of it: `socket.«close→ws server»(1001)`.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from wsclose.analysis.facts import Certainty, CloseCall, CodeUse, Connection, Fact, ReceivedCode
from wsclose.checker import FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax import languages
from wsclose.syntax.document import Document

MARK = re.compile("«(.*?)(?:→(.*?))?»", re.DOTALL)
Found = tuple[int, int, str]
"""Where something is, in bytes, and what is known of it."""


def cases(**tables: str) -> list[object]:
    """The cases of each language's table, by file suffix: (suffix, source)."""
    return [
        pytest.param(suffix, source, id=f"{suffix}: {title}")
        for suffix, table in tables.items()
        for title, source in split(table)
    ]


def split(table: str) -> Iterator[tuple[str, str]]:
    """(title, source) of each case of a table."""
    for case in re.split(r"^=== ", table, flags=re.MULTILINE)[1:]:
        title, _, source = case.partition("\n")
        yield title, source


def facts(suffix: str, source: str) -> list[tuple[int, Fact]]:
    """The facts of a file, each with the place of its unit."""
    language = languages.for_path(f"a.{suffix}")
    assert language is not None
    checker = FileChecker(f"src/a.{suffix}", language, Document.from_str(source), Settings())
    return [(placed.start, fact) for placed in checker.checked().facts for fact in placed.facts.facts]


def run(suffix: str, marked: str, find: Callable[[int, Fact], Found | None]) -> None:
    """Asserts that what `find` makes of the facts is what the source marks, no more and no less."""
    source, expected = "", []
    end = 0
    for mark in MARK.finditer(marked):
        source += marked[end : mark.start()]
        expected.append((len(source.encode()), mark[1], mark[2]))
        source += mark[1]
        end = mark.end()
    source += marked[end:]
    data = source.encode()
    found = sorted({one for start, fact in facts(suffix, source) if (one := find(start, fact)) is not None})
    known = {start: label for start, _, label in expected}
    shown = [
        (start, data[start:end].decode(), label if known.get(start) is not None else None)
        for start, end, label in found
    ]
    assert shown == expected


def close_calls(describe: Callable[[CloseCall], str]) -> Callable[[int, Fact], Found | None]:
    """Finds the names of the methods that close."""

    def find(start: int, fact: Fact) -> Found | None:
        if not isinstance(fact, CloseCall):
            return None
        return start + fact.name_start, start + fact.name_end, describe(fact)

    return find


def uses(*kinds: str) -> Callable[[int, Fact], Found | None]:
    """Finds codes of these uses, with their number; "received" stands for names that hold a received code."""

    def find(start: int, fact: Fact) -> Found | None:
        if isinstance(fact, ReceivedCode) and "received" in kinds:
            return start + fact.start, start + fact.end, "received"
        if isinstance(fact, CodeUse) and fact.use in kinds:
            return start + fact.start, start + fact.end, f"{fact.number}"
        return None

    return find


def anything(start: int, fact: Fact) -> Found | None:
    """Finds every close call, code and received code."""
    if isinstance(fact, CloseCall):
        return start + fact.name_start, start + fact.name_end, "close"
    if isinstance(fact, CodeUse | ReceivedCode):
        return start + fact.start, start + fact.end, "code"
    return None


def named(connection: Connection) -> str:
    """`ws server`; a question mark where only names and shapes speak for it."""
    library = connection.library.id.rpartition("/")[2] if connection.library is not None else "unknown"
    sure = "" if connection.certainty == Certainty.SURE else "?"
    return f"{library} {connection.side}".strip() + sure
