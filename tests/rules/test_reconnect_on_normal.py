"""After 1000 a client that reconnects is told so, whatever else it calls on the way; something that tells its own close apart keeps the rule quiet."""

import pytest

from .support import findings

RULE = "reconnect-on-normal"

FEED = """class Feed {{
  attempts = 0;
  delay = 1000;

  connect() {{
    this.socket = new WebSocket(this.address);
    this.socket.onclose = (event) => {{
      {handler}
    }};
  }}

  later() {{
    {later}
    setTimeout(() => this.connect(), this.delay);
    this.delay = Math.min(this.delay * 2, 30000);
  }}

  close() {{
    {close}
    this.socket.close();
  }}
}}
"""

TOLD = {
    "others hear of it first": {"handler": "this.emit('closed', event); this.later();"},
    "a callback is asked, which cannot keep it from that": {"handler": "this.onClose(event); this.later();"},
    "it gives up some day": {"later": "if (this.attempts >= 5) return this.emit('lost'); this.attempts++;"},
    "the count is part of the test for a lost connection": {
        "handler": "if (event.code !== 4001 && this.attempts < 5) { this.attempts++; this.later(); }"
    },
    "a timer is under way already": {
        "handler": "if (!this.timer) { this.timer = setTimeout(() => { this.timer = null; this.connect(); }, 1000); }"
    },
    "the connection is closed, as its state says": {
        "handler": "if (!this.socket || this.socket.readyState === WebSocket.CLOSED) this.later();"
    },
    "the code is made a number": {"handler": "if (+event.code !== 4001) this.later();"},
}

QUIET = {
    "a flag says that it was us": {"handler": "if (!this.stopped) this.later();", "close": "this.stopped = true;"},
    "the count is put to its end by a close of one's own": {
        "later": "if (this.attempts >= this.limit) return; this.attempts++;",
        "close": "this.attempts = this.limit;",
    },
    "the limit is taken away by a close of one's own": {
        "later": "if (this.attempts >= this.limit) return; this.attempts++;",
        "handler": "this.limit ??= 5; this.limit = 5; this.later();",
        "close": "this.limit = 0;",
    },
    "a flag further in, behind a test of something else": {
        "handler": "if (this.listener) this.listener(event); this.reconnect();\n    };\n    this.reconnect = () => {\n      if (this.stopped) return; this.later();",
        "close": "this.stopped = true;",
    },
    "a flag beside the state": {
        "handler": "if (this.socket.readyState === WebSocket.CLOSED && !this.stopped) this.later();",
        "close": "this.stopped = true;",
    },
    "a delay of nothing means never": {"handler": "if (this.reconnectInterval > 0) this.later();"},
    "the code is asked after the count": {
        "handler": "if (this.attempts > 5 || event.code === 1000) return; this.attempts++; this.later();"
    },
}


def source(parts: dict[str, str]) -> str:
    return FEED.format(**{"handler": "this.later();", "later": "", "close": "", **parts})


@pytest.mark.parametrize("title", TOLD)
def test_told(title: str) -> None:
    assert findings("javascript", source(TOLD[title]), RULE)


@pytest.mark.parametrize("title", QUIET)
def test_quiet(title: str) -> None:
    assert not findings("javascript", source(QUIET[title]), RULE)


def test_the_function_that_has_set_the_handler_is_called_again() -> None:
    text = "function follow() {\n  if ('WebSocket' in window) {\n    const socket = new WebSocket(address);\n    socket.onclose = () => setTimeout(follow, 2000);\n  }\n}\n"
    assert findings("javascript", text, RULE)


def test_a_constant_of_another_file_is_a_fixed_delay() -> None:
    text = 'import { RETRY_AFTER } from "./constants";\n\nfunction open() {\n  const line = new WebSocket(address);\n  line.onclose = () => setTimeout(open, RETRY_AFTER);\n}\n'
    assert findings("javascript", text, "reconnect-without-backoff")
    assert not findings("javascript", text.replace("RETRY_AFTER", "retryAfter"), "reconnect-without-backoff")


