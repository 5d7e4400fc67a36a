"""Numbers and strings as most languages write them."""

import re
from functools import cache

from tree_sitter import Node

from wsclose.syntax import outline as o

SUFFIX = re.compile(r"(?<=[0-9a-fA-F])_?(?:[ui](?:8|16|32|64|128|size)|[uU]?[lL]{1,2}|[uU]|n)$")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "f": "\f", "v": "\v", "\n": ""}
ESCAPE = re.compile(r"\\(u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|.)", re.DOTALL)
NESTED = re.compile(rb"(?:[\[({<!~-]\s*){500,}")
GENERIC = re.compile(rb"(?:\b\w+\s*<\s*){200,}")
QUOTES = re.compile(r"""^[A-Za-z@$]{0,3}(\"\"\"|'''|"|'|`)""")


@cache
def integer(text: str) -> int | None:
    """The value of an integer literal: `1e3`, `1_000`, `0x3e8`, `4001u16`, `1000.0`; None for another number."""
    clean = SUFFIX.sub("", text.replace("_", ""))
    try:
        return int(clean, 0)
    except ValueError:
        pass
    if len(clean) > 40:
        return None
    try:
        value = float(clean)
    except ValueError:
        return int(clean, 8) if re.fullmatch(r"0[0-7]+", clean) else None
    return int(value) if value.is_integer() and abs(value) < 1e15 else None


def number(node: Node, text: str, start: int) -> o.Value:
    return o.Number(start, start + len(text), integer(text), text)


def unescape(text: str) -> str:
    """Replaces the escapes that most languages share."""
    if "\\" not in text:
        return text

    def one(match: re.Match[str]) -> str:
        digits = match[2] or match[3] or match[4] or match[5]
        if digits:
            point = int(digits, 16)
            return chr(point) if point < 0x110000 else "�"
        return ESCAPES.get(match[1], match[1])

    return ESCAPE.sub(one, text)


def string(node: Node, text: str, start: int) -> o.Value:
    """A string between quotes, with a prefix or without."""
    quote = QUOTES.match(text)
    end = start + len(text.encode())
    if quote is None:
        return o.String(start, end, text, True)
    body = text[quote.end() : len(text) - len(quote[1])]
    raw = "r" in text[: quote.start(1)].lower()
    return o.String(start, end, body if raw else unescape(body), True)


def without_deep_generics(text: bytes) -> bytes:
    """Blanks for hundreds of types in types: each could also be a comparison, and some grammars try them all."""
    if text.count(b"<") < 200:
        return text
    return GENERIC.sub(lambda found: re.sub(rb"\S", b" ", found[0]), text)


def without_deep_nesting(text: bytes) -> bytes:
    """Blanks for hundreds of brackets in a row, in which some grammars lose themselves for minutes."""
    return NESTED.sub(lambda found: re.sub(rb"\S", b" ", found[0]), text)
