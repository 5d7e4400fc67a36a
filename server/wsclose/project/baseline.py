"""A baseline: findings that a project has already and does not want to hear of. New ones are told.

A finding is recognised by its file, its rule and the text of its line, however far that line moves; of several that
are alike, so many are known as were counted.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from wsclose.plain import plain
from wsclose.project.findings import Finding
from wsclose.syntax.document import Document

VERSION = 1

Mark = tuple[str, str, str]
"""Path (relative, with forward slashes), rule, and the line's text with its white space evened out."""


class NotABaseline(ValueError):
    """The text is something else, or of a version that is not known here."""


@plain
class Baseline:
    """How often each mark is known."""

    marks: Counter[Mark]

    def split(self, path: str, findings: Sequence[Finding], document: Document) -> tuple[tuple[Finding, ...], int]:
        """The findings of a file that are not known, and how many are."""
        marks = [mark(path, finding, document) for finding in findings]
        left = Counter({each: self.marks[each] for each in set(marks)})
        new = []
        for finding, each in zip(findings, marks, strict=True):
            left[each] -= 1
            if left[each] < 0:
                new.append(finding)
        return tuple(new), len(findings) - len(new)


def mark(path: str, finding: Finding, document: Document) -> Mark:
    """What a finding is recognised by."""
    line, _ = document.position(finding.start, "utf-8")
    return path, finding.rule, " ".join(document.line_text(line).split())


def read(content: str) -> Baseline:
    """Reads what `write` has written. Raises NotABaseline."""
    try:
        told: Any = json.loads(content)
        if told["version"] != VERSION:
            raise NotABaseline(f"version {told['version']!r}")
        return Baseline(
            Counter(
                {(str(one["path"]), str(one["rule"]), str(one["line"])): int(one["count"]) for one in told["known"]}
            )
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotABaseline(str(error)) from error


def write(marks: Iterable[Mark]) -> str:
    """A baseline as text: sorted, one finding a line, so that its history can be read."""
    counted = sorted(Counter(marks).items())
    lines = [
        json.dumps({"path": path, "rule": rule, "line": line, "count": count}, ensure_ascii=False)
        for (path, rule, line), count in counted
    ]
    body = ",\n  ".join(lines)
    return (
        f'{{"version": {VERSION}, "known": [\n  {body}\n]}}\n' if lines else f'{{"version": {VERSION}, "known": []}}\n'
    )
