"""Two codes side by side."""

import pytest

from wsclose.knowledge.comparisons import comparison, written_pairs
from wsclose.knowledge.protocol import REGISTERED
from wsclose.knowledge.texts import available_locales

CONFUSED = [
    (1000, 1001),
    (1000, 1005),
    (1001, 1006),
    (1001, 1012),
    (1002, 1007),
    (1003, 1007),
    (1005, 1006),
    (1008, 3000),
    (1008, 4401),
    (1009, 1011),
    (1011, 1012),
    (1012, 1013),
]


@pytest.mark.parametrize(("left", "right"), CONFUSED)
@pytest.mark.parametrize("locale", available_locales())
def test_pairs_that_people_confuse_are_compared_in_words(left: int, right: int, locale: str) -> None:
    found = comparison(left, right, locale)
    assert found.written
    assert len(found.differences) >= 2
    assert found.use[0].startswith(f"{left}")
    assert found.use[1].startswith(f"{right}")
    assert found.confused


def test_the_written_pairs_are_the_confused_ones() -> None:
    assert list(written_pairs()) == CONFUSED


def test_the_order_is_that_of_the_question() -> None:
    found = comparison(1001, 1000)
    assert (found.left_name, found.right_name) == ("Going Away", "Normal Closure")
    assert found.use[0].startswith("1001")
    assert found.rows[0].left == ("this endpoint is leaving",)


def test_any_other_pair_is_drawn_from_the_data() -> None:
    found = comparison(1008, 1009)
    assert not found.written
    assert found.differences[1] == "1009: one message was too large"
    assert len(found.use) == 2


def test_facts_that_differ_are_said() -> None:
    differences = " ".join(comparison(1004, 3008).differences)
    assert "3008 travels in a close frame; 1004 never does." in differences
    assert "A page may send 3008; close(1004) throws InvalidAccessError there." in differences


def test_numbers_that_are_no_codes_are_compared_by_their_range() -> None:
    found = comparison(4001, 401)
    assert found.left_name == "Private use"
    assert found.right_name == "Not a close code"
    assert found.differences


def test_a_private_code_has_its_habitual_name_where_somebody_wrote_about_it() -> None:
    assert comparison(1008, 4401).right_name == "Unauthorized, by convention"


@pytest.mark.parametrize("locale", available_locales())
def test_every_pair_has_something_to_say(locale: str) -> None:
    for left in REGISTERED:
        for right in REGISTERED - {left}:
            found = comparison(left, right, locale)
            assert found.rows
            assert len(found.differences) >= 2
