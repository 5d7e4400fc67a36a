"""The fix that makes a delay grow where it stands: timers that are kept, callbacks and `except` in Python, helpers."""

from textwrap import dedent

import pytest

from .support import findings, fixed, syntax_errors

FINAL = "[1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010]"


def repaired(language: str, source: str, rule: str = "reconnect-without-backoff") -> str:
    """What the one fix of the one finding makes of a text, which says nothing more of reconnecting."""
    source = dedent(source)
    (finding,) = findings(language, source, rule)
    (fix,) = finding.fixes
    assert not fix.safe
    text = fixed(source, fix)
    assert syntax_errors(language, text) == 0
    assert [each.rule for each in findings(language, text) if each.rule.startswith(("reconnect", "unhandled"))] == []
    return text


def test_a_timer_that_is_kept_stays_where_it_is() -> None:
    source = """\
    let timer;

    export function connect() {
      const socket = new WebSocket("wss://example.org/feed");
      socket.onclose = (event) => {
        show("offline");
        timer = setTimeout(connect, 1000);
      };
    }

    export function stop() {
      clearTimeout(timer);
    }
    """
    text = repaired("javascript", source)
    assert f"const FINAL_CLOSE_CODES = {FINAL}; // done" in text
    assert "\nfunction reconnectDelay() {\n  if (Date.now() - connectingSince > 60_000) reconnectAttempt = 0;" in text
    kept = '    show("offline");\n    if (!FINAL_CLOSE_CODES.includes(event.code)) timer = setTimeout(connect, reconnectDelay());\n'
    assert kept in text
    assert "stopReconnecting" not in text


def test_a_method_keeps_its_timer_and_gets_fields_beside_it() -> None:
    source = """\
    export class Feed {
        private timer?: number;

        connect(): void {
            const socket = new WebSocket(this.address);
            socket.addEventListener('close', () => {
                this.timer = window.setTimeout(() => this.connect(), 3_000);
            });
        }
    }
    """
    text = repaired("typescript", source)
    assert text.startswith(f"const FINAL_CLOSE_CODES = {FINAL};")
    assert "\n    private connectingSince = 0;\n" in text
    assert "\n    private reconnectDelay(): number {\n" in text
    assert "addEventListener('close', (event) => {\n" in text
    assert (
        "if (!FINAL_CLOSE_CODES.includes(event.code)) this.timer = window.setTimeout(() => this.connect(), this.reconnectDelay());"
        in text
    )


def test_a_component_that_keeps_its_timer_counts_outside_of_itself() -> None:
    source = """\
    import { useCallback, useEffect, useRef } from "react";

    export function Feed() {
      const timer = useRef();
      const connect = useCallback(() => {
        const socket = new WebSocket(address);
        socket.onclose = () => {
          timer.current = setTimeout(connect, 3000);
        };
      }, []);
      useEffect(() => {
        connect();
        return () => clearTimeout(timer.current);
      }, [connect]);
    }
    """
    text = repaired("tsx", source)
    assert text.index("function reconnectDelay(): number {") < text.index("export function Feed()")
    assert "timer.current = setTimeout(connect, reconnectDelay());" in text


def test_a_helper_of_the_same_function_waits() -> None:
    source = """\
    function feed(address) {
      let timer;
      const again = () => {
        timer = setTimeout(connect, 5000);
      };
      function connect() {
        const socket = new WebSocket(address);
        socket.onclose = (event) => {
          again();
        };
      }
      return connect;
    }
    """
    text = repaired("javascript", source)
    assert "    timer = setTimeout(connect, reconnectDelay());\n" in text
    assert "      if (!FINAL_CLOSE_CODES.includes(event.code)) again();\n" in text


CALLBACK = """\
import time

import websocket


def connect():
    app = websocket.WebSocketApp("wss://example.org", on_message=print, on_close=on_close)
    app.run_forever()


def on_close(app, code, reason):
    print("closed", code)
    time.sleep(5)
    connect()
"""


def test_a_callback_in_python_sleeps_longer_every_time() -> None:
    text = repaired("python", CALLBACK)
    assert text.startswith("import random\nimport time\n\nimport websocket\n")
    assert text.index("class Backoff:") < text.index("\n\n\nbackoff = Backoff()\n\n\n") < text.index("def on_close")
    assert text.endswith(
        '    print("closed", code)\n    if code in FINAL_CLOSE_CODES:\n        return\n    time.sleep(backoff.delay())\n    connect()\n'
    )


def test_a_callback_in_python_that_reconnects_at_once_waits() -> None:
    text = repaired("python", CALLBACK.replace("    time.sleep(5)\n", ""))
    assert text.endswith(
        "    if code in FINAL_CLOSE_CODES:\n        return\n    time.sleep(backoff.delay())\n    connect()\n"
    )


