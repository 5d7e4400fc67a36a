"""The file around a finding, for fixes that write more than a number: where lines begin, what can be imported."""

import re
from collections.abc import Iterable

from wsclose.rules.rule import Context, Edit, Whole
from wsclose.syntax.templates import style_of


class Place:
    """The file around a handler, and what can be written there."""

    def __init__(self, whole: Whole) -> None:
        self.whole, self.templates = whole, whole.templates
        self.text, self.start = whole.text, whole.start
        self.style = style_of(self.text)

    def line_start(self, offset: int) -> int:
        """Where the line begins that a place of the unit lies in, counted from the unit's start like all offsets."""
        return self.text.rfind(b"\n", 0, self.start + offset) + 1 - self.start

    def line_end(self, offset: int) -> int:
        end = self.text.find(b"\n", self.start + offset)
        return (len(self.text) if end < 0 else end + 1) - self.start

    def before(self, offset: int) -> str:
        """What stands in front of a place in its line."""
        return self.text[self.line_start(offset) + self.start : self.start + offset].decode("utf-8", "surrogatepass")

    def after(self, offset: int) -> str:
        """What stands behind a place in its line."""
        return (
            self.text[self.start + offset : self.line_end(offset) + self.start]
            .decode("utf-8", "surrogatepass")
            .rstrip()
        )

    def written(self, start: int, end: int) -> str:
        return self.text[self.start + start : self.start + end].decode("utf-8", "surrogatepass")

    def indent(self, offset: int) -> str:
        line = self.before(offset) + "x"
        return line[: len(line) - len(line.lstrip())]

    def is_free(self, names: Iterable[str]) -> bool:
        """Whether none of some names occurs in the file."""
        # Most names are nowhere, which a plain search tells fifty times as fast.
        return not any(
            (wanted := name.encode()) in self.text and re.search(rb"\b%b\b" % wanted, self.text) for name in names
        )

    def above(self, offset: int) -> int:
        """Where a definition begins, with the comments and decorators on the lines above it."""
        at = self.line_start(offset)
        while self.start + at > 0:
            line = self.line_start(at - 1)
            if not self.written(line, at).strip().startswith(("//", "/*", "*", "#", "@")):
                break
            at = line
        return at


def place_of(context: Context) -> Place | None:
    return Place(context.whole) if context.whole is not None else None


def is_statement(place: Place, start: int, end: int) -> bool:
    """Whether something has its lines to itself."""
    return not place.before(start).strip() and place.after(end) in ("", ";")


def appended(place: Place, end: int, statement: str) -> Edit:
    """Puts a statement behind the last one of a block: on a line of its own, or beside it where the block is one line."""
    rest = place.after(end)
    at = end + (1 if rest.startswith(";") else 0)
    if rest.lstrip(";").strip():
        return Edit(at, at, f" {statement.strip()}")
    return Edit(at, at, f"{place.style.newline}{place.indent(end)}{statement.strip()}")


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits from the first place to the last; what is put into one place becomes one edit."""
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if found and found[-1].start == found[-1].end == edit.start == edit.end:
            edit = Edit(edit.start, edit.end, found.pop().text + edit.text)
        found.append(edit)
    return tuple(found)


def outermost(place: Place, offset: int) -> int:
    """Where the definition at the outermost level begins that a place lies in."""
    before = place.text[: place.start + offset + 1]
    found = [match.start() for match in re.finditer(rb"^[^\s)\]}#/]", before, re.MULTILINE)]
    return (found[-1] if found else 0) - place.start


def is_imported(place: Place, module: str) -> bool:
    pattern = place.templates.fact("import-present", module=re.escape(module))
    return re.search(pattern.encode(), place.text, re.MULTILINE) is not None


def importing(place: Place, module: str) -> tuple[Edit, ...]:
    """Adds an import at its place in the first run of imports, unless it is there."""
    templates = place.templates
    if is_imported(place, module):
        return ()
    for alone in ("", "-alone"):
        entry = templates.fact(f"import-entry{alone}")
        if not entry:
            continue
        run: list[re.Match[bytes]] = []
        for match in re.finditer(entry.encode(), place.text, re.MULTILINE):
            if run and place.text[run[-1].end() : match.start()] not in (b"\n", b"\r\n"):
                break
            run.append(match)
        if run:
            line = templates.fact(f"import-line{alone}", module=module) + place.style.newline
            later = next((match for match in run if match[1].decode() > module), None)
            at = (
                later.start() if later is not None else place.line_end(run[-1].start() - place.start) + place.start
            ) - place.start
            return (Edit(at, at, line),)
    first = re.search((templates.fact("import-first") or r"\Z(?!)").encode(), place.text, re.MULTILINE)
    at = (first.start() if first is not None else 0) - place.start
    return (Edit(at, at, templates.fact("import-line", module=module) + place.style.newline),)
