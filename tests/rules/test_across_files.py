"""Rules about close handlers that call functions of other files."""

import pytest
from tests.project.workspaces import InMemory, checker, files_in

from wsclose.project.workspace import Workspace

LINE = """
--- src/line.ts
export abstract class Line {
  protected socket: WebSocket;
  protected attempt = 0;
  connect() {
    this.socket = new WebSocket(this.address);
  }
  protected later() {
    setTimeout(() => this.connect(), 3000);
  }
  protected backOff() {
    const delay = Math.random() * Math.min(30_000, 500 * 2 ** this.attempt++);
    setTimeout(() => this.connect(), delay);
  }
  protected unlessStopped() {
    if (this.stopped) return;
    this.backOff();
  }
  protected note() {
    console.log("closed");
  }
  protected tell() {
    console.error("closed");
    this.listener(this);
  }
}
export function reconnectSoon(address: string) {
  setTimeout(() => new WebSocket(address), 500);
}
--- src/feed.ts
import { Line, reconnectSoon } from "./line";
export class Feed extends Line {
  listen() {
    this.socket.onclose = (event) => {
      %s
    };
  }
}
"""

BASE = """
--- line.py
import time

import websocket


class Line:
    def connect(self):
        self.app = websocket.WebSocketApp(self.address, on_close=self.on_close)
        self.app.run_forever()

    def later(self):
        time.sleep(5)
        self.connect()
--- feed.py
import websocket

from line import Line


class Feed(Line):
    def start(self):
        self.app = websocket.WebSocketApp(self.address, on_close=self.on_close)

    def on_close(self, app, code, reason):
        %s
"""


def told(template: str, body: str) -> dict[str, str]:
    """The findings in the last file, by rule."""
    files = files_in(template % body)
    path = list(files)[-1]
    found = checker(path, files[path], Workspace(InMemory(files))).checked().findings
    return {finding.rule: finding.message for finding in found}


@pytest.mark.parametrize(
    ("body", "rules", "message"),
    [
        ("this.connect();", {"reconnect-on-normal", "reconnect-without-backoff"}, "at once"),
        ("this.later();", {"reconnect-on-normal", "reconnect-without-backoff"}, "3000"),
        ("reconnectSoon(this.address);", {"reconnect-on-normal", "reconnect-without-backoff"}, "500"),
        ("this.backOff();", {"reconnect-on-normal"}, ""),
        ("if (![1000, 1005].includes(event.code)) this.later();", {"reconnect-without-backoff"}, "3000"),
        ("if (![1000, 1005].includes(event.code)) this.backOff();", set(), ""),
        ("this.unlessStopped();", set(), ""),
        ("this.note();", set(), ""),
        ("this.tell();", set(), ""),
        ("this.tell(); this.later();", {"reconnect-on-normal", "reconnect-without-backoff"}, "3000"),
        ("this.unheardOf();", set(), ""),
    ],
)
def test_what_a_handler_calls_of_another_file(body: str, rules: set[str], message: str) -> None:
    found = told(LINE, body)
    assert found.keys() == rules
    assert message in found.get("reconnect-without-backoff", "")


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("self.later()", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("if code not in (1000, 1005):\n            self.later()", {"reconnect-without-backoff"}),
    ],
)
def test_the_same_in_python(body: str, rules: set[str]) -> None:
    assert told(BASE, body).keys() == rules


ELEMENTS = """
--- line.go
package feed

import "github.com/gorilla/websocket"

type Line struct {
	conn *websocket.Conn
}

func (l *Line) reconnect() {
	l.conn, _, _ = websocket.DefaultDialer.Dial(l.address, nil)
}
--- feed.go
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {
	conn  *websocket.Conn
	Lines map[string]*Line
}

func (f *Feed) again() {
	for {
		%s
		time.Sleep(time.Minute)
	}
}
"""


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("f.Lines[0].reconnect()", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("for _, line := range f.Lines { line.reconnect() }", set()),
    ],
)
def test_a_loop_whose_elements_connect_again_is_not_the_one_around_it(body: str, rules: set[str]) -> None:
    assert told(ELEMENTS, body).keys() == rules


SIGNALS = """
--- feed.go
package feed

import "github.com/gorilla/websocket"

func (f *Feed) run() {
	for {
		select {
		case message := <-f.messages:
			f.handle(message)
		case <-f.again:
			%s
		}
	}
}
"""


def test_a_loop_that_connects_when_it_is_told_to() -> None:
    """Who tells it, and after which close, is not to be seen."""
    assert not told(SIGNALS, "f.conn, _, f.err = websocket.DefaultDialer.Dial(f.address, nil)")
