"""Every rule is documented, and its documentation is true: the examples in it are run."""

import pytest

from wsclose.rules.registry import all_rules
from wsclose.rules.rule import Rule, Severity

from .support import PATHS, blocks, findings, fixed, sections, syntax_errors

HEADINGS = ["What it does", "Why it matters", "Example", "Use instead", "References"]
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)


def examples(heading: str) -> list[object]:
    return [
        pytest.param(rule, language, source, id=f"{rule.name}-{language}-{place}")
        for rule in all_rules()
        for place, (language, source) in enumerate(blocks(sections(rule.documentation)[heading]))
    ]


@RULES
def test_a_rule_has_every_heading_in_order(rule: Rule) -> None:
    found = sections(rule.documentation)
    assert [heading for heading in found if heading] == HEADINGS
    assert all(text.strip() for text in found.values())


@RULES
def test_a_rule_says_in_one_line_what_is_wrong(rule: Rule) -> None:
    summary = sections(rule.documentation)[""].strip()
    assert "\n" not in summary
    assert summary.endswith(".")
    assert len(summary) <= 100


@RULES
def test_examples_are_in_languages_that_can_be_read(rule: Rule) -> None:
    for heading in ("Example", "Use instead"):
        found = blocks(sections(rule.documentation)[heading])
        assert found
        assert {language for language, _ in found} <= PATHS.keys()
        assert sections(rule.documentation)[heading].count("```") == 2 * len(found)


@pytest.mark.parametrize("rule, language, source", [*examples("Example"), *examples("Use instead")])
def test_examples_parse(rule: Rule, language: str, source: str) -> None:
    assert syntax_errors(language, source) == 0


@pytest.mark.parametrize("rule, language, source", examples("Example"))
def test_the_example_raises_the_rule(rule: Rule, language: str, source: str) -> None:
    assert findings(language, source, rule.name)


@pytest.mark.parametrize("rule, language, source", examples("Use instead"))
def test_what_to_use_instead_does_not(rule: Rule, language: str, source: str) -> None:
    found = findings(language, source)
    assert [finding.rule for finding in found if finding.rule == rule.name or finding.severity == Severity.ERROR] == []


@pytest.mark.parametrize("rule, language, source", examples("Example"))
def test_every_fix_of_the_example_repairs_it(rule: Rule, language: str, source: str) -> None:
    found = findings(language, source, rule.name)
    errors = sum(finding.severity == Severity.ERROR for finding in findings(language, source))
    for finding in found:
        for fix in finding.fixes:
            repaired = fixed(source, fix)
            assert syntax_errors(language, repaired) == 0, fix.title
            assert len(findings(language, repaired, rule.name)) == len(found) - 1, fix.title
            left = sum(each.severity == Severity.ERROR for each in findings(language, repaired))
            assert left <= errors - (finding.severity == Severity.ERROR), fix.title


@RULES
def test_messages_are_templates_without_a_full_stop_in_titles(rule: Rule) -> None:
    assert not any(text.strip() != text for text in rule.messages.values())
