"""Scripts inside documents of another kind: where they stand, and in which language they are."""

import re
from collections.abc import Iterator

from tree_sitter import Parser, Range, Tree

from wsclose.plain import plain

SCRIPT = re.compile(
    rb"<!--.*?(?:-->|\Z)|<script\b(?P<head>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)(?:</script\b|\Z)",
    re.DOTALL | re.IGNORECASE,
)
ATTRIBUTE = re.compile(rb"(?<![\w:-])([\w:-]++)\s*+=\s*+(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")


@plain
class Script:
    """One element: its attributes with lower-case names, and the range of its text in bytes."""

    attributes: dict[str, str]
    start: int
    end: int


@plain
class Scripts:
    """What to parse of a document: ranges in bytes, all in one language. `kind` is the suffix that a file of it has."""

    language: str
    kind: str
    ranges: tuple[tuple[int, int], ...]


def elements(text: bytes) -> Iterator[Script]:
    """The script elements of a document, in order. One that is not closed yet ends with the document."""
    for found in SCRIPT.finditer(text):
        if found["text"] is not None:
            attributes = {
                name.decode().lower(): value.decode("utf-8", "replace").strip("\"'")
                for name, value in ATTRIBUTE.findall(found["head"])
            }
            yield Script(attributes, found.start("text"), found.end("text"))


COMPONENT = {"ts": ("typescript", ".ts"), "typescript": ("typescript", ".ts"), "tsx": ("typescript", ".tsx")}
"""What the attribute `lang` of a component's script says: language and suffix."""


def of_component(text: bytes) -> Scripts:
    """The scripts of a component, which are one module, in the language that the first of them names."""
    found = [script for script in elements(text) if "src" not in script.attributes]
    given = next((script.attributes["lang"] for script in found if "lang" in script.attributes), "")
    language, kind = COMPONENT.get(given.lower(), ("javascript", ".jsx"))
    return Scripts(language, kind, tuple((script.start, script.end) for script in found))


def parse(parser: Parser, text: bytes, ranges: tuple[tuple[int, int], ...]) -> Tree:
    """Parses these ranges as one file; the tree's offsets are those of the whole text."""
    if not ranges:
        return Parser(parser.language).parse(b"")
    included = [Range(_point(text, start), _point(text, end), start, end) for start, end in ranges]
    return Parser(parser.language, included_ranges=included).parse(text)


def _point(text: bytes, offset: int) -> tuple[int, int]:
    return text.count(b"\n", 0, offset), offset - text.rfind(b"\n", 0, offset) - 1
