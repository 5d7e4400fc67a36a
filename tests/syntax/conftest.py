"""What the tests of languages ask of a text."""

from collections.abc import Callable

import pytest

from wsclose.analysis.facts import CloseCall, CodeUse, ReceivedCode
from wsclose.checker import FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax import languages
from wsclose.syntax.document import Document

Closed = Callable[[str, str], list[tuple[str, list[int]]]]
Codes = Callable[[str, str], list[tuple[str, str, int]]]


def facts_of(text: str, path: str) -> list[tuple[int, object]]:
    language = languages.for_path(path)
    assert language is not None
    checked = FileChecker(path, language, Document.from_str(text), Settings()).checked()
    return [(placed.start, fact) for placed in checked.facts for fact in placed.facts.facts]


@pytest.fixture
def closed() -> Closed:
    """(text, file name) -> each close call as it is written, with the codes that it sends."""

    def read(text: str, path: str) -> list[tuple[str, list[int]]]:
        data = text.encode()
        return [
            (data[start + fact.start : start + fact.end].decode(), [code.number for code in fact.codes])
            for start, fact in facts_of(text, path)
            if isinstance(fact, CloseCall)
        ]

    return read


@pytest.fixture
def codes() -> Codes:
    """(text, file name) -> each close code as it is written, its use and its number; a received one is 0."""

    def read(text: str, path: str) -> list[tuple[str, str, int]]:
        data = text.encode()
        found = []
        for start, fact in facts_of(text, path):
            if isinstance(fact, CodeUse | ReceivedCode):
                written = data[start + fact.start : start + fact.end].decode()
                found.append(
                    (written, fact.use, fact.number) if isinstance(fact, CodeUse) else (written, "received", 0)
                )
        return found

    return read
