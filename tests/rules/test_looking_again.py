"""Loops and timers that look every few seconds whether the connection is gone, and connect where it is."""

import pytest

from .support import Case, findings, invalid, run, valid

BOTH = ["reconnect-on-normal", "reconnect-without-backoff"]

PYTHON = """\
import threading
import time
import websocket


class Feed:
    def __init__(self):
        self.connected = False

    def watch(self):
        while True:
{}

    def open(self):
        self.app = websocket.WebSocketApp(ADDRESS, on_open=self.opened, on_close=self.lost)
        threading.Thread(target=self.app.run_forever).start()

    def opened(self, app):
        self.connected = True

    def lost(self, app, code, reason):
        {}
"""
GO = """\
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {{
	conn   *websocket.Conn
	connected bool
}}

func (f *Feed) watch(done chan struct{{}}) {{
	beat := time.NewTicker(5 * time.Second)
	{}
}}

func (f *Feed) open() {{
	conn, _, err := websocket.DefaultDialer.Dial(address, nil)
	if err != nil {{
		return
	}}
	f.conn = conn
	f.connected = true
	go f.listen()
}}

func (f *Feed) listen() {{
	for {{
		if _, _, err := f.conn.ReadMessage(); err != nil {{
			f.connected = false
			return
		}}
	}}
}}
"""
RUBY = """\
require "faye/websocket"

class Feed
  def watch
    {}
  end

  def open
    @line = Faye::WebSocket::Client.new(ADDRESS)
    @connected = true
    @line.on(:close) {{ |event| @connected = false }}
  end
end
"""
SWIFT = """\
import Foundation

class Feed: NSObject, URLSessionWebSocketDelegate {{
    var task: URLSessionWebSocketTask?
    var connected = false
    func watch() {{
        {}
    }}
    func open() {{
        task = URLSession(configuration: .default, delegate: self, delegateQueue: nil).webSocketTask(with: address)
        task?.resume()
        connected = true
    }}
    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {{
        connected = false
    }}
}}
"""
TORNADO = """\
from tornado.ioloop import PeriodicCallback
from tornado.websocket import websocket_connect


class Feed:
    def __init__(self):
        self.line = None
        {}

    async def open(self):
        self.line = await websocket_connect(ADDRESS)
        while True:
            message = await self.line.read_message()
            if message is None:
                self.line = None
                break

    def look(self):
        if self.line is None:
            self.open()
        else:
            self.line.write_message("beat")
"""
RATCHET = """\
<?php
use React\\EventLoop\\Loop;

class Feed {{
    private $line = null;
    public function watch() {{
        {};
    }}
    public function open() {{
        \\Ratchet\\Client\\connect(ADDRESS)->then(function (\\Ratchet\\Client\\WebSocket $line) {{
            $this->line = $line;
            $line->on('close', function ($code = null, $reason = null) {{ $this->line = null; }});
        }});
    }}
}}
"""
DOT_NET = """\
using System.Net.WebSockets;

class Feed {{
  ClientWebSocket line;
  bool connected;
  async Task Watch(CancellationToken stop) {{
    while (!stop.IsCancellationRequested) {{
      if (connected) {{ await Beat(); }} else {{ await Open(stop); }}
      {}
    }}
  }}
  async Task Open(CancellationToken stop) {{
    line = new ClientWebSocket();
    await line.ConnectAsync(address, stop);
    connected = true;
  }}
  void Lost() {{ connected = false; }}
}}
"""
LOOP = "            if not self.connected:\n                self.open()\n            {}"

DIALS = """\
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

func Report(url string, stats <-chan []byte, stop <-chan struct{{}}) {{
	var line, other *websocket.Conn
	beat := time.NewTicker(5 * time.Second)
	for {{
		select {{
		case <-beat.C:
			if {} {{
				var err error
				if line, _, err = «websocket.DefaultDialer.Dial(url, nil)»; err != nil {{
					line = nil
				}}
			}}
		case one := <-stats:
			if line != nil && line.WriteMessage(websocket.TextMessage, one) != nil {{
				line.Close()
				line = nil
			}}
		case <-stop:
			return
		}}
	}}
}}
"""

