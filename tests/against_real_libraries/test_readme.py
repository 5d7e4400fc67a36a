"""What README.md tells of the table is in the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .table import Row, read

ROWS = read()
README = Path(__file__).with_name("README.md").read_text(encoding="utf-8")


def test_its_size() -> None:
    libraries = {row.library for row in ROWS}
    versions = {(row.library, row.version) for row in ROWS}
    combinations = {row.subject for row in ROWS}
    size = f"{len(ROWS):,} rows, {len(libraries)} libraries, {len(versions)} versions, {len(combinations)} combinations"
    assert f"**{size} of" in README


@pytest.mark.parametrize("library", ["reconnecting-websocket", "partysocket"])
def test_a_lost_connection_is_told_as_1000(library: str) -> None:
    [values] = _rows(library, "lost connection (FIN)")
    assert (values["own"]["code"], values["own"]["clean"]) == (1000, True)


def test_a_code_in_quotes() -> None:
    for variant in ("asyncio", "sync"):
        for values in _rows("websockets", 'close("4000")', version="17.4", variant=variant):
            assert (values["call"], values["frame"], values["peer_sees"]) == ("accepted", None, 1006)
    assert [values["frame"] for values in _rows("browser", 'close("4000")')] == ["0fa0"]
    assert {values["error"].partition(":")[0] for values in _rows("ws", 'close("4000")')} == {"TypeError"}


@pytest.mark.parametrize(
    ("server", "frame", "tcp"),
    [("uvicorn", None, "ends"), ("hypercorn", "03f3", "ends"), ("granian", "", "ends"), ("daphne", None, "stays open")],
)
def test_an_asgi_handler_that_returns(server: str, frame: str | None, tcp: str) -> None:
    found = _rows("asgi", "(handler returns)", variant=server)
    assert found
    assert {(values["frame"], values["tcp"]) for values in found} == {(frame, tcp)}


@pytest.mark.parametrize("library", ["websockets", "aiohttp", "quart", "sanic"])
def test_a_handler_that_returns_elsewhere(library: str) -> None:
    assert {values["peer_sees"] for values in _rows(library, "(handler returns)")} == {1000}


def test_a_reason_without_a_code_in_deno() -> None:
    assert {values["peer_sees"] for values in _rows("Deno", "close(reason: 'why')")} == {30568}


def test_only_a_browser_says_goodbye_when_it_is_killed() -> None:
    assert {row.library for row in ROWS if row.input == "(SIGKILL)" and row.values["peer_sees"] != 1006} == set()
    assert [values["peer_sees"] for values in _rows("browser", "(browser is killed)")] == [1001]
    assert {row.subject for row in ROWS} == {row.subject for row in ROWS if row.input in KILLED}


KILLED = ("(SIGKILL)", "(browser is killed)")


def _rows(library: str, tried: str, *, version: str = "", variant: str = "") -> list[dict[str, Any]]:
    return [row.values for row in ROWS if _speaks(row, library, version, variant) and row.input == tried]


def _speaks(row: Row, library: str, version: str, variant: str) -> bool:
    return row.library == library and row.version.startswith(version) and row.variant.startswith(variant)
