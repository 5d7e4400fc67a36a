"""Places are counted in the unit that client and server agreed on, whatever stands before them."""

import pytest
from tests.end_to_end.client import Message, codes
from tests.end_to_end.conftest import CAPABILITIES, Start

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


@pytest.mark.parametrize("encoding", UNITS)
def test_a_diagnostic_is_placed_in_the_units_of_the_client(start: Start, encoding: str) -> None:
    client = start(offering(encoding))
    found = client.diagnostics(client.open(TEXT))
    assert codes(found) == [("browser-code", 1, UNITS[encoding])]


@pytest.mark.parametrize("encoding", UNITS)
def test_a_hover_is_found_in_the_units_of_the_client(start: Start, encoding: str) -> None:
    client = start(offering(encoding))
    found = client.hover(client.open(TEXT), 1, UNITS[encoding])
    assert found is not None
    assert found["range"]["start"] == {"line": 1, "character": UNITS[encoding]}


@pytest.mark.parametrize("encoding", UNITS)
def test_an_edit_lands_in_the_units_of_the_client(start: Start, encoding: str) -> None:
    client = start(offering(encoding))
    uri = client.open(TEXT)
    client.change(uri, 2, ((1, UNITS[encoding], 1, UNITS[encoding] + 4), "1000"))
    assert client.diagnostics(uri, 2) == []


@pytest.mark.parametrize("encoding", UNITS)
def test_a_fix_is_placed_in_the_units_of_the_client(start: Start, encoding: str) -> None:
    client = start(offering(encoding))
    uri = client.open(TEXT)
    [found] = client.diagnostics(uri)
    edits = client.actions(uri, found["range"])[0]["edit"]["documentChanges"][0]["edits"]
    assert edits[0]["range"] == found["range"]


def test_half_of_a_pair_does_no_harm(start: Start) -> None:
    client = start()
    uri = client.open(TEXT)
    client.change(uri, 2, ((0, 0, 0, 0), "/* \ud83d */ "))
    assert codes(client.diagnostics(uri, 2)) == [("browser-code", 1, UNITS["utf-16"])]
