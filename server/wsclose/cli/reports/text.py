"""What people read on a terminal: each finding with its line of source, then one line about all of them."""

import unicodedata
from collections import Counter

import click

from wsclose.cli.reports import File, Result
from wsclose.knowledge.texts import text
from wsclose.project.findings import Finding, Severity
from wsclose.project.fixing import chosen

COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.INFORMATION: "blue",
    Severity.HINT: "cyan",
}
TAB = 4


def render(result: Result) -> str:
    """The whole report."""
    if result.statistics:
        return statistics(result) + summary(result)
    return "".join(_finding(file, finding, result) + "\n" for file, finding in result.findings) + summary(result)


def paint(content: str, severity: Severity, colour: bool) -> str:
    return click.style(content, fg=COLOURS[severity], bold=True) if colour else content


def _dim(content: str, result: Result) -> str:
    return click.style(content, dim=True) if result.colour else content


def _bold(content: str, result: Result) -> str:
    return click.style(content, bold=True) if result.colour else content


def _finding(file: File, finding: Finding, result: Result) -> str:
    place = file.place(finding)
    head = "  ".join(
        (
            _bold(f"{printable(file.path)}:{place.line}:{place.column}", result),
            paint(severity_word(finding.severity, result.locale), finding.severity, result.colour),
            " ".join(finding.message.split()),
            _dim(finding.rule, result),
        )
    )
    number = str(place.line)
    gutter = " " * len(number)
    bar = _dim("|", result)
    start = place.column - 1
    line = file.document.line_text(place.line - 1)
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    shown, before, length = excerpt(line, start, end, max(result.width - len(number) - 3, 20))
    mark = paint("^" * length, finding.severity, result.colour)
    lines = [head, f"{gutter} {bar}", f"{_dim(number, result)} {bar} {shown}", f"{gutter} {bar} {' ' * before}{mark}"]
    equals = _dim("=", result)
    if finding.help:
        lines.append(f"{gutter} {equals} {_bold(text('check.help', 'help', result.locale), result)}: {finding.help}")
    for words, titles in _fixes(finding, result.locale):
        lines.append(f"{gutter} {equals} {_bold(words, result)}: {titles}")
    return "\n".join(lines) + "\n"


def _fixes(finding: Finding, locale: str) -> list[tuple[str, str]]:
    safe = [fix.title for fix in finding.fixes if fix.safe]
    others = [fix.title for fix in finding.fixes if not fix.safe]
    made = [
        (text("check.fix-safe", "fix", locale), safe),
        (text("check.fix-choice", "fix (your choice)", locale), others),
    ]
    return [(words, " · ".join(titles)) for words, titles in made if titles]


def severity_word(severity: Severity, locale: str) -> str:
    return text(f"check.severity-{severity.label}", severity.label, locale)


# ---- the line of source ----


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """A line as a terminal shows it, how many columns stand before the place, and how many the place takes.

    Characters count from 0. A line that is wider than `width` is cut around the place.
    """
    cells: list[tuple[str, int]] = []
    column = 0
    for character in line:
        cell = (" " * (TAB - column % TAB), TAB - column % TAB) if character == "\t" else _cell(character)
        cells.append(cell)
        column += cell[1]
    first, last = 0, len(cells)
    if column > width:
        first = _cut(cells, start, width // 3)
        room = width - 1 - (1 if first else 0)
        last = first
        while last < len(cells) and cells[last][1] <= room:
            room -= cells[last][1]
            last += 1
    shown = "".join(content for content, _ in cells[first:last]).rstrip()
    before = sum(size for _, size in cells[first:start])
    length = sum(size for _, size in cells[max(start, first) : min(end, last)])
    if first:
        shown, before = f"…{shown}", before + 1
    if last < len(cells):
        shown += "…"
    return shown, before, max(length, 1)


def _cut(cells: list[tuple[str, int]], start: int, room: int) -> int:
    """The first cell to show, so that at most `room` columns stand before the place."""
    first = min(start, len(cells))
    while first > 0 and cells[first - 1][1] <= room:
        first -= 1
        room -= cells[first][1]
    return first


def _cell(character: str) -> tuple[str, int]:
    if character.isascii():
        return (character, 1) if character.isprintable() else ("·", 1)
    category = unicodedata.category(character)
    if category in ("Mn", "Me") or character in "\u200d\ufe0f":
        return character, 0
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):  # what could rearrange or hide the rest of the line
        return "·", 1
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(path: str) -> str:
    """A file's name without what a terminal would obey."""
    safe = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "?" for character in safe)


