"""What holds for the fixes of all rules about sent codes, over every library and every number."""

from collections.abc import Iterator

import pytest

from wsclose.analysis.facts import Certainty, CloseCall, Code, Connection, SentCode
from wsclose.knowledge import data
from wsclose.knowledge.library import CloseMethod, Library, Type, of_family
from wsclose.project.findings import Finding
from wsclose.rules.registry import all_rules
from wsclose.rules.rule import Context, Rule

FAMILIES = sorted(path.name for path in (data.HERE / "libraries").iterdir())
NUMBERS = [
    -1, 0, 1, 200, 400, 401, 403, 404, 418, 429, 500, 503, 999, *range(1000, 1017), 1500, 2000, 2999,
    3000, 3001, 3003, 3008, 3999, 4000, 4401, 4999, 5000, 9999, 65535, 65536,
]  # fmt: skip
SURROUNDINGS = [
    frozenset[str](),
    frozenset({"shutdown"}),
    frozenset({"catch"}),
    frozenset({"error"}),
    frozenset({"defer"}),
]
ABOUT_SENT = [
    rule
    for rule in all_rules()
    if SentCode in (rule.about if isinstance(rule.about, tuple) else (rule.about,)) and rule.default
]


def methods(family: str) -> Iterator[tuple[Library, Type, CloseMethod, str]]:
    for library in of_family(family).by_id.values():
        for kind in library.types.values():
            for method in kind.closes.values():
                for side in (kind.side,) if kind.side else ("", "client", "server"):
                    yield library, kind, method, side


def sent(number: int, connection: Connection, method: CloseMethod | None, around: frozenset[str]) -> SentCode:
    text = len(str(number))
    code = Code(number, 6, 6 + text, "literal")
    call = CloseCall(
        0, 7 + text, 0, 5, "ws", connection, method, (code,), (6, 6 + text), "numbers", None, True, 6, 1, around
    )
    return SentCode(code, code.start, code.end, connection, method, call, "")


def judged(fact: SentCode) -> list[tuple[Rule, Finding]]:
    source = f"close({fact.code.number})".encode()
    found = []
    for rule in ABOUT_SENT:
        found += [(rule, finding) for finding in rule.check(fact, Context(rule, "en", source, rule.severity))]
    return found


@pytest.mark.parametrize("family", FAMILIES)
def test_no_fix_writes_a_code_that_a_rule_would_report_there(family: str) -> None:
    for library, kind, method, side in methods(family):
        connection = Connection(library, kind, side, library.runtime, Certainty.SURE)
        for around in SURROUNDINGS:
            for number in NUMBERS:
                for rule, finding in judged(sent(number, connection, method, around)):
                    for fix in finding.fixes:
                        (edit,) = fix.edits
                        again = judged(sent(int(edit.text), connection, method, around))
                        said = [(other.name, each.message) for other, each in again]
                        assert said == [], f"{rule.name} on {number}: {fix.title} with {library.title}, {side}"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_code_that_may_not_be_sent_has_a_way_out(family: str) -> None:
    for library, kind, method, side in methods(family):
        connection = Connection(library, kind, side, library.runtime, Certainty.SURE)
        for number in NUMBERS:
            for rule, finding in judged(sent(number, connection, method, frozenset())):
                if rule.name in ("reserved-code", "invalid-code", "browser-code", "refused-code"):
                    assert finding.fixes, f"{rule.name} on {number} with {library.title}"


@pytest.mark.parametrize("family", FAMILIES)
def test_codes_that_may_be_sent_everywhere_are_left_alone(family: str) -> None:
    for library, kind, method, side in methods(family):
        connection = Connection(library, kind, side, library.runtime, Certainty.SURE)
        for number in (1000, 4000, 4999):
            assert judged(sent(number, connection, method, frozenset())) == []
