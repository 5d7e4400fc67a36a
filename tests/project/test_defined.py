"""Which names a text seems to define."""

import time

import pytest

from wsclose.project.defined import names_defined


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("type Hub struct {", {"Hub"}),
        ("public enum class Reason(val code: Int) { }", {"Reason", "code"}),
        ("public static final int IDLE = 4001;", {"IDLE"}),
        ("const (\n\tKicked = 4002\n)", {"Kicked"}),
        ("const Kicked websocket.StatusCode = 4001", {"Kicked"}),
        ("func dial(url string) {", {"dial"}),
        ("let first = 1, second = 2", {"first", "second"}),
        ("class Größe", {"Größe"}),
    ],
)
def test_what_is_declared_or_assigned_is_defined(text: str, names: set[str]) -> None:
    assert names <= {name.decode() for name in names_defined(text.encode())}


@pytest.mark.parametrize("text", ["return IDLE;", "close(IDLE)", "x.const(a); IDLE == b", "// about IDLE"])
def test_what_is_only_used_is_not(text: str) -> None:
    assert b"IDLE" not in names_defined(text.encode())


@pytest.mark.parametrize("piece", ["const ", "static final ", "a ", "class ", "a\t", " \r"])
def test_a_long_line_takes_no_longer_than_its_length(piece: str) -> None:
    began = time.perf_counter()
    names_defined(piece.encode() * 50_000)

    assert time.perf_counter() - began < 1
