"""What the tests of rules share: marked source code, its findings, and what a fix makes of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from textwrap import dedent

from tree_sitter import Node

from wsclose.checker import check_text
from wsclose.knowledge.own_codes import OwnCode
from wsclose.project.findings import Finding, Fix
from wsclose.project.settings import Settings
from wsclose.rules.registry import all_rules
from wsclose.rules.rule import Severity
from wsclose.syntax.document import Document
from wsclose.syntax.source import Source

PATHS = {
    "javascript": "app.js",
    "typescript": "app.ts",
    "tsx": "app.tsx",
    "python": "app.py",
    "go": "app.go",
    "rust": "app.rs",
    "java": "App.java",
    "kotlin": "App.kt",
    "csharp": "App.cs",
    "swift": "App.swift",
    "dart": "app.dart",
    "php": "app.php",
    "ruby": "app.rb",
}
LISTED = {4001: OwnCode("SESSION_EXPIRED")}
EVERYTHING = Settings(severity={rule.name: rule.severity for rule in all_rules()})
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(\w[^\n]*)\n-{3,}\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A piece of source code; «» stand around what the rule must report."""

    language: str
    source: str
    message: str | None = None  # a piece of the message
    fixed: tuple[str, ...] | None = None  # for each fix in turn, the lines that it writes
    severity: Severity | None = None


def valid(language: str, source: str) -> Case:
    return Case(language, source)


def invalid(
    language: str,
    source: str,
    message: str | None = None,
    fixed: Iterable[str] | None = None,
    severity: Severity | None = None,
) -> Case:
    assert "«" in source, "mark what is reported"
    return Case(language, source, message, tuple(fixed) if fixed is not None else None, severity)


def findings(language: str, source: str, rule: str = "") -> list[Finding]:
    """What there is to say of a text, by every rule, those that are off by default too; or by one."""
    # One rule compares with the project's list of codes, which no other test wants to be bothered with.
    settings = replace(EVERYTHING, own_codes=LISTED) if rule == "undocumented-code" else EVERYTHING
    found = check_text(PATHS[language], source.encode(), settings).findings
    return [finding for finding in found if not rule or finding.rule == rule]


def told(language: str, source: str, about: tuple[str, ...]) -> list[tuple[str, str]]:
    """What these rules say of an indented text: (rule, the text from there on)."""
    text = dedent(source).lstrip()
    found = [each for each in findings(language, text) if each.rule in about]
    return [(each.rule, text.encode()[each.start :].decode()) for each in found]


def fixed(source: str, fix: Fix) -> str:
    text = source.encode()
    for edit in sorted(fix.edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text.encode() + text[edit.end :]
    return text.decode()


def syntax_errors(language: str, source: str) -> int:
    """How many places the grammar cannot make sense of."""
    pending: list[Node] = [
        Source(_name(language), Document.from_bytes(source.encode()), PATHS[language]).tree.root_node
    ]
    count = 0
    while pending:
        node = pending.pop()
        count += node.is_error or node.is_missing
        if node.has_error:
            pending.extend(node.children)
    return count


def _name(language: str) -> str:
    return "typescript" if language == "tsx" else language


@cache
def sections(documentation: str) -> dict[str, str]:
    """Heading -> text. What stands before the first heading is under ""."""
    pieces = HEADING.split(documentation)
    return {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def blocks(text: str) -> list[tuple[str, str]]:
    """(language, source) of each fenced block."""
    return BLOCK.findall(text)


def run(rule: str, case: Case) -> None:
    """Asserts that the rule reports what is marked and nothing else, and that each fix does what the case says."""
    marked, source = case.source.encode(), case.source.replace("«", "").replace("»", "")
    expected = [
        (match.start() - index * 4, match.end() - index * 4 - 4)
        for index, match in enumerate(re.finditer("«.*?»".encode(), marked, re.DOTALL))
    ]
    found = findings(case.language, source, rule)
    assert [(finding.start, finding.end) for finding in found] == expected, [finding.message for finding in found]
    if not found:
        return
    if case.message is not None:
        assert case.message in found[0].message
    if case.severity is not None:
        assert found[0].severity == case.severity
    if case.fixed is not None:
        assert tuple(written(source, fixed(source, fix)) for fix in found[0].fixes) == case.fixed
    before = syntax_errors(case.language, source)
    for finding in found:
        for fix in finding.fixes:
            assert syntax_errors(case.language, fixed(source, fix)) <= before, fix


def written(before: str, after: str) -> str:
    """The lines that are new, without what surrounds them."""
    old, new = before.splitlines(), after.splitlines()
    lines = []
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            lines += new[start:end]
    return "\n".join(line.strip() for line in lines)
