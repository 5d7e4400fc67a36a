"""Labels that a client of Go jumps back to when its connection has ended: as good as a loop."""

import pytest

from .support import findings

RULES = ("reconnect-on-normal", "reconnect-without-backoff")

GO = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {{
	running bool
}}

func (f *Feed) stop() {{
	f.running = false
}}

func (f *Feed) run(url string) {{
	show(f.running)
connect:
	line, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {{
		{}
	}}
	{}
}}
"""

READS = """for {{
		_, message, err := line.ReadMessage()
		if err != nil {{
			{}
		}}
		show(message)
	}}
	{}"""

IN_THE_LOOP = READS.format("time.Sleep(time.Second)\n\t\t\tgoto connect", "")
AFTER_IT = READS.format("break", "time.Sleep(time.Second)\n\tgoto connect")
IF_TOLD = READS.format("break", "if f.running {\n\t\ttime.Sleep(time.Second)\n\t\tgoto connect\n\t}")
GROWING = READS.format("break", "wait *= 2\n\ttime.Sleep(wait)\n\tgoto connect")
ONLY_READS = READS.format("return", "")
SOME_BREAK = READS.format("if wanted(err) {\n\t\t\t\tgoto connect\n\t\t\t}\n\t\t\tbreak", "")
IN_ANOTHER_FUNCTION = READS.format(
    "break", "defer func() {\n\tconnect:\n\t\tshow(url)\n\t\tif more() {\n\t\t\tgoto connect\n\t\t}\n\t}()"
)


@pytest.mark.parametrize(
    ("failed", "reads", "told"),
    [
        ("panic(err)", IN_THE_LOOP, set(RULES)),
        ("time.Sleep(time.Second)\n\t\tgoto connect", IN_THE_LOOP, set(RULES)),
        ("time.Sleep(time.Second)\n\t\tgoto connect", AFTER_IT, set(RULES)),
        ("return", AFTER_IT, set(RULES)),
        ("return", IF_TOLD, {RULES[1]}),
        ("return", GROWING, {RULES[0]}),
        # it retries the first connection
        ("time.Sleep(time.Second)\n\t\tgoto connect", ONLY_READS, set()),
        ("time.Sleep(time.Second)\n\t\tgoto connect", "", set()),
        ("time.Sleep(time.Second)\n\t\tgoto connect", "keep(line)", set()),
        # what else ends the reading is not known to come back
        ("return", SOME_BREAK, set()),
        ("return", IN_ANOTHER_FUNCTION, set()),
    ],
)
def test_a_label_that_is_jumped_back_to(failed: str, reads: str, told: set[str]) -> None:
    assert {rule for rule in RULES if findings("go", GO.format(failed, reads), rule)} == told


def test_a_jump_forward() -> None:
    reads = READS.format("goto done", "goto connect\ndone:\n\tline.Close()")
    assert not [rule for rule in RULES if findings("go", GO.format("return", reads), rule)]
