"""Puts Markdown and comparisons on a terminal, and holds the two options of the commands that explain things.

Only the small Markdown that this project writes itself is understood: headings, paragraphs, bullets, fenced code, and
inside of them **bold**, *emphasis*, `code` and links. rich is imported when something is printed, not before.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from wsclose.knowledge import texts, words
from wsclose.knowledge.comparisons import Comparison, Row
from wsclose.knowledge.markdown import escape
from wsclose.plain import plain

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

Format = Literal["text", "json", "markdown"]
F = TypeVar("F", bound=Callable[..., Any])

PROSE_WIDTH = 100
"""Longer lines are hard to read, however wide the terminal is."""

TABLE_WIDTH = 140

WIDE = 80
"""Columns from which on two codes are explained side by side, and broad tables are tables."""

BROAD = 4
"""Columns of a table that needs them."""

INLINE = re.compile(r"\\(?P<escaped>.)|\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\*(?P<emphasis>[^*\s][^*]*)\*"
                    r"|\[(?P<label>[^\]]*)\]\((?P<address>[^)]*)\)")  # fmt: skip

LINK = re.compile(r"\[([^\]]*)\]\((https?:[^)]*)\)")


@plain
class Block:
    """A piece of Markdown: its kind, and its lines (one a bullet, a row or a line of code, else one in all)."""

    kind: Literal["title", "section", "paragraph", "links", "bullets", "table", "code"]
    lines: tuple[str, ...]


@plain
class Span:
    """A run of characters in one style. `address` is where a link goes."""

    style: Literal["", "bold", "emphasis", "code", "link"]
    content: str
    address: str = ""


class NotFound(click.ClickException):
    """Nothing goes by what was asked for: wrong use, so status 2."""

    exit_code = 2


def output_options(command: F) -> F:
    """--format and --locale."""
    choice = click.Choice(["text", "json", "markdown"])
    help_format = "How to print it."
    help_locale = f"Language of the texts: {', '.join(texts.available_locales())}. Default: the environment's."
    command = click.option("--locale", metavar="LOCALE", help=help_locale)(command)
    return click.option("--format", "output", type=choice, default="text", show_default=True, help=help_format)(command)


def reader_locale(explicit: str | None) -> str:
    """The locale of --locale or the environment."""
    return texts.choose_locale(explicit, os.environ)


def print_markdown(markdown: str) -> None:
    """Prints Markdown to standard output, laid out for the terminal."""
    console = _console()
    before = ""
    for block in blocks(markdown):
        # A title is followed by its line of facts, a section by what is in it.
        if before and (before, block.kind) not in JOINED:
            console.print()
        if block.kind == "links":
            # Addresses in full and unbroken: not every terminal follows a link, and a file never does.
            console.print(_links(block.lines), soft_wrap=True)
        else:
            facts = (before, block.kind) == ("title", "paragraph")
            width = TABLE_WIDTH if block.kind == "table" else PROSE_WIDTH
            shown = _stacked(block) if console.width < WIDE and _is_broad(block) else _renderable(block)
            console.print(shown, style="dim" if facts else None, width=min(console.width, width))
        before = block.kind


def print_comparison(comparison: Comparison, locale: str) -> None:
    """Prints two codes side by side: facts, what sets them apart, then what there is to say of each."""
    console = _console()
    width, prose = min(console.width, TABLE_WIDTH), min(console.width, PROSE_WIDTH)
    in_words = [row for row in comparison.rows if row.label in (words.when(locale), words.fix(locale))]
    console.print(_facts_of(comparison, [row for row in comparison.rows if row not in in_words]), width=width)
    for heading, lines in ((words.differences(locale), comparison.differences), (words.use(locale), comparison.use)):
        if lines:
            console.print()
            console.print(_renderable(Block("section", (heading,))))
            console.print(_renderable(Block("bullets", lines)), width=prose)
    if comparison.confused:
        console.print()
        console.print(_renderable(Block("paragraph", (comparison.confused,))), width=prose)
    for row in in_words:
        console.print()
        console.print(_renderable(Block("section", (row.label,))))
        console.print(_side_by_side(comparison, row, apart=console.width >= WIDE), width=width)


def print_groups(groups: Iterable[tuple[str, str, Sequence[tuple[str, ...]]]]) -> None:
    """Prints numbers with their names, and below each its rows: words in columns, then what may be long."""
    from rich.cells import cell_len

    found = list(groups)
    rows = [row for _, _, each in found for row in each]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)] if rows else []
    console = _console()
    for position, (number, name, lines) in enumerate(found):
        if position:
            console.print()
        console.print(_numbered(number, f" {name}" if name else ""))
        for *words_in_columns, rest in lines:
            start = "".join(
                f"  {word}{' ' * (width - cell_len(word))}"
                for word, width in zip(words_in_columns, widths, strict=True)
            )
            indent = cell_len(start) + 2
            for line, part in enumerate(_text(escape(rest)).wrap(console, max(console.width - indent, 20))):
                part.rstrip()
                console.print(_text(" " * (indent - 2) if line else start, "green") + "  " + part, soft_wrap=True)


# ---- reading Markdown: plain data, no terminal ----


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a text. A paragraph that starts with **words** is a section with that heading."""
    fence: list[str] | None = None
    bullets: list[str] = []
    paragraph: list[str] = []
    rows: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        if fence is not None:
            if line.startswith("```"):
                yield Block("code", tuple(fence))
                fence = None
            else:
                fence.append(line)
            continue
        stripped = line.strip()
        if bullets and line.startswith("  ") and stripped:
            bullets[-1] += f" {stripped}"
            continue
        if bullets and not stripped.startswith("- "):
            yield Block("bullets", tuple(bullets))
            bullets = []
        if paragraph and len(stripped) > 2 and not stripped.strip("-="):
            yield Block("section", (paragraph.pop(),))
            continue
        if paragraph and (not stripped or stripped.startswith(("#", "```", "- ", "|"))):
            yield from _paragraph(" ".join(paragraph))
            paragraph = []
        if rows and not stripped.startswith("|"):
            yield Block("table", tuple(rows))
            rows = []
        if stripped.startswith("```"):
            fence = []
        elif stripped.startswith("|"):
            rows.append(stripped)
        elif stripped.startswith("#"):
            level, _, heading = stripped.partition(" ")
            # A page has one title; the rules' documentation has its sections below it.
            yield Block("title" if level in ("#", "###") else "section", (heading,))
        elif stripped.startswith("- "):
            bullets.append(stripped[2:])
        elif stripped:
            paragraph.append(stripped)
    if fence is not None:
        yield Block("code", tuple(fence))