CASES = {
    "a loop": invalid("python", PYTHON.format(LOOP.format("«time.sleep(5)»"), "self.connected = False")),
    "a loop that waits longer each time": valid(
        "python", PYTHON.format(LOOP.format("time.sleep(self.pause)\n            self.pause *= 2"), "self.connected = False")
    ),
    "a flag that nothing sets again": valid("python", PYTHON.format(LOOP.format("time.sleep(5)"), "print(code)")),
    "a loop that ends with the first connection": valid(
        "python",
        PYTHON.format(
            "            if self.connected:\n                break\n            self.open()\n            time.sleep(5)",
            "self.connected = False",
        ),
    ),
    "a loop over what a ticker gives": invalid(
        "go", GO.format("for range beat.C {\n\t\tif !f.connected {\n\t\t\t«f.open()»\n\t\t}\n\t}")
    ),
    "a loop that waits for a ticker": invalid(
        "go",
        GO.format(
            "for {\n\t\tselect {\n\t\tcase <-done:\n\t\t\treturn\n\t\tcase <-beat.C:\n\t\t\tif !f.connected {\n"
            "\t\t\t\t«f.open()»\n\t\t\t}\n\t\t}\n\t}"
        ),
    ),
    "a loop that dials at a ticker's beat where it has no line": invalid("go", DIALS.format("line == nil")),
    "a loop that dials at a ticker's beat where something else is missing": valid("go", DIALS.format("other == nil").translate({ord("«"): None, ord("»"): None})),
    "a loop whose method needs no parentheses": invalid(
        "ruby", RUBY.format("loop do\n      open unless @connected\n      «sleep 5»\n    end")
    ),
    "a timer of an event machine": invalid("ruby", RUBY.format("«EM.add_periodic_timer(5) { open unless @connected }»")),
    "a timer that repeats": invalid(
        "swift",
        SWIFT.format(
            "«Timer.scheduledTimer(withTimeInterval: 5, repeats: true) { [weak self] _ in\n"
            "            if self?.connected == false { self?.open() }\n        }»"
        ),
    ),
    "a timer that does not repeat": valid(
        "swift",
        SWIFT.format(
            "Timer.scheduledTimer(withTimeInterval: 5, repeats: false) { [weak self] _ in\n"
            "            if self?.connected == false { self?.open() }\n        }"
        ),
    ),
    "a callback that is called again and again": invalid(
        "python", TORNADO.format("«PeriodicCallback(self.look, 20000)».start()")
    ),
    "a timer of React's loop": invalid(
        "php",
        RATCHET.format(
            "«Loop::addPeriodicTimer(5, function () {\n            if ($this->line === null) { $this->open(); }\n        })»"
        ),
    ),
    "a branch for when it is still there": invalid("csharp", DOT_NET.format("await «Task.Delay(5000, stop)»;")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_looks_whether_it_has_to_connect_again(case: Case) -> None:
    run("reconnect-without-backoff", case)


SET_AGAIN = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

func follow(quit chan struct{}, address string) {
	pause := time.Second
	timer := time.NewTimer(0)
	for {
		select {
		case <-quit:
			return
		case <-timer.C:
			line, _, err := websocket.DefaultDialer.Dial(address, nil)
			if err != nil {
				timer.Reset(AFTER_FAILURE)
				continue
			}
			READS
			line.Close()
			timer.Reset(0)
		}
	}
}
"""


@pytest.mark.parametrize(
    ("after_failure", "reads", "told"),
    [
        ("10 * time.Second", "for err == nil {\n\t\t\t\t_, _, err = line.ReadMessage()\n\t\t\t}", BOTH),
        ("pause)\n\t\t\t\tpause *= 2\n\t\t\t\t_ = min(pause, 1", "for err == nil {\n\t\t\t\t_, _, err = line.ReadMessage()\n\t\t\t}", BOTH[:1]),
        ("10 * time.Second", "line.WriteMessage(websocket.PingMessage, nil)", []),  # it looks in from time to time
    ],
)  # fmt: skip
def test_a_timer_that_is_set_again_once_the_connection_has_ended(
    after_failure: str, reads: str, told: list[str]
) -> None:
    found = findings("go", SET_AGAIN.replace("AFTER_FAILURE", after_failure).replace("READS", reads))
    assert [one.rule for one in found if one.rule.startswith("reconnect")] == told


ENDPOINT = """\
import jakarta.websocket.*;
import java.net.URI;
import org.springframework.scheduling.annotation.Scheduled;

@ClientEndpoint
public class Feed {
    private Session line;

    @OnClose
    public void lost(Session closed, CloseReason reason) { line = null; }

    @Scheduled(fixedDelay = 5000)
    public void look() { %s }

    private void open() throws Exception {
        line = ContainerProvider.getWebSocketContainer().connectToServer(this, URI.create("wss://example.org/feed"));
    }
}
"""


@pytest.mark.parametrize(
    ("look", "rules"),
    [
        ("if (line == null || !line.isOpen()) open();", set()),
        ("if (line != null) line.getBasicRemote().sendText(BEAT);", {"unhandled-going-away"}),
    ],
)
def test_a_method_that_a_framework_runs_by_its_schedule(look: str, rules: set[str]) -> None:
    kinds = ("unhandled-going-away", "reconnect-on-normal", "reconnect-without-backoff")
    assert {kind for kind in kinds if findings("java", ENDPOINT % look, kind)} == rules
