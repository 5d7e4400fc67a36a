"""A source that is edited says what the same text says when it is opened afresh."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wsclose.checker import Checked, FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax import languages
from wsclose.syntax import source as source_module
from wsclose.syntax.document import Document, Edit
from wsclose.syntax.outline import Outline
from wsclose.syntax.source import Source

from .texts import TEXTS

# What changes how the rest of a text is read, what moves offsets, and what only looks like the end of a line.
PIECES = [*"{}()[]<>:;,=?\\\"'`#", "/*", "*/", "//", '"""']
PIECES += ["\n", "\r", "\r\n", "\n    ", "\t", " ", "\f", "\u2028", "\x85", "\ufeff", "\x00"]
PIECES += ["a", "ws.close(1001)", "4000", "é", "한", "😀", "\ud83d", "\ude00", "e\u0301"]
PIECES += ["class X {", "def x():\n", "async ", "if (a) {", "} else {", "return", "import ", "case 1000:", "//😀\n"]
# What leaves most texts whole when it stands on lines of its own.
LINES = ["\n", "\r\n", "\r\n\r\n", "\t\n", " \n \n"]

places = st.tuples(st.booleans(), st.floats(0, 1, exclude_max=True))
lengths = st.sampled_from([0, 0, 0, 1, 1, 2, 5, 40])
breaking = st.tuples(places, lengths, st.lists(st.sampled_from(PIECES), max_size=3).map("".join))
harmless = st.tuples(st.tuples(st.just(True), st.floats(0, 1, exclude_max=True)), st.just(0), st.sampled_from(LINES))
messages = st.lists(st.lists(breaking | harmless, min_size=1, max_size=3), min_size=1, max_size=4)
Message = list[tuple[tuple[bool, float], int, str]]


def send(document: Document, message: Message) -> list[Edit]:
    """Applies the changes of one message, each to the text that the ones before it leave, in the client's positions."""
    edits: list[Edit] = []
    for (at_line_start, share), length, new in message:
        start = document.position(int(share * len(document.text)), "utf-16")
        if at_line_start:
            start = (start[0], 0)
        end = document.position(document.offset(*start, "utf-16") + length, "utf-16")
        edits += document.apply([((start, end), new)], "utf-16") or []
    return edits


def mend(document: Document, text: str) -> list[Edit]:
    """Makes the document hold a text again, by the smallest edit that does."""
    old, new = document.text, text.encode()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    while start and (is_inside(old, start) or is_inside(new, start)):
        start -= 1
    while end and (is_inside(old, len(old) - end) or is_inside(new, len(new) - end)):
        end -= 1
    return [document.replace(start, len(old) - end, new[start : len(new) - end])]


def is_inside(text: bytes, place: int) -> bool:
    """Whether a place is inside a character."""
    return place < len(text) and text[place] & 0xC0 == 0x80


def checked_afresh(document: Document, path: str) -> Checked:
    return FileChecker(path, language_of(path), Document(document.text), Settings()).checked()


def language_of(path: str) -> str:
    language = languages.for_path(path)
    assert language is not None
    return language


BROKEN_TWICE: list[Message] = [
    [((False, 0.0), 40, "\n    "), ((False, 0.89453125), 1, ""), ((False, 0.0), 0, "{")],
    [((False, 0.0), 0, ""), ((False, 0.3125), 0, '"""')],
]
"""After the first, Swift's grammar reads `deinit { ... }` as a call, after the second as a constructor."""

property_of_edits = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", TEXTS)
@property_of_edits
@given(messages)
def test_the_outline_of_an_edited_text_is_that_of_the_same_text(path: str, messages: list[Message]) -> None:
    """Where the grammar gives up, what it makes of a text depends on what it was before; it never stays so."""
    document = Document.from_str(TEXTS[path])
    source = Source(language_of(path), document, path)
    whole = repr(source.outline)
    for message in messages:
        source.edited(send(document, message))
        afresh = Source(language_of(path), Document(document.text), path)
        if not afresh.tree.root_node.has_error:
            assert repr(source.outline) == repr(afresh.outline)
        assert isinstance(source.outline, Outline)
    source.edited(mend(document, TEXTS[path]))
    assert repr(source.outline) == whole