def spans(content: str) -> Iterator[Span]:
    """The runs of one style in a line."""
    end = 0
    for match in INLINE.finditer(content):
        if match.start() > end:
            yield Span("", content[end : match.start()])
        end = match.end()
        found = match.groupdict()
        if found["escaped"] is not None:
            yield Span("", found["escaped"])
        elif found["bold"] is not None:
            yield Span("bold", found["bold"])
        elif found["code"] is not None:
            yield Span("code", found["code"])
        elif found["emphasis"] is not None:
            yield Span("emphasis", found["emphasis"])
        else:
            yield Span("link", found["label"], found["address"])
    if end < len(content):
        yield Span("", content[end:])


def _paragraph(content: str) -> Iterator[Block]:
    heading, separator, rest = content.removeprefix("**").partition("**")
    if content.startswith("**") and separator:
        yield Block("section", (heading,))
        if rest.strip():
            yield Block("paragraph", (rest.strip(),))
        return
    links = content.split(" · ")
    if all(LINK.fullmatch(each) for each in links):
        yield Block("links", tuple(links))
        return
    yield Block("paragraph", (content,))


# ---- on the terminal ----

JOINED = {("title", "paragraph"), ("section", "paragraph"), ("section", "bullets"), ("section", "code")}
"""What follows what without an empty line between."""

STYLES = {"": "", "bold": "bold", "emphasis": "italic", "code": "cyan", "link": "underline"}


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _text(content: str, style: str = "") -> "Text":
    from rich.text import Text

    made = Text(style=style)
    for span in spans(content):
        link = f" link {span.address}" if span.address.startswith("http") else ""
        made.append(span.content, f"{STYLES[span.style]}{link}".strip())
    return made


