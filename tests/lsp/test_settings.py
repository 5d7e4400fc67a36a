"""Settings as editors give them: what is wrong is said, and the rest counts."""

import pytest

from wsclose.lsp.settings import read
from wsclose.project.findings import Severity


def test_rules_are_selected_ignored_and_weighed() -> None:
    given = {"select": ["browser-code"], "ignore": ["reserved-code"], "severity": {"browser-code": "hint"}}
    settings, problems = read(given, None)
    assert settings.select == {"browser-code"}
    assert settings.ignore == {"reserved-code"}
    assert settings.severity == {"browser-code": Severity.HINT}
    assert problems == []


def test_nothing_given_is_nothing_wrong() -> None:
    assert read(None, None)[1] == []


@pytest.mark.parametrize(
    "given",
    [
        7,
        {"select": "browser-code"},
        {"ignore": [1001]},
        {"ignore": ["no-such-rule"]},
        {"severity": ["hint"]},
        {"severity": {"browser-code": "loud"}},
        {"severity": {"no-such-rule": "hint"}},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_once(given: object) -> None:
    settings, problems = read(given, None)
    assert len(problems) == 1
    assert not settings.select | settings.ignore | settings.severity.keys()


@pytest.mark.parametrize(
    ("given", "editor", "locale"),
    [({"locale": "ko"}, "en", "ko"), ({}, "ko-KR", "ko"), ({"locale": ""}, "ko", "ko"), ({"locale": 3}, "ko", "ko")],
    ids=str,
)
def test_the_locale_is_the_settings_or_the_editors(given: object, editor: str, locale: str) -> None:
    assert read(given, editor)[0].locale == locale
