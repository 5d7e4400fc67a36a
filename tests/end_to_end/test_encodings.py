"""Places are counted in the unit that client and server agreed on, whatever stands before them."""

from collections.abc import Iterator

import pytest
from tests.end_to_end.client import Client, Message, codes
from tests.end_to_end.conftest import CAPABILITIES, Start, servers

# U+2028 and a form feed end no line; the face is one character of two UTF-16 units and four bytes.
BEFORE = "/* \u2028 \x0c */ "
LINE = BEFORE + 'socket.send("👋 안녕"); socket.close(1001);\n'
TEXT = "const socket = new WebSocket(url);\n" + LINE
COLUMN = LINE.index("1001")

UNITS = {
    "utf-8": len(LINE[:COLUMN].encode()),
    "utf-16": len(LINE[:COLUMN].encode("utf-16-le")) // 2,
    "utf-32": COLUMN,
}


def offering(*encodings: str) -> Message:
    return {**CAPABILITIES, "general": {"positionEncodings": list(encodings)}}


@pytest.fixture(scope="module", params=UNITS)
def counting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, int]]:
    """A session in each encoding, and where the code in `TEXT` then is."""
    with servers(tmp_path_factory.mktemp("workspace")) as make:
        yield make(offering(request.param)), UNITS[request.param]


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (("utf-8", "utf-16"), "utf-8"),
        (("utf-32", "utf-8", "utf-16"), "utf-32"),
        (("utf-16",), "utf-16"),
        (("utf-7",), "utf-16"),
        ((), "utf-16"),
    ],
    ids=str,
)
def test_the_first_known_encoding_is_chosen(start: Start, offered: tuple[str, ...], chosen: str) -> None:
    client = start(initialize=False)
    assert client.initialize(offering(*offered))["positionEncoding"] == chosen


def test_a_diagnostic_is_placed_in_the_units_of_the_client(counting: tuple[Client, int]) -> None:
    client, column = counting
    assert codes(client.diagnostics(client.open(TEXT))) == [("browser-code", 1, column)]


def test_a_hover_is_found_in_the_units_of_the_client(counting: tuple[Client, int]) -> None:
    client, column = counting
    found = client.hover(client.open(TEXT), 1, column)
    assert found is not None
    assert found["range"]["start"] == {"line": 1, "character": column}


def test_an_edit_lands_in_the_units_of_the_client(counting: tuple[Client, int]) -> None:
    client, column = counting
    uri = client.open(TEXT)
    client.change(uri, 2, ((1, column, 1, column + 4), "1000"))
    assert client.diagnostics(uri, 2) == []


def test_a_fix_is_placed_in_the_units_of_the_client(counting: tuple[Client, int]) -> None:
    client, column = counting
    place = {"start": {"line": 1, "character": column}, "end": {"line": 1, "character": column + 4}}
    edits = client.actions(client.open(TEXT), place)[0]["edit"]["documentChanges"][0]["edits"]
    assert edits[0]["range"] == place


def test_half_of_a_pair_does_no_harm(start: Start) -> None:
    client = start()
    uri = client.open(TEXT)
    client.change(uri, 2, ((0, 0, 0, 0), "/* \ud83d */ "))
    assert codes(client.diagnostics(uri, 2)) == [("browser-code", 1, UNITS["utf-16"])]
