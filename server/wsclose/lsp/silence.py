"""Edits that write the comments which silence a finding: on its line, or in the whole file."""

import re

from wsclose.project import suppressions
from wsclose.project.findings import Edit
from wsclose.syntax.document import Document

_FIRST_LINES = re.compile(rb"#!|.*coding[:=]|<\?php|<\?xml")
"""Lines that mean something only at the top of a file: a comment goes below them."""


def silence_line(document: Document, rule: str, offset: int, comment: str) -> Edit:
    """Silences a rule on the line of an offset. `comment` is what begins a comment in the language."""
    line, _ = document.position(offset, "utf-8")
    start, end = document.line_range(line)
    if (extended := _extend(document, rule, range(line, line + 1))) is not None:
        return extended
    content = document.text[start:end]
    if _ends_inside(content):
        indent = content[: len(content) - len(content.lstrip())].decode("utf-8", "replace")
        return Edit(start, start, f"{indent}{comment} wsclose: ignore[{rule}]{_line_end(document)}")
    at = start + len(content.rstrip())
    gap = "  " if comment == "#" else " "
    return Edit(at, end, f"{gap}{comment} wsclose: ignore[{rule}]")


def silence_file(document: Document, rule: str, comment: str) -> Edit:
    """Silences a rule in the whole file."""
    if (extended := _extend(document, rule, None)) is not None:
        return extended
    line = 0
    while line < document.line_count and _FIRST_LINES.match(document.text[slice(*document.line_range(line))]):
        line += 1
    at, _ = document.line_range(line)
    before = "" if line < document.line_count else _line_end(document)
    return Edit(at, at, f"{before}{comment} wsclose: ignore-file[{rule}]{_line_end(document)}")


def _extend(document: Document, rule: str, lines: range | None) -> Edit | None:
    """Adds the rule to a comment that is there: on one of these lines, or (None) for the whole file."""
    for found in suppressions.find(document):
        here = found.whole_file if lines is None else not found.whole_file and _line(document, found.start) in lines
        if here and found.rules and document.text[found.end - 1 : found.end] == b"]":
            return Edit(found.end - 1, found.end - 1, f", {rule}")
    return None


def _ends_inside(content: bytes) -> bool:
    """Whether what follows this line's last character is no place for a comment: it goes on in a string or a line."""
    open_string = content.count(b"`") % 2 or content.count(b'"""') % 2 or content.count(b"'''") % 2
    return bool(open_string) or content.rstrip().endswith(b"\\")


def _line(document: Document, offset: int) -> int:
    return document.position(offset, "utf-8")[0]


def _line_end(document: Document) -> str:
    """The file's own, by its first line."""
    _, end = document.line_range(0)
    found = document.text[end : end + 2]
    return "\r\n" if found == b"\r\n" else "\r" if found[:1] == b"\r" else "\n"