def _renderable(block: Block) -> "RenderableType":
    from rich.text import Text

    if block.kind == "title":
        number, space, name = block.lines[0].partition(" ")
        return _numbered(number, space + name) if number.isdigit() else _text(block.lines[0], "bold")
    if block.kind == "section":
        return _text(block.lines[0], "bold green")
    if block.kind == "code":
        return Text("\n".join(f"    {line}".rstrip() for line in block.lines), style="dim")
    if block.kind == "paragraph":
        return _Prose(block.lines[0])
    if block.kind == "table":
        return _table(_rows(block))
    return _Bullets(block.lines)


class _Prose:
    """A paragraph without spaces at the ends of its lines."""

    def __init__(self, content: str, indent: int = 0, style: str = "") -> None:
        self.content, self.indent, self.style = content, indent, style

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        from rich.text import Text

        for part in _text(self.content, self.style).wrap(console, options.max_width - self.indent):
            part.rstrip()
            yield Text(" " * self.indent) + part


class _Bullets:
    """Bullets with a hanging indent. Not a table, which would fill every line up with spaces."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        from rich.text import Text

        for line in self.lines:
            for position, part in enumerate(_text(line).wrap(console, options.max_width - 2)):
                part.rstrip()
                yield Text.assemble(("  " if position else "• ", "green"), part)

    def __rich_measure__(self, console: "Console", options: "ConsoleOptions") -> "Measurement":
        from rich.measure import Measurement

        widest = max(_text(line).cell_len for line in self.lines)
        return Measurement(min(20, options.max_width), min(widest + 2, options.max_width))


def _links(lines: tuple[str, ...]) -> "Text":
    from rich.text import Text

    found = [match.groups() for line in lines if (match := LINK.fullmatch(line))]
    return Text("\n".join(f"{label}: {address}" for label, address in found), style="dim")


def _numbered(number: str, rest: str) -> "Text":
    from rich.text import Text

    return Text.assemble((number, "bold yellow"), (rest.replace("\\", ""), "bold"))


def _cells(row: str) -> list[str]:
    return [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip("|"))]


def _table(rows: list[list[str]]) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="green")
    for position, heading in enumerate(rows[0]):
        style = "bold yellow" if not position else ""
        table.add_column(_text(heading), style=style, no_wrap=not position, overflow="fold")
    for row in rows[1:]:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _rows(block: Block) -> list[list[str]]:
    return [_cells(row) for row in block.lines if not row.startswith("| ---")]


def _is_broad(block: Block) -> bool:
    return block.kind == "table" and len(_cells(block.lines[0])) >= BROAD


def _stacked(block: Block) -> "RenderableType":
    """A broad table for a narrow terminal: number, name and meaning of each row, and the other columns below."""
    from rich.console import Group

    head, *rows = _rows(block)
    lines: list[RenderableType] = []
    for number, name, meaning, *others in rows:
        facts = " · ".join(f"{heading}: {cell}" for heading, cell in zip(head[3:], others, strict=True))
        lines += [_numbered(number, f" {name}"), _Prose(meaning, indent=2), _Prose(facts, indent=2, style="dim")]
    return Group(*lines)


def _facts_of(comparison: Comparison, rows: list[Row]) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, expand=True, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", style="green", no_wrap=True)
    for title in _titles(comparison):
        table.add_column(title, ratio=1, overflow="fold")
    for row in rows:
        table.add_row(row.label, *(_text(" ".join(side)) for side in (row.left, row.right)))
    return table


def _side_by_side(comparison: Comparison, row: Row, *, apart: bool) -> "RenderableType":
    """What there is to say of either code: in two columns, or one below the other."""
    from rich.console import Group
    from rich.table import Table

    left, right = _titles(comparison)
    if not apart:
        return Group(left, _Bullets(row.left), "", right, _Bullets(row.right))
    table = Table(box=None, expand=True, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(left, ratio=1)
    table.add_column(right, ratio=1)
    table.add_row(_Bullets(row.left), _Bullets(row.right))
    return table


def _titles(comparison: Comparison) -> "tuple[Text, Text]":
    return (
        _numbered(str(comparison.left), f" {comparison.left_name}"),
        _numbered(str(comparison.right), f" {comparison.right_name}"),
    )
