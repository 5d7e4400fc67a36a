"""What the WebSocket without an import does, by where it runs."""

from __future__ import annotations

import pytest

from wsclose.knowledge.library import CloseMethod, of_family


def _close(runtime: str) -> CloseMethod:
    kind = of_family("javascript", (), runtime).type("browser:Socket", "")
    assert kind is not None
    return kind.closes["close"]


@pytest.mark.parametrize(
    ("runtime", "takes", "refuses"),
    [
        ("browser", (1000, 3000, 4999), (1001, 1011, 1005)),
        ("node", (1000, 3000, 4999), (1001, 1011, 1005)),
        ("deno", (1000, 3000, 4999), (1001, 1011, 1005)),
        ("bun", (1000, 1001, 1011, 1014, 4999), (1004, 1005, 1015, 2999)),
        ("workers", (1000, 1001, 1011, 1016, 4999), (1004, 1005, 1015, 5000)),
    ],
)
def test_each_runtime_takes_what_it_was_seen_to_take(
    runtime: str, takes: tuple[int, ...], refuses: tuple[int, ...]
) -> None:
    accepts = _close(runtime).accepts
    assert accepts is not None
    assert all(code in accepts for code in takes)
    assert not any(code in accepts for code in refuses)


def test_of_a_runtime_that_was_not_tried_nothing_is_said() -> None:
    assert _close("react-native").accepts is None


def test_a_runtime_says_where_its_facts_come_from() -> None:
    assert of_family("javascript", (), "bun").by_id["browser"].evidence.startswith("checked with Bun")
    assert _close("deno").reason_without_code == "garbles"
