"""The rules in every language: code that raises them, and code that does not.

`examples/RULE/LANGUAGE/` holds `bad.EXT` and `good.EXT`, or several of them (`bad_in_a_class.EXT`). The examples in the
rule's documentation count as well. Where a rule has nothing to say of a language, `examples/without.toml` says why.
"""

import tomllib
from pathlib import Path

import pytest

from wsclose.rules.registry import by_name
from wsclose.rules.rule import Severity
from wsclose.syntax import languages

from .support import PATHS, blocks, findings, fixed, sections, syntax_errors

EXAMPLES = Path(__file__).parent / "examples"
WITHOUT: dict[str, dict[str, str]] = tomllib.loads((EXAMPLES / "without.toml").read_text("utf-8"))
RULES = (
    "unhandled-going-away",
    "reconnect-without-backoff",
    "reconnect-on-normal",
    "reconnect-on-fatal",
    "reconnect-twice",
    "backoff-reset-on-open",
    "only-normal-is-clean",
    "going-away-as-error",
    "unreceivable-code",
    "no-close-handler",
    "forwarded-code",
)
LANGUAGES = ("javascript", "python", "go")
COMPILED = ("rust", "java", "kotlin", "csharp", "swift", "dart")
SCRIPTS = ("php", "ruby")
PAIRS = [(rule, language) for rule in RULES for language in LANGUAGES]
PAIRS += [(rule, language) for rule in by_name() for language in (*COMPILED, *SCRIPTS)]
ALSO = {"typescript": "javascript", "tsx": "javascript"}  # what an example counts for, too


def files(kind: str) -> list[object]:
    """(rule, language, source) of each file whose name begins with `bad` or `good`."""
    return [
        pytest.param(
            path.parts[-3], path.parts[-2], path.read_text("utf-8"), id="-".join((*path.parts[-3:-1], path.stem))
        )
        for path in sorted(EXAMPLES.glob(f"*/*/{kind}*"))
        if path.parts[-2] in languages.names() or path.parts[-2] in ALSO
    ]


def shown(rule: str, kind: str) -> set[str]:
    """The languages in which there is an example of a rule."""
    documented = blocks(sections(by_name()[rule].documentation)["Example" if kind == "bad" else "Use instead"])
    found = {language for language, _ in documented}
    found |= {path.parent.name for path in EXAMPLES.glob(f"{rule}/*/{kind}*")}
    return found | {ALSO[language] for language in found if language in ALSO}


@pytest.mark.parametrize("rule, language", PAIRS)
def test_a_rule_has_examples_in_a_language_or_a_reason_for_none(rule: str, language: str) -> None:
    examples = {kind for kind in ("bad", "good") if language in shown(rule, kind)}
    if language in WITHOUT.get(rule, {}):
        assert not examples, "it has an example, so it needs no reason for having none"
        assert WITHOUT[rule][language].endswith(".")
    else:
        assert examples == {"bad", "good"}


def test_what_lies_there_is_an_example() -> None:
    """So that nothing is left out because of a wrong name."""
    for path in EXAMPLES.glob("**/*"):
        if path.is_file() and path.name != "without.toml":
            rule, language, name = path.relative_to(EXAMPLES).parts
            assert rule in by_name(), path
            assert name.split(".")[0].split("_")[0] in ("bad", "good"), path
            assert path.suffix == Path(PATHS[language]).suffix, path


@pytest.mark.parametrize("rule, language, source", [*files("bad"), *files("good")])
def test_examples_parse(rule: str, language: str, source: str) -> None:
    assert syntax_errors(language, source) == 0


@pytest.mark.parametrize("rule, language, source", files("bad"))
def test_a_bad_example_raises_its_rule(rule: str, language: str, source: str) -> None:
    assert findings(language, source, rule)


@pytest.mark.parametrize("rule, language, source", files("good"))
def test_a_good_example_raises_neither_its_rule_nor_an_error(rule: str, language: str, source: str) -> None:
    found = findings(language, source)
    assert [(each.rule, each.message) for each in found if each.rule == rule or each.severity == Severity.ERROR] == []


@pytest.mark.parametrize("rule, language, source", files("bad"))
def test_every_fix_of_a_bad_example_repairs_it(rule: str, language: str, source: str) -> None:
    found = findings(language, source, rule)
    for finding in found:
        for fix in finding.fixes:
            repaired = fixed(source, fix)
            assert syntax_errors(language, repaired) == 0, fix.title
            assert len(findings(language, repaired, rule)) == len(found) - 1, fix.title