def test_an_object_has_a_back_off_of_its_own() -> None:
    source = """\
    import asyncio

    import websockets


    class Feed:
        def __init__(self, url: str) -> None:
            self.url = url

        async def connect(self) -> None:
            self.ws = await websockets.connect(self.url)

        async def read(self) -> None:
            try:
                async for message in self.ws:
                    print(message)
            except websockets.ConnectionClosed as closed:
                await asyncio.sleep(5)
                await self.connect()
    """
    text = repaired("python", source)
    assert "-> None:\n        self.backoff = Backoff()\n        self.url = url\n" in text
    assert "\nbackoff = Backoff()" not in text
    assert "            if closed.code in FINAL_CLOSE_CODES:\n                return\n" in text
    assert "            await asyncio.sleep(self.backoff.delay())\n            await self.connect()\n" in text


def test_a_protocol_is_made_anew_for_each_connection_so_its_back_off_is_not() -> None:
    source = """\
    from autobahn.twisted.websocket import WebSocketClientFactory, WebSocketClientProtocol, connectWS
    from twisted.internet import reactor


    class FeedProtocol(WebSocketClientProtocol):
        def __init__(self):
            super().__init__()

        def onClose(self, wasClean, code, reason):
            reactor.callLater(5, connect)


    def connect():
        factory = WebSocketClientFactory("wss://example.org")
        factory.protocol = FeedProtocol
        connectWS(factory)
    """
    text = repaired("python", source)
    assert "\n\n\nbackoff = Backoff()\n\n\nclass FeedProtocol" in text
    assert "        reactor.callLater(backoff.delay(), connect)\n" in text


LEFT = {
    "something comes after it": (
        "python",
        CALLBACK.replace("    connect()\n", "    connect()\n    print('again')\n"),
    ),
    "an event loop must not sleep": (
        "python",
        "import websockets\n\n\nclass Feed:\n    async def read(self):\n        try:\n            await self.ws.recv()\n"
        "        except websockets.ConnectionClosed as closed:\n            await self.connect()\n\n"
        "    async def connect(self):\n        self.ws = await websockets.connect(self.url)\n",
    ),
    "seconds where milliseconds are usual": (
        "javascript",
        "let timer;\nfunction connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = (event) => {\n"
        "    timer = setTimeout(connect, 5);\n  };\n}\n",
    ),
    "a component's timer that nobody keeps": (
        "javascript",
        "export function Feed() {\n  const connect = () => {\n    const socket = new WebSocket(address);\n"
        "    socket.onclose = (event) => {\n      setTimeout(connect, 1000);\n    };\n  };\n  useEffect(connect, []);\n}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "source"), LEFT.values(), ids=LEFT)
def test_what_is_left_to_the_reader(language: str, source: str) -> None:
    (finding,) = findings(language, source, "reconnect-without-backoff")
    assert not list(finding.fixes)


def test_a_loop_that_waits_longer_each_time_backs_off_wherever_its_wait_stands() -> None:
    source = """\
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Client struct {
	conn  *websocket.Conn
	peers []*Peer
}

func (c *Client) open() (err error) {
	c.conn, _, err = websocket.DefaultDialer.Dial("wss://example.org/feed", nil)
	return err
}

func (c *Client) reconnect() {
	wait := time.Duration(1)
	for {
		if err := c.open(); err == nil {
			for _, peer := range c.peers {
				peer.greet()
				time.Sleep(1 * time.Second)
			}
			return
		}
		<-time.After(wait * time.Second)
		wait *= 2
	}
}

func (c *Client) listen() {
	for {
		_, message, err := c.conn.ReadMessage()
		if err != nil {
			c.reconnect()
			return
		}
		c.handle(message)
	}
}
"""
    assert findings("go", source, "reconnect-without-backoff") == []
    steady = source.replace("wait *= 2", "c.count()")
    assert len(findings("go", steady, "reconnect-without-backoff")) == 1


AFTER_A_CODE = """let refused = 0;

function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (event.code === 1008) {
      retry(Math.min(30_000, 1000 * 2 ** refused++));
      return;
    }
    %s
  };
}

function retry(pause = 2000) {
  setTimeout(connect, pause);
}
"""


@pytest.mark.parametrize(
    ("otherwise", "told"),
    [
        ("retry();", 1),
        ("setTimeout(connect, 2000);", 1),
        ("retry(1000 * 2 ** refused++);", 0),
        ("report(event);", 0),
    ],
)
def test_a_delay_that_grows_after_one_code_only(otherwise: str, told: int) -> None:
    """What counts is how it comes back when the connection is lost; no fix takes away what it does for the other code."""
    found = findings("javascript", AFTER_A_CODE % otherwise, "reconnect-without-backoff")
    assert len(found) == told
    assert not any(one.fixes for one in found)
