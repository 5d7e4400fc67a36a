"""Code that fixes write: one folder a language, `templates/`, with pieces of code and `facts.txt`.

A piece is a text with `«holes»`, indented by tabs. It takes on the file's indentation, line ends, quotes
and semicolons. A
language without a piece of its own has that of its family: TypeScript writes most of JavaScript's.
"""

import re
from functools import cache, cached_property
from pathlib import Path

from wsclose.plain import plain
from wsclose.syntax import languages

HERE = Path(__file__).parent
HOLE = re.compile(r"«([\w-]+)»")
FACT = re.compile(r"^([\w-]+) = ?(.*)$", re.MULTILINE)


@plain
class Style:
    """How a file is written."""

    indent: str
    newline: str
    semicolons: bool
    quote: str


@cache
def style_of(text: bytes) -> Style:
    """Looks at how a text is indented and how its lines end."""
    newline = "\r\n" if b"\r\n" in text else "\n"
    indents = re.findall(rb"^([ \t]+)[^\s*]", text, re.MULTILINE)
    tabs = sum(each[:1] == b"\t" for each in indents)
    widths = [len(each) for each in indents if each[:1] == b" " and len(each) > 1]
    indent = "\t" if tabs > len(indents) / 2 else " " * (min(widths) if widths else 4)
    quote = "'" if text.count(b"'") > text.count(b'"') else '"'
    semicolons = re.search(rb";[ \t]*(//.*)?\r?$", text, re.MULTILINE) is not None
    return Style(indent, newline, semicolons, quote)


class Templates:
    """The pieces of code of one language."""

    def __init__(self, folders: tuple[str, ...]) -> None:
        self.folders = tuple(HERE / folder / "templates" for folder in folders)

    @cached_property
    def facts(self) -> dict[str, str]:
        """The short pieces, by name."""
        found: dict[str, str] = {}
        for folder in reversed(self.folders):
            path = folder / "facts.txt"
            if path.is_file():
                found.update(FACT.findall(path.read_text("utf-8")))
        return found

    @cache  # noqa: B019  # there is one for each language
    def piece(self, name: str) -> str | None:
        """A piece as it was written, None when neither the language nor its family has it."""
        for folder in self.folders:
            path = folder / f"{name}.txt"
            if path.is_file():
                return path.read_text("utf-8")
        return None

    def fact(self, name: str, **values: str) -> str:
        """A short one, "" when there is none."""
        return filled(self.facts.get(name, ""), values)

    def fill(self, name: str, style: Style, indent: str, **values: str) -> str:
        """A piece in the style of a file, with lines that begin with `indent`, the last of them ended too."""
        lines = []
        for line in (self.piece(name) or "").splitlines():
            text = line.lstrip("\t")
            text = text.replace('"', style.quote)
            if not style.semicolons:
                text = re.sub(r";(?= *(//.*)?$)", "", text)
            deep = indent + style.indent * (len(line) - len(line.lstrip("\t")))
            lines.append((deep + filled(text, values) if text else "") + style.newline)
        return "".join(lines)


def filled(text: str, values: dict[str, str]) -> str:
    return HOLE.sub(lambda hole: values[hole[1].replace("-", "_")], text)


@cache
def of(language: str) -> Templates:
    """The templates of a language, its own before those of its family."""
    return Templates((language, languages.by_name(language).family))