def test_a_delay_that_its_function_makes_more_of_may_grow() -> None:
    text = (
        "class Feed {\n  async open() {\n    this.line = new WebSocket(await this.address());\n    this.line.onclose = () => this.retry(1000);\n  }\n"
        "  retry(delay) {\n    setTimeout(async () => {\n      try {\n        await this.open();\n      } catch {\n        this.retry(delay * 2);\n      }\n    }, delay);\n  }\n}\n"
    )
    assert findings("javascript", text, RULE)
    assert not findings("javascript", text, "reconnect-without-backoff")


def test_a_setting_of_the_application_is_a_fixed_delay() -> None:
    text = "function connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = () => setTimeout(connect, FEED_CONFIG.reconnectDelayMs);\n}\n"
    assert findings("javascript", text, "reconnect-without-backoff")


FUNCTION = "function Feed(address) {\n  %s\n  this.open = function () {\n    socket = new WebSocket(address);\n    socket.onclose = function () { setTimeout(%s, 2000); };\n  };\n}\n"

CONNECTS = {
    "a delay that is handed over": "class Feed {\n  open() {\n    this.line = new WebSocket(address);\n    this.line.onclose = () => this.retry('lost', 5000);\n  }\n"
    "  retry(why, delay) {\n    console.log(why, delay / 1000);\n    setTimeout(() => this.open(), delay);\n  }\n}\n",
    "a function that the constructor puts into a field": "class Feed {\n  constructor() {\n    this.closed = () => { setTimeout(() => this.open(), 1000); };\n  }\n"
    "  open() {\n    this.line = new WebSocket(address);\n    this.line.addEventListener('close', this.closed);\n  }\n}\n",
    "a handler and a timer's function that are bound": "class Feed {\n  open() {\n    this.line = new WebSocket(address);\n"
    "    this.line.onclose = (function () {\n      setTimeout((function () { this.open(); }).bind(this), 1000);\n    }).bind(this);\n  }\n}\n",
    "a method that asks for the state of the connection": "class Feed {\n  open() {\n    if (this.isOpen()) return;\n    this.line = new WebSocket(address);\n    this.line.onclose = () => this.lost();\n  }\n"
    "  lost() {\n    if (!this.isOpen()) setTimeout(() => this.open(), 1000);\n  }\n  isOpen() {\n    return this.line && this.line.readyState === WebSocket.OPEN ? true : false;\n  }\n}\n",
    "a test for WebSockets": "function open() {\n  if ('WebSocket' in window) {\n    line = new WebSocket(address);\n    listen();\n  }\n}\nfunction listen() {\n  line.onclose = () => { setTimeout(open, 1000); };\n}\n",
    "another test for WebSockets": "function open() {\n  if (typeof WebSocket === 'undefined') return;\n  line = new WebSocket(address);\n  listen();\n}\nfunction listen() {\n  line.onclose = () => { setTimeout(open, 1000); };\n}\n",
    "a flag that nothing takes back": "function open() {\n  let opened = false;\n  const line = new WebSocket(address);\n  line.onopen = () => { opened = true; };\n"
    "  line.onclose = () => { if (opened) setTimeout(open, 1000); };\n}\n",
    "a field that only the close takes back": "class Feed {\n  opened = false;\n  open() {\n    this.line = new WebSocket(address);\n    this.line.onopen = () => { this.opened = true; };\n"
    "    this.line.onclose = () => {\n      if (this.opened) setTimeout(() => this.open(), 1000);\n      this.opened = false;\n    };\n  }\n  stop() {\n    this.line.close();\n  }\n}\n",
    "an effect that runs again for a state that is new each time": "function useFeed(address) {\n  const [round, setRound] = useState(uniqueId());\n  useEffect(() => {\n    const line = new WebSocket(address);\n"
    "    line.onclose = () => { setTimeout(() => setRound(uniqueId()), 1000); };\n  }, [address, round]);\n}\n",
    "one function for each of several events": "class Feed {\n  open() {\n    this.line = new WebSocket(address);\n    ['onopen', 'onclose', 'onmessage'].forEach((event) => {\n"
    "      this.line[event] = (data) => {\n        if (event === 'onopen') this.open();\n        if (event === 'onclose') setTimeout(() => this.open(), 1000);\n      };\n    });\n  }\n}\n",
    "a listener of a channel": "import Line from 'websocket-as-promised';\nfunction open() {\n  const line = new Line(address);\n  line.onClose.addListener(() => { setTimeout(open, 1000); });\n  line.open();\n}\n",
    "a count within its own test": "let count = 0;\nfunction open() {\n  const line = new WebSocket(address);\n  line.onclose = () => { if (count++ < 10) setTimeout(open, 1000); };\n}\n",
    "an object that a function makes": FUNCTION % ("var self = this;", "function () { self.open(); }"),
    "under a name of its own": FUNCTION % ("var feed = this;", "function () { feed.open(); }"),
    "a timer that is given source code": "function follow() {\n  var socket = new WebSocket(address);\n  socket.onclose = function () { setTimeout('follow()', 1000); };\n}\n",
    "functions that are fields": "class Feed {\n  start = () => {\n    this.socket = new WebSocket(this.address);\n    this.socket.onclose = this.ended;\n  };\n  ended = () => {\n    setTimeout(this.start, 3000);\n  };\n}\n",
    "a field of an object that has a name": "const feed = {\n  line: null,\n  open() {\n    feed.line = new WebSocket(address);\n    feed.line.onclose = () => { setTimeout(() => feed.open(), 1000); };\n  },\n};\n",
    "a count of attempts in a reference": "function useFeed(address) {\n  const attempts = useRef(0);\n  const most = 10;\n  const follow = useCallback(() => {\n    const socket = new WebSocket(address);\n"
    "    socket.onclose = () => {\n      if (attempts.current < most) {\n        attempts.current++;\n        setTimeout(() => follow(), 3000);\n      }\n    };\n  }, [address]);\n}\n",
    "a socket that is assigned to two at once": "function open(peer) {\n  const line = peer.line = new WebSocket(peer.address);\n  line.onclose = () => { setTimeout(() => open(peer), 1000); };\n}\n",
    "the latest function, in a reference": "function useFeed(address) {\n  const latest = useRef(() => {});\n  const follow = useCallback(() => {\n    const socket = new WebSocket(address);\n"
    "    socket.onclose = () => setTimeout(() => latest.current(), 3000);\n  }, [address]);\n  useEffect(() => {\n    latest.current = follow;\n    follow();\n  }, [follow]);\n}\n",
}


