"""Every rule speaks every language in full: nothing is missing, nothing is left over, every template has its fields."""

import re
from string import Formatter

import pytest

from wsclose.knowledge import texts
from wsclose.rules.documentation import documentation
from wsclose.rules.registry import all_rules, by_name
from wsclose.rules.rule import Rule
from wsclose.rules.sent_codes import SHARED

LOCALES = pytest.mark.parametrize("locale", [each for each in texts.available_locales() if each != texts.ENGLISH])
ENGLISH = {rule.name: {"summary": "", "does": "", "matters": "", **rule.messages} for rule in all_rules()}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@LOCALES
def test_every_rule_is_translated_and_no_other(locale: str) -> None:
    assert texts.table(locale, "rules").keys() == ENGLISH.keys()


@LOCALES
@pytest.mark.parametrize("name", ENGLISH)
def test_every_message_is_translated_with_the_same_fields(locale: str, name: str) -> None:
    told = texts.table(locale, "rules", name)
    assert told.keys() == ENGLISH[name].keys()
    for key, english in ENGLISH[name].items():
        assert fields(told[key]) == fields(english), key
        assert told[key].strip() == told[key] != "", key


@LOCALES
def test_shared_texts_are_translated_with_the_same_fields(locale: str) -> None:
    told = texts.table(locale, "sent-codes")
    assert {key: fields(text) for key, text in told.items()} == {key: fields(text) for key, text in SHARED.items()}


@LOCALES
@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_the_documentation_is_in_the_readers_language(rule: Rule, locale: str) -> None:
    told = texts.table(locale, "rules", rule.name)
    page, english = documentation(rule, locale), documentation(rule, "en")
    assert page.startswith(told["summary"])
    assert told["does"] in page
    assert told["matters"] in page
    assert "What it does" not in page
    for example in re.findall(r"```.*?```", english, re.DOTALL):
        assert example in page


def test_the_sections_in_korean() -> None:
    page = documentation(by_name()["browser-code"], "ko")
    order = [
        page.index(f"\n{heading}\n---")
        for heading in ("하는 일", "왜 중요한지", "예시", "이렇게 바꾸세요", "참고 자료")
    ]
    assert order == sorted(order)
