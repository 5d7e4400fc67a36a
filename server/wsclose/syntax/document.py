"""A text document: UTF-8 bytes, an index of its lines, and positions in the three encodings of the protocol.

Offsets are byte offsets into `Document.text`. Lines and characters count from 0. A line ends with `\\n`, `\\r\\n` or
`\\r` and with nothing else: not at a form feed, U+0085 or U+2028, where `str.splitlines` would end it.
"""

import re
from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from itertools import accumulate
from typing import Literal, Self, TypeAlias

from wsclose.plain import plain

Encoding: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]
"""The unit in which a client counts characters; the names are those of the protocol's `PositionEncodingKind`."""

Position: TypeAlias = tuple[int, int]
"""Line, and character in the client's unit."""

Change: TypeAlias = tuple[tuple[Position, Position] | None, str]
"""The range to replace (None: the whole text) and its new text."""

Point: TypeAlias = tuple[int, int]
"""Row and byte column as parsers count them: rows end with `\\n` only."""

FileEncoding: TypeAlias = Literal["utf-8", "utf-16-le", "utf-16-be"]

_UTF_16: tuple[tuple[bytes, FileEncoding], ...] = ((BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
_TERMINATOR = re.compile(rb"\r\n|\r|\n")
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_HALVES_OF_A_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


@plain
class Edit:
    """What one replacement did to the text: what a parser must know to parse again incrementally."""

    start_byte: int
    old_end_byte: int
    new_end_byte: int
    start_point: Point
    old_end_point: Point
    new_end_point: Point


class Document:
    """Text that can be edited and asked for positions. No method raises for a place outside the text.

    `text` is UTF-8 in which lone surrogates survive (three bytes each): clients can send them. A byte-order mark read
    from a file stays in `text`, so that the file can be written back, but no line contains it: editors and people do
    not count it. In text from a client, U+FEFF is an ordinary character, because there the client counts it.
    """

    __slots__ = ("_starts", "file_encoding", "had_invalid_utf8", "has_bom", "text")

    def __init__(self, text: bytes, *, has_bom: bool = False) -> None:
        self.text = text
        self.has_bom = has_bom
        self.had_invalid_utf8 = False
        """The file had bytes that are no text; U+FFFD stands for them, and the file must not be written back."""
        self.file_encoding: FileEncoding = "utf-8"
        self._starts = _line_starts(text, len(BOM_UTF8) if has_bom else 0)

    @classmethod
    def from_str(cls, text: str) -> Self:
        return cls(_encode(text))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what a file holds: UTF-8, or UTF-16 when it begins with the byte-order mark of one."""
        for mark, encoding in _UTF_16:
            if data.startswith(mark):
                document = cls(data.decode(encoding, "replace").encode(), has_bom=True)
                document.file_encoding = encoding
                document.had_invalid_utf8 = document.to_bytes() != data
                return document
        text = data if _is_utf8(data) else data.decode("utf-8", "replace").encode()
        document = cls(text, has_bom=text.startswith(BOM_UTF8))
        document.had_invalid_utf8 = text is not data
        return document

    def to_bytes(self) -> bytes:
        """The text as the file holds it: the inverse of `from_bytes` unless `had_invalid_utf8`."""
        return self.text if self.file_encoding == "utf-8" else _decode(self.text).encode(self.file_encoding)

    @property
    def line_count(self) -> int:
        return len(self._starts)

    def line_range(self, line: int) -> tuple[int, int]:
        """Where a line begins and where it ends before its terminator; past the last line, the end of the text."""
        if line >= len(self._starts):
            return len(self.text), len(self.text)
        start = self._starts[max(line, 0)]
        if line + 1 == len(self._starts):
            return start, len(self.text)
        end = self._starts[max(line, 0) + 1]
        return start, end - (2 if self.text[max(end - 2, start) : end] == b"\r\n" else 1)

    def line_text(self, line: int) -> str:
        start, end = self.line_range(line)
        return _decode(self.text[start:end])

    def position(self, offset: int, encoding: Encoding) -> Position:
        """Where an offset is. One inside a character counts as its start, one inside a terminator as the line's end."""
        text = self.text
        offset = min(max(offset, self._starts[0]), len(text))
        while self._starts[0] < offset < len(text) and text[offset] & 0xC0 == 0x80:
            offset -= 1
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        if text[max(offset - 1, start) : offset + 1] == b"\r\n":
            offset -= 1
        before = text[start:offset]
        if encoding == "utf-8" or before.isascii():
            return line, len(before)
        if encoding == "utf-32":
            return line, len(_decode(before))
        return line, len(_decode(before).encode("utf-16-le", "surrogatepass")) // 2

    def offset(self, line: int, character: int, encoding: Encoding) -> int:
        """The byte at a position. Past the end of a line means its end; inside a character, the character's start."""
        start, end = self.line_range(line)
        character = max(character, 0)
        straight = start + character
        if self.text[start:straight].isascii():
            return min(straight, end)
        if encoding == "utf-8":
            while straight < end and self.text[straight] & 0xC0 == 0x80:
                straight -= 1
            return min(straight, end)
        content = _decode(self.text[start:end])
        before = content[:character]
        if encoding == "utf-16":
            units = content.encode("utf-16-le", "surrogatepass")
            before = units[: 2 * character].decode("utf-16-le", "surrogatepass")
            if not content.startswith(before):  # it ends with the first half of a pair
                before = before[:-1]
        return start + len(_encode(before))

    def replace(self, start: int, end: int, new: bytes) -> Edit:
        """Replace the bytes from `start` to `end`, which must begin and end characters, by UTF-8 text.

        The edit returned can be a little wider than asked for: two halves of a surrogate pair that the edit brings
        together become one character, as they would if the text were opened afresh.
        """
        text = self.text
        start = min(max(start, self._starts[0]), len(text))
        end = min(max(end, start), len(text))
        if start >= 3 and text[start - 3] == 0xED:
            start, new = start - 3, text[start - 3 : start] + new
        if end < len(text) and text[end] == 0xED:
            new, end = new + text[end : end + 3], end + 3
        new = _join_pairs(new)
        new_end = start + len(new)
        removed = text[start:end]
        before = _point_at(text, start)
        self.text = text = b"".join((text[:start], new, text[end:]))
        self._splice(start, end, new_end)
        return Edit(start, end, new_end, before, _point_after(before, removed), _point_after(before, new))

    def apply(self, changes: Iterable[Change], encoding: Encoding) -> list[Edit] | None:
        """Apply the changes of one message in order. Returns the edits, or None when the whole text was replaced."""
        edits: list[Edit] | None = []
        for place, new in changes:
            if place is None:
                self.text = _encode(new)
                self.has_bom = False
                self._starts = _line_starts(self.text, 0)
                edits = None
                continue
            start, end = sorted(self.offset(line, character, encoding) for line, character in place)
            edit = self.replace(start, end, _encode(new))
            if edits is not None:
                edits.append(edit)
        return edits

    def _splice(self, start: int, old_end: int, new_end: int) -> None:
        """Update the line index; `self.text` is the new text already.

        Whether a line starts at an offset depends on the byte before it and the byte at it, so an edit can create or
        remove line starts from `start` to its end, both included, and nowhere else.
        """
        starts = self._starts
        first = bisect_left(starts, max(start, starts[0] + 1))
        last = bisect_right(starts, old_end, first)
        around = _TERMINATOR.finditer(self.text, max(start - 1, starts[0]), min(new_end + 1, len(self.text)))
        changed = [match.end() for match in around if start <= match.end() <= new_end]
        moved = new_end - old_end
        starts[first:] = changed + ([line + moved for line in starts[last:]] if moved else starts[last:])


def _line_starts(text: bytes, first: int) -> list[int]:
    # On bytes, splitlines knows the terminators of the protocol and no others.
    starts = list(accumulate(map(len, text.splitlines(keepends=True)), initial=0))
    if len(starts) > 1 and not text.endswith((b"\n", b"\r")):
        starts.pop()
    starts[0] = first
    return starts


def _point_at(text: bytes, offset: int) -> Point:
    return text.count(b"\n", 0, offset), offset - (text.rfind(b"\n", 0, offset) + 1)


def _point_after(start: Point, text: bytes) -> Point:
    """The point at the end of a text that begins at a point."""
    rows = text.count(b"\n")
    return start[0] + rows, len(text) - text.rfind(b"\n") - 1 if rows else start[1] + len(text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def readable(text: bytes) -> bytes:
    """A text with U+FFFD for each lone surrogate, which has as many bytes: what searches a tree reads it as UTF-8."""
    return _HALF.sub("\ufffd".encode(), text) if b"\xed" in text else text


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


def _encode(text: str) -> bytes:
    return _join_pairs(text.encode("utf-8", "surrogatepass"))


def _join_pairs(text: bytes) -> bytes:
    """Make one character of two surrogates that stand side by side."""
    if b"\xed" not in text:
        return text
    return _HALVES_OF_A_PAIR.sub(lambda pair: _join_pair(pair[0]), text)


def _join_pair(halves: bytes) -> bytes:
    return _decode(halves).encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()
