"""Applies fixes to a text."""

from collections.abc import Iterable

from wsclose.plain import plain
from wsclose.project.findings import Edit, Finding, Fix


@plain
class Fixed:
    """A text after some of its findings were repaired, and those findings."""

    text: bytes
    repaired: tuple[Finding, ...]


def chosen(finding: Finding, *, unsafe: bool) -> Fix | None:
    """The repair that is made without asking: a safe one, or with `unsafe` the first of all."""
    safe = next((fix for fix in finding.fixes if fix.safe), None)
    return safe or (next(iter(finding.fixes), None) if unsafe else None)


def apply(text: bytes, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """Makes one repair a finding. Of repairs that overlap the first is made: check again for the others."""
    edits: list[Edit] = []
    repaired: list[Finding] = []
    for finding in findings:
        fix = chosen(finding, unsafe=unsafe)
        if fix is None or not fix.edits:
            continue
        new = [edit for edit in fix.edits if edit not in edits]  # two fixes may add the same import
        if any(_overlap(edit, other) for edit in new for other in edits):
            continue
        edits.extend(new)
        repaired.append(finding)
    return Fixed(replaced(text, edits), tuple(repaired))


def replaced(text: bytes, edits: Iterable[Edit]) -> bytes:
    """The text after edits that do not overlap. Of two at one place the one that comes first goes first."""
    parts: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts.extend((text[position : edit.start], edit.text.encode("utf-8", "surrogatepass")))
        position = max(position, edit.end)
    parts.append(text[position:])
    return b"".join(parts)


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)
