"""Clients of Go that a channel tells of the end of their connection, also by the error that it gives."""

import pytest

from .support import findings

RULES = ("reconnect-on-normal", "reconnect-without-backoff")

GO = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

func listen(line *websocket.Conn, CHANNEL chan error) {
	for {
		_, message, err := line.ReadMessage()
		if err != nil {
			CHANNEL <- err
			return
		}
		show(message)
	}
}

func dial(url string) *websocket.Conn {
	line, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		panic(err)
	}
	return line
}

func run(url string, out chan []byte) {
	CHANNEL := make(chan error)
	line := dial(url)
	go listen(line, CHANNEL)
	for {
		select {
		case TAKEN<-CHANNEL:
			show(DONE)
			time.Sleep(5 * time.Second)
			line = dial(url)
			go listen(line, CHANNEL)
		case text := <-out:
			line.WriteMessage(websocket.TextMessage, text)
		}
	}
}
"""


@pytest.mark.parametrize("taken", ["", "err := ", "err, ok := "])
@pytest.mark.parametrize(
    ("channel", "told"), [("errc", True), ("readErr", True), ("lost", True), ("wanted", False), ("urls", False)]
)
def test_an_arm_for_what_a_channel_gives(channel: str, taken: str, told: bool) -> None:
    source = GO.replace("CHANNEL", channel).replace("TAKEN", taken)
    assert {rule for rule in RULES if findings("go", source, rule)} == (set(RULES) if told else set())
