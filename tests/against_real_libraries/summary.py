"""Writes `table.md`: the table's findings, a section a library, for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .observed import Closing, Observed, observed, ranges
from .table import SUMMARY, Row

HEAD = """# What libraries do with close codes

Made from `table.json` by `python -m tests.against_real_libraries --write`: {rows} rows, {subjects} combinations of
library, version, role and implementation. Everything here was seen on loopback connections against a raw peer; nothing
was read from documentation. *No frame* is what the other side reports as 1006, an *empty frame* as 1005. Codes tried:
0, 999, 1000-1016, 2999, 3000, 3008, 4000, 4999, 5000, 65535, -1; a range such as 4000-4999 means that both its ends
were tried.
"""


def write(rows: Iterable[Row]) -> None:
    """Writes the summary of these rows."""
    SUMMARY.write_text(text(list(rows)), encoding="utf-8")


def text(rows: list[Row]) -> str:
    """The summary in Markdown."""
    subjects = observed(rows)
    lines = [HEAD.format(rows=len(rows), subjects=len(subjects))]
    library = None
    for what in subjects.values():
        if what.library != library:
            library = what.library
            lines.append(f"## {library}\n")
        lines += [*_subject(what), ""]
    return "\n".join(lines)


def _subject(what: Observed) -> list[str]:
    variant = f" ({what.variant})" if what.variant else ""
    lines = [f"### {what.library} {what.version}{variant}, {what.role}\n"]
    for closing in what.closes.values():
        if closing.accepts or closing.refuses or closing.rewrites:
            lines += _closing(closing)
    lines += [f"- {way[1:-1] if way.startswith('(') else f'`{way}`'}: {result}" for way, result in what.ways.items()]
    if what.delivers or what.delivers_as:
        lines.append(f"- delivers {ranges(what.delivers) or 'no code'}" + _others(what.delivers_as))
        lines.append(f"- an empty close frame is reported as {what.empty_as}, a lost connection as {what.dropped_as}")
        if what.replies:
            lines.append(f"- answers, where not with an echo:{_others(what.replies)[1:]}")
    return lines


def _closing(closing: Closing) -> list[str]:
    lines = [f"- `{closing.method}(code)` sends {ranges(closing.accepts) or 'no code as given'}"]
    if closing.rewrites:
        lines.append(f"  - changed without a word{_others(closing.rewrites)}")
    for error in dict.fromkeys(_general(error) for error in closing.refuses.values()):
        codes = [code for code, raised in closing.refuses.items() if _general(raised) == error]
        sent = {code: closing.ends_when_refusing[code] for code in codes if code in closing.ends_when_refusing}
        ends = f", then ends the connection{_others(sent)}" if sent else ""
        lines.append(f"  - refuses {ranges(codes)}: `{error}`{ends}")
    for error in dict.fromkeys(_general(error) for error in closing.fails_after.values()):
        codes = [code for code, raised in closing.fails_after.items() if _general(raised) == error]
        lines.append(f"  - sends {ranges(codes)}, then fails: `{error}`")
    said = {
        "the connection after a refusal": closing.aftermath,
        "a reason of 124 bytes": closing.reason_error or _REASON_LIMIT.get(closing.reason_limit or ""),
        "a reason without a code": _REASON_ALONE.get(closing.reason_without_code or ""),
        'the code "4000"': _STRING.get(closing.string_code or "", closing.string_code),
        "before open or accept": closing.early,
        "not awaited": _SAID.get(str(closing.not_awaited), closing.not_awaited),
    }
    return [*lines, *(f"  - {what}: {value}" for what, value in said.items() if value is not None)]


_REASON_LIMIT = {
    "truncates": "cut",
    "writes": "written whole, a frame that the protocol forbids",
    "drops": "the reason is left out",
    "nothing": "no error, and no frame",
}
_REASON_ALONE = {
    "sends": "sent, with a code",
    "drops": "the reason is left out",
    "throws": "refused",
    "garbles": "its first two bytes go out as the code",
}
_STRING = {"throws": "refused", "converts": "sent as 4000", "nothing": "no error, and no frame"}
_SAID = {"empty": "an empty frame", "nothing": "no frame"}


def _others(changed: Mapping[int, Any]) -> str:
    """`; 1004, 1005 as 1002`: codes grouped by what became of them."""
    by_result: dict[Any, list[int]] = {}
    for code, result in changed.items():
        by_result.setdefault(result, []).append(code)
    return "".join(f"; {ranges(codes)} as {_SAID.get(str(result), result)}" for result, codes in by_result.items())


def _general(error: str) -> str:
    """An error without the code that it names."""
    named = (
        r"-?\b\d{1,5}(?= is (?:neither|reserved|not valid))|(?<=eceived )-?\d{1,5}(?=\.?$)|(?<=: )-?\d{1,5}(?=\.?$)|(?<=\()-?\d{1,5}(?=\))|(?<=code )-?\d{1,5}(?= \()"
        r"|(?<=\[)-?\d{1,5}(?=\])|(?<=')-?\d{1,5}(?=')"
    )
    return re.sub(named, "N", error)
