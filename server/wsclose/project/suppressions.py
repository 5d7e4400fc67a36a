"""Comments that silence findings: `wsclose: ignore[rule] because ...`, `wsclose: ignore-file[rule]`."""

import re
from collections.abc import Sequence

from wsclose.plain import plain
from wsclose.project.findings import Finding
from wsclose.project.settings import Settings
from wsclose.syntax.document import Document

COMMENT = re.compile(rb"//|#|--|/\*|<!--|;")
IGNORE = re.compile(rb"wsclose:\s*ignore(-file)?(?:\[([\w\s,-]*)\])?")
"""What a comment begins with, and what stands in it. Looked for one after the other: a line may have a great many of the first."""


@plain
class Suppression:
    """One comment. `rules` is empty when it silences all of them."""

    start: int
    end: int
    rules: frozenset[str]
    whole_file: bool
    lines: frozenset[int]  # 0-based; empty for the whole file


@plain
class Unused:
    """A comment, or names in one, that silenced nothing."""

    start: int
    end: int
    names: tuple[str, ...]  # () for a comment that names no rule
    whole: bool  # whether the comment as a whole silenced nothing


def find(document: Document) -> list[Suppression]:
    """The comments of a document. One at the end of a line is for that line, one on a line of its own for the next too."""
    text = document.text
    if b"wsclose:" not in text:
        return []
    found = []
    since = 0
    for match in IGNORE.finditer(text):
        line, _ = document.position(match.start(), "utf-8")
        start, _ = document.line_range(line)
        comment = COMMENT.search(text, max(start, since), match.start())
        since = match.end() if comment is not None else match.start()
        if comment is None:
            continue
        alone = not text[start : comment.start()].strip()
        rules = frozenset(
            name.strip() for name in (match[2] or b"").decode("utf-8", "replace").split(",") if name.strip()
        )
        lines = frozenset({line, line + 1}) if alone else frozenset({line})
        found.append(
            Suppression(comment.start(), match.end(), rules, match[1] is not None, frozenset() if match[1] else lines)
        )
    return found


def apply(
    findings: Sequence[Finding], document: Document, settings: Settings
) -> tuple[list[Finding], list[Finding], list[Unused]]:
    """(kept, suppressed, what in the comments suppressed nothing)"""
    comments = find(document)
    if not comments:
        return list(findings), [], []
    kept: list[Finding] = []
    silenced: list[Finding] = []
    used: dict[int, set[str]] = {comment.start: set() for comment in comments}
    for finding in findings:
        line, _ = document.position(finding.start, "utf-8")
        hits = [
            comment
            for comment in comments
            if (comment.whole_file or line in comment.lines) and (not comment.rules or finding.rule in comment.rules)
        ]
        for comment in hits:
            used[comment.start].add(finding.rule)
        (silenced if hits else kept).append(finding)
    unused = []
    for comment in comments:
        idle = tuple(sorted(comment.rules - used[comment.start]))
        if idle or not used[comment.start]:
            unused.append(Unused(comment.start, comment.end, idle, not used[comment.start]))
    return kept, silenced, unused
