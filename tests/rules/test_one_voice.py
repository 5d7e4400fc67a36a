"""Of the rules about one sent code the first speaks alone."""

import pytest

from wsclose.rules.registry import all_rules

from .support import findings


@pytest.mark.parametrize(
    "argument, rule",
    [
        ("1006", "reserved-code"),
        ('"1006"', "reserved-code"),
        ("401", "invalid-code"),
        ("1001", "browser-code"),
        ("1012", "browser-code"),
    ],
)
def test_in_a_page(argument: str, rule: str) -> None:
    source = f'const socket = new WebSocket("wss://example.org");\nsocket.close({argument});\n'
    assert [finding.rule for finding in findings("javascript", source)] == [rule]


@pytest.mark.parametrize(
    "argument, rule",
    [("1006", "reserved-code"), ('"401"', "invalid-code"), ('"1012"', "code-as-string")],
)
def test_in_a_client_on_node(argument: str, rule: str) -> None:
    source = (
        f'import WebSocket from "ws";\nconst socket = new WebSocket("wss://example.org");\nsocket.close({argument});\n'
    )
    found = [finding.rule for finding in findings("javascript", source)]
    assert found[:1] == [rule]
    assert len(found) == 1


MOVING = """\
using System.Net.WebSockets;

class Feed
{
    private ClientWebSocket line;

    async Task Connect()
    {
        line = new ClientWebSocket();
        await line.ConnectAsync(address, stop.Token);
    }

    async Task Run()
    {
        while (true)
        {
            if (line.State != WebSocketState.Open)
            {
                «await Connect»();
            }
            bool whole = true;
            while (!end.EndOfMessage)
            {
                try
                {
                    end = await line.ReceiveAsync(buffer, stop.Token);
                }
                catch (WebSocketException)
                {
                    whole = false;
                    break;
                }
            }
            if (!whole) continue;
            if (Take(buffer) == "move")
            {
                await Connect();
            }
        }
    }
}
"""


def test_a_loop_that_connects_again_speaks_for_the_exceptions_in_it() -> None:
    """What the server asks for by a message is not what happens after a close."""
    found = findings("csharp", MOVING.replace("«", "").replace("»", ""), "reconnect-without-backoff")
    assert len(found) == 1
    assert found[0].start < MOVING.index("whole")


def test_the_order_is_total() -> None:
    orders = [rule.order for rule in all_rules() if rule.order]
    assert len(orders) == len(set(orders))


WAITING = """\
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

const pause = 5 * time.Second

type Feed struct {
	line    *websocket.Conn
	stopped bool
}

func (f *Feed) connect() error {
	line, _, err := websocket.DefaultDialer.Dial("wss://example.org/feed", nil)
	if err != nil {
		return err
	}
	f.line = line
	return nil
}

func (f *Feed) listen() {
	for {
		_, message, err := f.line.ReadMessage()
		if err != nil {
			if f.stopped {
				return
			}
			time.Sleep(pause)
			err = f.connect()
			if err != nil {
				show(err)
			}
		}
		show(message)
	}
}
"""


def test_a_loop_that_reads_connects_once_after_a_failed_read() -> None:
    [found] = findings("go", WAITING, "reconnect-without-backoff")
    assert WAITING[found.start : found.end] == "f.connect()"
    assert "(pause)" in found.message
