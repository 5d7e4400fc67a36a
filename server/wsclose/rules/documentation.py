"""A rule's documentation in the reader's language: its docstring, with the sections that are prose translated.

Examples and references are the same in every language.
"""

import re

from wsclose.knowledge import texts
from wsclose.knowledge.texts import text
from wsclose.rules.rule import Rule

HEADING = re.compile(r"^(?P<words>[A-Z][\w ]+)\n-+$", re.MULTILINE)
PROSE = {"What it does": "does", "Why it matters": "matters"}


def documentation(rule: Rule, locale: str) -> str:
    """The whole documentation, as Markdown below a title."""
    english = rule.documentation.strip()
    if locale == texts.ENGLISH:
        return english
    told = texts.table(locale, "rules", rule.name)
    sections = HEADING.split(english)
    parts = [told.get("summary", sections[0].strip())]
    for heading, body in zip(sections[1::2], sections[2::2], strict=True):
        said = told.get(PROSE.get(heading, ""), body.strip())
        words = _heading(heading, locale)
        parts.append(f"{words}\n{'-' * max(len(words), 3)}\n{said}")
    return "\n\n".join(parts)


def _heading(english: str, locale: str) -> str:
    if english == "What it does":
        return text("rule-sections.does", "What it does", locale)
    if english == "Why it matters":
        return text("rule-sections.matters", "Why it matters", locale)
    if english == "Example":
        return text("rule-sections.example", "Example", locale)
    if english == "Use instead":
        return text("rule-sections.instead", "Use instead", locale)
    return text("rule-sections.references", "References", locale) if english == "References" else english
