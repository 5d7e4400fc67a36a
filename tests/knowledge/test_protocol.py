"""What is known of single codes and of the ranges around them."""

import re
from itertools import pairwise

import pytest

from wsclose.knowledge import registry
from wsclose.knowledge.texts import available_locales

EVERYWHERE = pytest.mark.parametrize("locale", available_locales())


def test_every_number_of_the_registry_is_described() -> None:
    assert {each.number for each in registry.all_codes()} == registry.REGISTERED


@pytest.mark.parametrize("number", [999, 1016, 1999, 2999, 3001, 4000, 4999, 5000, -1])
def test_other_numbers_are_no_codes(number: int) -> None:
    assert registry.code(number) is None


def test_going_away() -> None:
    code = registry.code(1001)
    assert code is not None
    assert (code.name, code.sent_by, code.on_the_wire, code.page_may_send) == ("Going Away", "either", True, False)
    assert code.reconnect == "yes"


def test_a_code_is_sent_exactly_if_it_is_said_to_be_on_the_wire() -> None:
    for code in registry.all_codes():
        assert registry.may_be_sent(code.number) == code.on_the_wire
        assert registry.page_may_send(code.number) == code.page_may_send
        assert (code.sent_by == "nobody") == (not code.on_the_wire)


@pytest.mark.parametrize(
    ("number", "allowed"),
    [
        (-1, False),
        (0, False),
        (200, False),
        (999, False),
        (1000, True),
        (1003, True),
        (1004, False),
        (1005, False),
        (1006, False),
        (1007, True),
        (1014, True),
        (1015, False),
        (1016, False),
        (2999, False),
        (3000, True),
        (4999, True),
        (5000, False),
        (65535, False),
    ],
)
def test_what_may_stand_in_a_close_frame(number: int, allowed: bool) -> None:
    assert registry.may_be_sent(number) is allowed


@pytest.mark.parametrize(
    ("number", "allowed"), [(999, False), (1000, True), (1001, False), (2999, False), (3000, True), (5000, False)]
)
def test_what_a_page_may_send(number: int, allowed: bool) -> None:
    assert registry.page_may_send(number) is allowed


def test_ranges_cover_every_number_once() -> None:
    ranges = registry.all_ranges()
    assert ranges[0].first == 0
    assert ranges[-1].last == 65535
    assert all(after.first == before.last + 1 for before, after in pairwise(ranges))


@pytest.mark.parametrize(
    ("number", "first"),
    [(-1, 0), (401, 0), (1001, 1000), (1016, 1016), (3001, 3000), (4001, 4000), (5000, 5000), (70000, 5000)],
)
def test_any_number_has_a_range(number: int, first: int) -> None:
    assert registry.explain_range(number).first == first


def test_http_statuses_have_a_counterpart_that_may_be_sent() -> None:
    assert registry.for_http_status(401) == (4401, 3000)
    assert registry.for_http_status(418) == ()
    for status in range(100, 600):
        assert all(registry.may_be_sent(number) for number in registry.for_http_status(status))


def test_abnormal_closure_names_the_limits_of_proxies() -> None:
    code = registry.code(1006)
    assert code is not None
    limits = {each.name: each.seconds for each in code.idle}
    assert limits["nginx"] == 60
    assert limits["HAProxy"] is None


@EVERYWHERE
def test_neighbours_exist_and_are_not_the_code_itself(locale: str) -> None:
    for code in registry.all_codes(locale):
        for each in code.neighbours:
            assert each.number in registry.REGISTERED - {code.number}
            assert each.difference


@EVERYWHERE
def test_texts_hold_no_markdown_but_code_and_emphasis(locale: str) -> None:
    for code in registry.all_codes(locale):
        for said in (code.summary, code.meaning, code.client, code.use, *code.when, *code.fix):
            assert said == said.strip()
            assert said.count("`") % 2 == 0
            assert not re.search(r"[<>|#]|\]\(|\*\*", said)


# Every statement of the reference page on these two codes, and where it can be found.
STATEMENTS = [
    (1000, "meaning", "closed cleanly"),
    (1000, "meaning", "served its purpose"),
    (1000, "meaning", "both endpoints agree that the session is complete"),
    (1000, "when", "finished exchanging data"),
    (1000, "when", "successful session"),
    (1000, "fix", "everything worked"),
    (1000, "fix", "too early"),
    (1001, "meaning", "server is shutting down"),
    (1001, "meaning", "leaving the page"),
    (1001, "meaning", "has to be closed"),
    (1001, "when", "maintenance"),
    (1001, "when", "closed the tab"),
    (1001, "when", "while the WebSocket was open"),
    (1001, "fix", "reconnect automatically with exponential back-off"),
    (1001, "fix", "after a short delay"),
]


@pytest.mark.parametrize(("number", "section", "words"), STATEMENTS)
def test_what_the_reference_page_says_can_be_found(number: int, section: str, words: str) -> None:
    code = registry.code(number)
    said = getattr(code, section)
    assert words in (said if isinstance(said, str) else " ".join(said))
