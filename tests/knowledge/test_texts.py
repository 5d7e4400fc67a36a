"""Locales: which one is spoken, and that none of them has holes."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from wsclose.knowledge import data, particles, platforms, texts
from wsclose.knowledge.library_page import all_libraries
from wsclose.rules.registry import by_name

SERVER = Path(data.__file__).parent.parent
OTHERS = [locale for locale in texts.available_locales() if locale != "en"]


def literal_texts() -> Iterator[tuple[str, str]]:
    """Key and English text of every `text("table.name", "English", ...)` call; the English may be a variable's."""
    for path in SERVER.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assigned = [
            (node.lineno, ast.unparse(node.targets[0]), node.value.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        ]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in ("text", "texts.text"):
                continue
            if len(node.args) != 3 or not isinstance(node.args[0], ast.Constant):
                continue
            english = node.args[1]
            if isinstance(english, ast.Constant):
                said = english.value
            else:
                name = ast.unparse(english)
                said = max((line, value) for line, known, value in assigned if known == name and line < node.lineno)[1]
            yield str(node.args[0].value), str(said)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_english_needs_no_file() -> None:
    assert texts.text("words.when", "When you see it", "en") == "When you see it"


def test_a_locale_says_it_in_its_own_words() -> None:
    assert texts.text("words.when", "When you see it", "ko") == "이 코드를 보게 되는 경우"


def test_what_is_missing_is_said_in_english() -> None:
    assert texts.text("words.no-such-key", "Hello {name}", "ko", name="you") == "Hello you"
    assert texts.text("no-such-table.key", "Hello", "xx") == "Hello"


def test_braces_are_left_alone_where_there_are_no_values() -> None:
    assert texts.text("words.no-such-key", "close({code: 1000})", "en") == "close({code: 1000})"


@pytest.mark.parametrize(
    ("explicit", "environ", "expected"),
    [
        ("ko", {}, "ko"),
        ("ko-KR", {}, "ko"),
        ("KO_kr.UTF-8", {}, "ko"),
        ("en-US", {"LANG": "ko_KR.UTF-8"}, "en"),
        ("fr", {"LANG": "ko_KR.UTF-8"}, "en"),
        (None, {"LANG": "ko_KR.UTF-8"}, "ko"),
        (None, {"LC_MESSAGES": "ko_KR", "LANG": "en_US.UTF-8"}, "ko"),
        (None, {"LC_ALL": "C", "LC_MESSAGES": "ko_KR", "LANG": "ko_KR"}, "en"),
        (None, {"LC_ALL": "", "LANG": "ko"}, "ko"),
        (None, {"LANG": "ko_KR@euckr"}, "ko"),
        (None, {"LANG": "kok_IN"}, "en"),
        (None, {}, "en"),
        ("", {}, "en"),
    ],
)
def test_whose_locale_is_spoken(explicit: str | None, environ: dict[str, str], expected: str) -> None:
    assert texts.choose_locale(explicit, environ) == expected


@pytest.mark.parametrize("locale", OTHERS)
def test_every_message_is_translated_with_the_same_values(locale: str) -> None:
    for key, english in literal_texts():
        *path, last = key.split(".")
        translated = texts.table(locale, *path).get(last)
        assert translated, f"{key} is missing in {locale}: {english}"
        assert fields(translated) == fields(english), key


@pytest.mark.parametrize("locale", OTHERS)
def test_advice_and_its_basis_are_translated(locale: str) -> None:
    assert texts.table(locale, "advice").keys() == set(get_args(platforms.Advice))
    assert texts.table(locale, "basis").keys() == set(get_args(platforms.Basis))


@pytest.mark.parametrize("locale", OTHERS)
def test_no_translation_is_left_over(locale: str) -> None:
    used = {key for key, _ in literal_texts()}
    for table in ("words", "explain"):
        for name in texts.table(locale, table):
            assert f"{table}.{name}" in used, f"{table}.{name} of {locale} is used nowhere"


@pytest.mark.parametrize("locale", OTHERS)
@pytest.mark.parametrize(
    ("table", "bundle", "entry", "shown"),
    [
        (
            "codes",
            "protocol",
            "code",
            ("action", "summary", "meaning", "when", "fix", "refusal", "client", "use", "neighbours"),
        ),
        ("ranges", "protocol", "range", ("name", "action", "summary", "meaning", "when", "fix")),
        ("comparisons", "comparisons", None, ("differences", "use", "confused", "names")),
    ],
)
def test_data_is_translated_completely(
    locale: str, table: str, bundle: str, entry: str | None, shown: tuple[str, ...]
) -> None:
    english = data.load("codes")[bundle]
    english = english[entry] if entry else english
    told = texts.table(locale, table)
    assert told.keys() == english.keys()
    for key, facts in english.items():
        assert told[key].keys() == facts.keys() & set(shown), f"{table}.{key}"
        assert_same_shape(facts, told[key], f"{table}.{key}")


@pytest.mark.parametrize("locale", OTHERS)
def test_the_knobs_of_proxies_are_translated(locale: str) -> None:
    assert texts.table(locale, "idle").keys() == {each["name"] for each in data.load("codes")["protocol"]["idle"]}


@pytest.mark.parametrize("locale", OTHERS)
def test_platforms_are_translated_completely(locale: str) -> None:
    told = texts.table(locale, "platforms")
    english = data.load("platforms")
    assert told.keys() <= english.keys()
    for name, facts in english.items():
        here = told.get(name, {})
        assert len(here.get("notes", ())) == len(facts.get("notes", ())), name
        for table in ("codes", "bands"):
            assert here.get(table, {}).keys() == facts.get(table, {}).keys(), name
            assert all(here.get(table, {}).values()), name


@pytest.mark.parametrize("locale", OTHERS)
def test_a_translated_rule_is_translated_completely(locale: str) -> None:
    rules = by_name()
    for name, told in texts.table(locale, "rules").items():
        assert {key: fields(said) for key, said in told.items() if key in rules[name].messages} == {
            key: fields(english) for key, english in rules[name].messages.items()
        }, name


def assert_same_shape(english: dict[str, Any], told: dict[str, Any], where: str) -> None:
    for key, said in told.items():
        assert type(said) is type(english[key]), f"{where}.{key}"
        assert said, f"{where}.{key}"
        if isinstance(said, list):
            assert len(said) == len(english[key]), f"{where}.{key}"
            assert all(said), f"{where}.{key}"
        if isinstance(said, dict):
            assert said.keys() == english[key].keys(), f"{where}.{key}"


def every_text(locale: str) -> Iterator[tuple[str, str]]:
    def below(told: object, where: str) -> Iterator[tuple[str, str]]:
        if isinstance(told, str):
            yield where, told
        for key, inner in told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ():
            yield from below(inner, f"{where}.{key}")

    for table, told in data.load(f"locales/{locale}")[locale].items():
        yield from below(told, table)


def test_particles_stand_open_only_after_a_value() -> None:
    for key, said in every_text("ko"):
        for mark in particles.MARKED.finditer(said):
            assert re.search(r"\}[^\s가-힣]*$", said[: mark.start()]), f"{key}: {said}"
            assert key.split(".")[0] not in ("codes", "ranges", "comparisons", "platforms", "idle", "advice", "basis")


@pytest.mark.parametrize("value", ["1001", "1002", "close", "cancel", "브라우저", "라이브러리들"])
def test_no_reader_has_to_choose_a_particle(value: str) -> None:
    for key, said in every_text("ko"):
        if fields(said):
            shown = texts.text(key, said, "ko", **dict.fromkeys(fields(said), value))
            assert not particles.MARKED.search(shown), f"{key}: {shown}"


@pytest.mark.parametrize("locale", OTHERS)
def test_titles_that_are_descriptions_are_translated(locale: str) -> None:
    told = texts.table(locale, "library-titles")
    described = {library.id for library in all_libraries() if library.title.startswith(("the ", "a "))}
    assert told.keys() == described


@pytest.mark.parametrize("locale", OTHERS)
def test_every_rule_is_translated_with_its_summary(locale: str) -> None:
    told = texts.table(locale, "rules")
    assert told.keys() == by_name().keys()
    for name in by_name():
        assert told[name].get("summary"), name
