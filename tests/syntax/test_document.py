"""Documents equal a plain string in everything a client can do to them."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsclose.syntax.document import Change, Document, Edit, Encoding, Position

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")

# What line and position counters get wrong: each terminator, what only looks like one, and characters of every width.
PIECES = ["a", "ws", " ", "\n", "\r", "\r\n", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\ufeff"]
PIECES += ["é", "e\u0301", "한", "\ud7ff", "\ud7a3", "\ufffd", "😀", "👩‍💻", "\ud83d", "\ude00", "\U0010ffff", "\x00"]

texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(
    st.characters(categories=None), max_size=12
)
positions = st.tuples(st.integers(0, 9), st.integers(0, 14) | st.just(2**31 - 1))
edits: st.SearchStrategy[Change] = st.tuples(st.tuples(positions, positions), texts)
changes: st.SearchStrategy[Change] = st.tuples(st.tuples(positions, positions) | st.none(), texts)


class Model:
    """The obvious document: a string, split and counted again for every question."""

    def __init__(self, text: str) -> None:
        self.text = joined(text)

    def lines(self) -> list[str]:
        """The lines with their terminators."""
        return re.split(r"(?<=\n)|(?<=\r)(?!\n)", self.text)

    def index(self, position: Position, encoding: Encoding) -> int:
        lines = self.lines()
        line, character = position
        if line >= len(lines):
            return len(self.text)
        index = sum(map(len, lines[:line]))
        for symbol in lines[line].rstrip("\r\n"):
            character -= units(symbol, encoding)
            if character < 0:
                break
            index += 1
        return index

    def position(self, index: int, encoding: Encoding) -> Position:
        before = self.text[:index]
        if before.endswith("\r") and self.text[index : index + 1] == "\n":
            before = before[:-1]
        lines = Model(before).lines()
        return len(lines) - 1, units(lines[-1], encoding)

    def apply(self, change: Change, encoding: Encoding) -> None:
        place, new = change
        if place is None:
            self.text = joined(new)
        else:
            start, end = sorted(self.index(position, encoding) for position in place)
            self.text = joined(self.text[:start] + new + self.text[end:])


def joined(text: str) -> str:
    """Two halves of a surrogate pair side by side are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def units(text: str, encoding: Encoding) -> int:
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = encoding if encoding == "utf-8" else encoding + "-le"
    return len(text.encode(codec, "surrogatepass")) // width


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def point(text: bytes, offset: int) -> tuple[int, int]:
    rows = text[:offset].split(b"\n")
    return len(rows) - 1, len(rows[-1])


def apply_edit(text: bytes, edit: Edit, after: bytes) -> bytes:
    return text[: edit.start_byte] + after[edit.start_byte : edit.new_end_byte] + text[edit.old_end_byte :]


def test_the_model_splits_lines_where_the_protocol_does() -> None:
    assert Model("a\r\nb\rc\n\rd\x0ce\u2028f").lines() == ["a\r\n", "b\r", "c\n", "\r", "d\x0ce\u2028f"]
    assert Model("a\n").lines() == ["a\n", ""]
    assert Model("").lines() == [""]


@given(texts, st.lists(st.lists(changes, min_size=1, max_size=3), max_size=4), st.sampled_from(ENCODINGS))
def test_an_edited_document_equals_a_plain_string(text: str, messages: list[list[Change]], encoding: Encoding) -> None:
    document, model = Document.from_str(text), Model(text)
    for message in messages:
        document.apply(message, encoding)
        for change in message:
            model.apply(change, encoding)
        afresh = Document.from_str(model.text)
        assert document.text == as_bytes(model.text) == afresh.text
        lines = [document.line_text(line) for line in range(document.line_count)]
        assert lines == [line.rstrip("\r\n") for line in model.lines()]
        ranges = [document.line_range(line) for line in range(document.line_count)]
        assert ranges == [afresh.line_range(line) for line in range(afresh.line_count)]


@given(texts, st.sampled_from(ENCODINGS))
def test_every_offset_has_the_position_of_the_plain_string(text: str, encoding: Encoding) -> None:
    document, model = Document.from_str(text), Model(text)
    for index in range(len(model.text) + 1):
        offset = len(as_bytes(model.text[:index]))
        position = document.position(offset, encoding)
        assert position == model.position(index, encoding)
        assert document.offset(*position, encoding) in (offset, offset - 1)  # - 1: between \r and \n


@given(texts, positions, st.sampled_from(ENCODINGS))
def test_every_position_has_the_offset_of_the_plain_string(text: str, position: Position, encoding: Encoding) -> None:
    document, model = Document.from_str(text), Model(text)
    assert document.offset(*position, encoding) == len(as_bytes(model.text[: model.index(position, encoding)]))


