"""Loops of Go around a function of one's own that dials until it has a connection, and what they do with that."""

import pytest

from .support import findings

RULES = ("reconnect-on-normal", "reconnect-without-backoff")

GO = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {{
	url    string
	closed bool
}}

func (f *Feed) dial() *websocket.Conn {{
	for {{
		line, _, err := websocket.DefaultDialer.Dial(f.url, nil)
		{}
		time.Sleep(time.Second)
	}}
}}

func (f *Feed) run() {{
	{}
}}
"""

UNTIL_OPEN = "if err == nil {\n\t\t\treturn line\n\t\t}"
OR_CLOSED = "if f.closed || err == nil {\n\t\t\treturn line\n\t\t}"
HAS_LINE = "if line != nil {\n\t\t\treturn line\n\t\t}"
SHOWS = "if line == nil {\n\t\t\tshow(err)\n\t\t}"

HANDED = "for {\n\t\tline := f.dial()\n\t\tserve(line)\n\t\ttime.Sleep(time.Second)\n\t}"
OR_NOTHING = "for {\n\t\tline := f.dial()\n\t\tif line == nil {\n\t\t\treturn\n\t\t}\n\t\tserve(line)\n\t\ttime.Sleep(time.Second)\n\t}"
HAS_ONE = "for {\n\t\tline := f.dial()\n\t\tif line != nil {\n\t\t\tserve(line)\n\t\t\treturn\n\t\t}\n\t\ttime.Sleep(time.Second)\n\t}"
ONCE = "serve(f.dial())"
UNTOUCHED = "for {\n\t\tline := f.dial()\n\t\tline.Close()\n\t\ttime.Sleep(time.Second)\n\t}"


@pytest.mark.parametrize("dial", [UNTIL_OPEN, OR_CLOSED, HAS_LINE])
@pytest.mark.parametrize(
    ("run", "told"),
    [(ONCE, set()), (HAS_ONE, set()), (UNTOUCHED, set()), (HANDED, set(RULES)), (OR_NOTHING, {RULES[1]})],
)
def test_what_a_dialed_line_is_handed_to(dial: str, run: str, told: set[str]) -> None:
    assert {rule for rule in RULES if findings("go", GO.format(dial, run), rule)} == told


def test_a_function_that_dials_again_and_again() -> None:
    assert {rule for rule in RULES if findings("go", GO.format(SHOWS, ONCE), rule)} == set(RULES)