@pytest.mark.parametrize("path", TEXTS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=6))
def test_names_that_grow_letter_by_letter(path: str, shares: list[float]) -> None:
    """What is typed most, and touches one piece of the file."""
    document = Document.from_str(TEXTS[path])
    source = Source(language_of(path), document, path)
    assert source.outline
    names = [match.end() for match in re.finditer(rb"[A-Za-z]\w*", document.text)]
    for count, place in enumerate(sorted(names[int(share * len(names))] for share in shares)):
        source.edited([document.replace(place + count, place + count, b"x")])
        afresh = Source(language_of(path), Document(document.text), path)
        if not afresh.tree.root_node.has_error:
            assert repr(source.outline) == repr(afresh.outline)


@pytest.mark.parametrize("path", TEXTS)
@property_of_edits
@example(BROKEN_TWICE, False)
@given(messages, st.booleans())
def test_a_settled_text_is_read_as_if_it_had_just_been_opened(path: str, messages: list[Message], small: bool) -> None:
    """However broken it is: facts, findings and outline."""
    document = Document.from_str(TEXTS[path])
    checker = FileChecker(path, language_of(path), document, Settings())
    with pytest.MonkeyPatch.context() as patch:
        if not small:  # the edited text is then the old tree's successor, as in a long file
            patch.setattr(source_module, "SMALL", 0)
        for message in messages:
            checker.edited(send(document, message))
            checker.checked()
            if not small:
                checker.settle()
            afresh = FileChecker(path, language_of(path), Document(document.text), Settings())
            assert checker.source.settled
            assert repr(checker.source.outline) == repr(afresh.source.outline)
            assert checker.checked() == afresh.checked()


@pytest.mark.parametrize("path", TEXTS)
@property_of_edits
@given(messages)
def test_facts_and_findings_of_an_edited_text_are_those_of_the_same_text(path: str, messages: list[Message]) -> None:
    document = Document.from_str(TEXTS[path])
    checker = FileChecker(path, language_of(path), document, Settings())
    for message in messages:
        checker.edited(send(document, message))
        checker.checked()
        if not Source(language_of(path), Document(document.text), path).tree.root_node.has_error:
            assert checker.checked() == checked_afresh(document, path)
    checker.edited(mend(document, TEXTS[path]))
    assert checker.checked() == checked_afresh(document, path)


@pytest.mark.parametrize(
    "text",
    [
        "const { [code] = } = closed;",
        "socket.onclose = ({ [code] = }) => { socket.close(code ?? ); };",
    ],
)
def test_a_default_that_is_still_to_be_written_is_none(text: str) -> None:
    document = Document.from_str(f'import WebSocket from "ws";\n\n{text}\n')
    assert FileChecker("feed.js", language_of("feed.js"), document, Settings()).checked().facts


def test_equal_texts_that_the_grammar_takes_for_different_things_are_read_anew() -> None:
    document = Document.from_str("package hub\n\nconst (\n\tcloseIdle = 4000\n\tcloseKicked\n)\n")
    source = Source("go", document, "hub.go")
    assert len(source.outline.units) == 3
    source.edited([document.replace(13, 21, b"")])
    assert repr(source.outline) == repr(Source("go", Document(document.text), "hub.go").outline)


def test_settling_tells_whether_it_made_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "SMALL", 0)
    document = Document.from_str(TEXTS["feed.ts"])
    checker = FileChecker("feed.ts", "typescript", document, Settings())
    assert not checker.settle()
    place = document.text.index(b"switch (") - 1
    checker.edited([document.replace(place, place, b" ")])
    assert checker.source.settled
    place = document.text.index(b"return;")
    assert not checker.settle()
    checker.edited([document.replace(place, place, b"{")])
    assert not checker.source.settled
    assert checker.settle()
    assert not checker.settle()


def test_half_of_a_character_that_an_editor_sent_is_read_over() -> None:
    text = "socket.on(:close) { |event| loop {{\ud83d puts event } }\nsocket.close(1001)\n"
    document = Document.from_str(text)
    source = Source(language_of("room.rb"), document, "room.rb")
    assert source.outline.units
    assert document.text == text.encode("utf-8", "surrogatepass")