@pytest.mark.parametrize("title", CONNECTS)
def test_what_connects_again_is_followed(title: str) -> None:
    assert findings("javascript", CONNECTS[title], RULE)
    assert findings("javascript", CONNECTS[title], "reconnect-without-backoff")


@pytest.mark.parametrize("way", ["opened = false; line.close();", "line.close();\n  opened = false;"])
def test_a_flag_that_the_own_close_takes_back_tells_it_apart(way: str) -> None:
    text = (
        "let opened = false;\nfunction open() {\n  line = new WebSocket(address);\n  line.onopen = () => { opened = true; };\n"
        f"  line.onclose = () => {{ if (opened) setTimeout(open, 1000); }};\n}}\nfunction stop() {{\n  {way}\n}}\n"
    )
    assert not findings("javascript", text, RULE)


IDLE = {
    "a function that is bound": "class Feed {\n  open() {\n    this.line = new WebSocket(address);\n    this.line.onclose = function () { console.log('closed'); }.bind(this);\n  }\n}\n",
    "jQuery": "$(function () {\n  var socket = new WebSocket(address);\n  socket.onclose = function () { $('#state').text('offline'); $('#send').prop('disabled', true); };\n});\n",
    "a class without a name": "export default class extends Base {\n  open() {\n    if (LIVE) this.line = new WebSocket(address);\n    this.line.onclose = () => console.log('closed');\n  }\n}\n",
    "what a client of the package websocket is handed": "const Client = require('websocket').client;\nconst client = new Client();\n"
    "client.on('connect', (connection) => {\n  connection.on('close', () => console.log('closed'));\n});\nclient.connect(address);\n",
}


