"""Places in a document as the protocol writes them, in the client's encoding."""

from typing import TypedDict

from lsprotocol import types

from wsclose.syntax.document import Document, Encoding


class WirePosition(TypedDict):
    line: int
    character: int


class WireRange(TypedDict):
    start: WirePosition
    end: WirePosition


def wire_range(document: Document, start: int, end: int, encoding: Encoding) -> WireRange:
    """From byte offsets, ready to be sent."""
    first_line, first = document.position(start, encoding)
    last_line, last = document.position(end, encoding)
    return {"start": {"line": first_line, "character": first}, "end": {"line": last_line, "character": last}}


def to_range(document: Document, start: int, end: int, encoding: Encoding) -> types.Range:
    """From byte offsets."""
    return types.Range(
        types.Position(*document.position(start, encoding)), types.Position(*document.position(end, encoding))
    )


def to_offset(document: Document, position: types.Position, encoding: Encoding) -> int:
    """To a byte offset. A place outside the text counts as the nearest one in it."""
    return document.offset(position.line, position.character, encoding)
