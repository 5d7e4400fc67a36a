"""Every rule speaks every language in full: nothing is missing, nothing is left over, every template has its fields."""

from string import Formatter

import pytest

from wsclose.knowledge import texts
from wsclose.rules.registry import all_rules
from wsclose.rules.sent_codes import SHARED

LOCALES = pytest.mark.parametrize("locale", [each for each in texts.available_locales() if each != texts.ENGLISH])
ENGLISH = {rule.name: {"summary": "", **rule.messages} for rule in all_rules()}


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
