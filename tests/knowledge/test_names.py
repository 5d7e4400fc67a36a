"""Finding a code by what a library, or the registry, calls it."""

import pytest

from wsclose.knowledge.library import Library
from wsclose.knowledge.library_page import all_libraries
from wsclose.knowledge.names import by_constant_name, known_names, last_part
from wsclose.knowledge.protocol import REGISTERED, all_codes


@pytest.mark.parametrize(
    "name",
    [
        "CloseGoingAway",
        "websocket.CloseGoingAway",
        "WS_1001_GOING_AWAY",
        "status.WS_1001_GOING_AWAY",
        "status.goingAway",
        "StatusGoingAway",
        "CloseCode.GOING_AWAY",
        "CloseCode::Away",
        "WebSocketCloseStatus.EndpointUnavailable",
        "StatusCode.SHUTDOWN",
        "LWS_CLOSE_STATUS_GOINGAWAY",
        "ERRORS[:going_away]",
        "Going Away",
        "going away",
        "going-away",
    ],
)
def test_many_names_for_going_away(name: str) -> None:
    assert by_constant_name(name) == (1001,)


@pytest.mark.parametrize("name", ["", "...", "NotACode", "1001", "GoingAwayNow"])
def test_names_that_nobody_uses(name: str) -> None:
    assert by_constant_name(name) == ()


def test_a_name_that_libraries_use_for_different_codes() -> None:
    assert set(by_constant_name("BAD_DATA")) == {1003, 1007}
    assert by_constant_name("CloseStatus.BAD_DATA") == (1007,)
    assert by_constant_name("StatusCode.BAD_DATA") == (1003,)


def test_every_constant_and_every_registered_name_is_found() -> None:
    for code in all_codes():
        for name in (code.name, *(constant.name for constant in code.constants)):
            assert code.number in by_constant_name(name), name


def test_every_suggestion_is_found() -> None:
    assert all(by_constant_name(name) for name in known_names())


@pytest.mark.parametrize("library", [each for each in all_libraries() if each.constants], ids=lambda each: each.title)
def test_a_models_constants_are_found_and_not_contradicted(library: Library) -> None:
    listed = {
        (last_part(constant.name), each.number)
        for each in all_codes()
        for constant in each.constants
        if library.title in constant.libraries
    }
    for name, number in library.constants.items():
        if number not in REGISTERED:
            continue
        assert by_constant_name(last_part(name)), name
        others = {other for constant, other in listed if constant == last_part(name)}
        assert not others or number in others, name
