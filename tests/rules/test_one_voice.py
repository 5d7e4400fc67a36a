"""Of the rules about one sent code the first speaks alone."""

import pytest

from wsclose.rules.registry import all_rules

from .support import findings


@pytest.mark.parametrize(
    "argument, rule",
    [
        ("1006", "reserved-code"),
        ('"1006"', "reserved-code"),
        ("401", "invalid-code"),
        ("1001", "browser-code"),
        ("1012", "browser-code"),
    ],
)
def test_in_a_page(argument: str, rule: str) -> None:
    source = f'const socket = new WebSocket("wss://example.org");\nsocket.close({argument});\n'
    assert [finding.rule for finding in findings("javascript", source)] == [rule]


@pytest.mark.parametrize(
    "argument, rule",
    [("1006", "reserved-code"), ('"401"', "invalid-code"), ('"1012"', "code-as-string")],
)
def test_in_a_client_on_node(argument: str, rule: str) -> None:
    source = (
        f'import WebSocket from "ws";\nconst socket = new WebSocket("wss://example.org");\nsocket.close({argument});\n'
    )
    found = [finding.rule for finding in findings("javascript", source)]
    assert found[:1] == [rule]
    assert len(found) == 1


def test_the_order_is_total() -> None:
    orders = [rule.order for rule in all_rules() if rule.order]
    assert len(orders) == len(set(orders))