# ---- the end ----


def summary(result: Result) -> str:
    """The closing lines: how much was read, what was found, what can be repaired, what was left out."""
    locale = result.locale
    lines: list[str] = []
    if result.repaired:
        lines.append(_count(result.repaired, "repaired", "Repaired 1 finding.", "Repaired {n} findings.", locale))
    files = _count(result.checked, "files", "Checked 1 file", "Checked {n} files", locale)
    use = _count(result.relevant, "relevant", "1 uses WebSockets", "{n} use WebSockets", locale)
    seconds = f"{result.seconds:.2f}"
    counts = result.by_severity
    if counts:
        found = ", ".join(_severities(counts, locale))
        safe = sum(chosen(finding, unsafe=False) is not None for _, finding in result.findings)
        either = sum(chosen(finding, unsafe=True) is not None for _, finding in result.findings)
        repairs = []
        if safe:
            repairs.append(text("check.can-fix", "{n} can be repaired with --fix", locale, n=safe))
        if either > safe:
            more = either - safe
            repairs.append(text("check.can-fix-unsafe", "{n} can be repaired with --unsafe-fixes", locale, n=more))
        found = "; ".join((found, *repairs))
    else:
        found = text("check.nothing", "nothing to report", locale)
    whole = "{files} in {seconds} s ({use}): {found}."
    lines.append(text("check.summary", whole, locale, files=files, seconds=seconds, use=use, found=found))
    if result.known:
        known = _count(result.known, "known", "1 more is in the baseline.", "{n} more are in the baseline.", locale)
        lines.append(_dim(known, result))
    lines.extend(_skipped(result))
    return "\n".join(lines) + "\n"


def statistics(result: Result) -> str:
    """How often each rule spoke, the most frequent first."""
    counts = Counter((finding.rule, finding.severity) for _, finding in result.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    width = max((len(str(count)) for _, count in rows), default=0)
    lines = [
        f"{count:>{width}}  {paint(f'{severity_word(severity, result.locale):<11}', severity, result.colour)}  {rule}\n"
        for (rule, severity), count in rows
    ]
    return "".join((*lines, "\n" if lines else ""))


def _severities(counts: Counter[Severity], locale: str) -> list[str]:
    names = {
        Severity.ERROR: ("1 error", "{n} errors"),
        Severity.WARNING: ("1 warning", "{n} warnings"),
        Severity.INFORMATION: ("1 information", "{n} information"),
        Severity.HINT: ("1 hint", "{n} hints"),
    }
    return [
        _count(counts[severity], f"count-{severity.label}", *names[severity], locale)
        for severity in names
        if counts[severity]
    ]


def _skipped(result: Result) -> list[str]:
    names = {
        "large": "{n} over 500 kB",
        "minified": "{n} minified",
        "generated": "{n} generated",
        "binary": "{n} binary",
        "excluded": "{n} excluded",
    }
    parts = [
        text(f"check.skipped-{reason}", english, result.locale, n=len(result.skipped[reason]))  # type: ignore[index]
        for reason, english in names.items()
        if result.skipped.get(reason)  # type: ignore[call-overload]
    ]
    if not parts:
        return []
    english = "Skipped: {parts} (--verbose lists them)."
    return [_dim(text("check.skipped", english, result.locale, parts=", ".join(parts)), result)]


def _count(n: int, key: str, one: str, many: str, locale: str) -> str:
    return text(f"check.{key}{'-one' if n == 1 else ''}", one if n == 1 else many, locale, n=f"{n:,}")