@given(texts, st.lists(edits, min_size=1, max_size=4), st.sampled_from(ENCODINGS))
def test_edits_say_what_changed_in_bytes_and_points(text: str, message: list[Change], encoding: Encoding) -> None:
    document = Document.from_str(text)
    for change in message:
        before = document.text
        done = document.apply([change], encoding)
        assert done is not None
        [edit] = done
        after = document.text
        assert apply_edit(before, edit, after) == after
        assert edit.start_point == point(before, edit.start_byte) == point(after, edit.start_byte)
        assert edit.old_end_point == point(before, edit.old_end_byte)
        assert edit.new_end_point == point(after, edit.new_end_byte)


@given(st.binary(max_size=40), st.integers(-2, 50), st.sampled_from(ENCODINGS))
def test_no_bytes_and_no_offset_raise(data: bytes, offset: int, encoding: Encoding) -> None:
    for mark in (b"", BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE):
        document = Document.from_bytes(mark + data)
        line, character = document.position(offset, encoding)
        assert 0 <= document.offset(line, character, encoding) <= len(document.text)
        assert document.had_invalid_utf8 or document.to_bytes() == mark + data


@given(texts, st.integers(0, 9), st.integers(0, 14), st.sampled_from(ENCODINGS))
def test_positions_do_not_count_the_byte_order_mark_of_a_file(
    text: str, line: int, character: int, encoding: Encoding
) -> None:
    plain = Document.from_str(text.encode("utf-8", "replace").decode())
    marked = Document.from_bytes(BOM_UTF8 + plain.text)
    offset = plain.offset(line, character, encoding)
    assert marked.has_bom
    assert marked.offset(line, character, encoding) == offset + 3
    assert marked.position(offset + 3, encoding) == plain.position(offset, encoding)
    assert marked.line_text(0) == plain.line_text(0)


def test_an_edit_at_the_start_of_a_file_stays_behind_the_byte_order_mark() -> None:
    document = Document.from_bytes(BOM_UTF8 + b"\nb")
    document.apply([(((0, 0), (0, 0)), "a")], "utf-16")
    assert document.to_bytes() == BOM_UTF8 + b"a\nb"
    assert document.position(0, "utf-16") == (0, 0)
    document.replace(0, 2, b"")
    assert document.to_bytes() == BOM_UTF8 + b"a\nb"


def test_a_byte_order_mark_from_a_client_is_a_character() -> None:
    document = Document.from_str("\ufeffab")
    assert not document.has_bom
    assert document.offset(0, 1, "utf-16") == 3


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_files_are_read_by_their_byte_order_mark(encoding: str) -> None:
    data = "\ufeffws.close(1000, '안녕 😀')\r\n".encode(encoding)
    document = Document.from_bytes(data)
    assert document.line_text(0) == "ws.close(1000, '안녕 😀')"
    assert (document.has_bom, document.had_invalid_utf8, document.file_encoding) == (True, False, encoding)
    assert document.to_bytes() == data
    assert Document.from_bytes(data[:-1]).had_invalid_utf8


def test_invalid_utf_8_is_replaced_and_said() -> None:
    document = Document.from_bytes(b"ws.close(1000, 'caf\xe9')")
    assert document.line_text(0) == "ws.close(1000, 'caf\ufffd')"
    assert document.had_invalid_utf8
    assert not Document.from_bytes("caf\ufffd".encode()).had_invalid_utf8


def test_the_two_keystrokes_of_an_emoji_become_one_character() -> None:
    document = Document.from_str("'' ")
    document.apply([(((0, 1), (0, 1)), "\ud83d"), (((0, 2), (0, 2)), "\ude00")], "utf-16")
    assert document.text == "'😀' ".encode()
    assert document.position(6, "utf-16") == (0, 4)


def test_an_edit_can_split_and_join_a_terminator() -> None:
    document = Document.from_str("a\r\nb")
    document.replace(2, 2, b"x")
    assert [document.line_text(line) for line in range(document.line_count)] == ["a", "x", "b"]
    document.replace(2, 3, b"")
    assert [document.line_text(line) for line in range(document.line_count)] == ["a", "b"]


def test_a_whole_new_text_has_no_edits() -> None:
    document = Document.from_str("a")
    assert document.apply([(((0, 0), (0, 0)), "b"), (None, "c\n"), (((1, 0), (1, 0)), "d")], "utf-16") is None
    assert document.text == b"c\nd"
    assert document.apply([], "utf-16") == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_range_that_ends_before_it_starts_is_turned_round(encoding: Encoding) -> None:
    document = Document.from_str("abc")
    document.apply([(((0, 2), (0, 1)), "-")], encoding)
    assert document.text == b"a-c"