@pytest.mark.parametrize("title", IDLE)
def test_a_handler_that_does_nothing_is_seen(title: str) -> None:
    assert findings("javascript", IDLE[title], "unhandled-going-away")


def test_a_handler_that_is_put_where_the_client_closes_is_left_alone() -> None:
    text = "class Feed {\n  open() {\n    this.socket = new WebSocket(address);\n  }\n\n  destroy() {\n    this.socket.onclose = () => console.log('bye');\n    this.socket.close();\n  }\n}\n"
    assert not findings("javascript", text, "unhandled-going-away")


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("if not self.running:\n                return", False),
        ("with self.lock:\n                if not self.running:\n                    break", False),
        ("if not self.running:\n                self.start()", True),
        ("if self.address is None:\n                return", True),
    ],
)
def test_a_loop_that_asks_whether_to_go_on(first: str, told: bool) -> None:
    text = (
        "import websocket\n\n\nclass Feed:\n    def run(self):\n        while True:\n"
        f"            {first}\n            line = websocket.create_connection(self.address)\n            try:\n"
        "                while True:\n                    self.show(line.recv())\n            except Exception:\n"
        "                self.tries += 1\n"
    )
    assert bool(findings("python", text, RULE)) is told


def test_a_function_for_other_events_hears_of_no_close() -> None:
    text = CONNECTS["one function for each of several events"].replace("'onclose'", "'onerror'")
    assert not findings("javascript", text, RULE)


FAILURES = """\
import asyncio
import websockets

async def run(client):
    while True:
        try:
            async with websockets.connect(ADDRESS) as line:
                {reads}
        except websockets.ConnectionClosedError:
            await asyncio.sleep(1)
"""


@pytest.mark.parametrize(
    "each", ["for attempt in range(3): client.show(text)", 'for one in text["items"]: client.show(one)']
)
def test_an_exception_for_failures_leaves_the_loop_after_1000_where_another_loop_has_nothing_to_do_with_it(
    each: str,
) -> None:
    reads = f"while True:\n                    text = await line.recv()\n                    {each}"
    assert not findings("python", FAILURES.format(reads=reads), RULE)
    assert findings("python", FAILURES.format(reads="async for text in line: client.show(text)"), RULE)


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("self.most > 0 and self.count < self.most", True),
        ("self.most != 0", True),
        ("self.most > 0 and self.running", False),
        ("self.open > 0", False),
    ],
)
def test_an_option_that_is_compared_with_a_number_tells_no_own_close(test: str, told: bool) -> None:
    text = f"""\
import time
import websocket


class Feed:
    def __init__(self, url, most=5):
        self.url, self.most, self.count, self.open = url, most, 0, 1
        self.running = True
        self.start()

    def start(self):
        self.app = websocket.WebSocketApp(self.url, on_close=self.ended)
        self.app.run_forever()

    def ended(self, app, code, reason):
        if {test}:
            self.count += 1
            time.sleep(2**self.count)
            self.start()

    def stop(self):
        self.running, self.open = False, 0
        self.app.close()
"""
    assert bool(findings("python", text, "reconnect-on-normal")) is told


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("if (stopped) break", 0),
        ("if (stopped) break@again", 0),
        ("if (stopped) {\n                break\n            }", 0),
        ("if (stopped) report()", 1),
        ("if (stopped) continue", 1),
    ],
)
def test_a_loop_of_kotlin_is_left_without_braces(left: str, expected: int) -> None:
    source = (
        "import io.ktor.client.*\nimport io.ktor.client.plugins.websocket.*\n\nclass Feed(val client: HttpClient) {\n    suspend fun follow() {\n"
        f"        again@ while (true) {{\n            {left}\n            try {{\n"
        '                client.webSocket("wss://example.org/feed") { for (frame in incoming) show(frame) }\n'
        "            } catch (error: Exception) {\n            }\n            delay(5000L)\n        }\n    }\n}\n"
    )
    assert len(findings("kotlin", source, "reconnect-on-normal")) == expected
