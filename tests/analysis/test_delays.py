"""How long a client waits before it connects again: not at all, always the same, longer every time, or who knows."""

import pytest

from wsclose.analysis.facts import CloseHandler

from .support import facts

JAVASCRIPT = [
    # before the handler, what is waited for, how it grows
    ("", "0", "none"),
    ("", "1000", "fixed"),
    ("", "1e3", "fixed"),
    ("const DELAY = 5000;", "DELAY", "fixed"),
    ("const config = { delay: 5000 };", "config.delay", "fixed"),
    ("", "options.delay || 1000", "fixed"),
    ("options.delay = options.delay === undefined ? 5000 : options.delay;", "options.delay", "fixed"),
    ("let wait = 1000;\nfunction slower() { wait = tries ? wait * 2 : wait; }", "wait", "growing"),
    ("", "options.delay ?? 3 * 1000", "fixed"),
    ("const { pause = 3 * 1000 } = options;", "pause", "fixed"),
    ("", "1000 + Math.random() * 500", "random"),
    ("", "Math.floor(Math.random() * 3000)", "random"),
    ("", "event.code === 4000 ? 0 : 2000 + Math.random() * 1000", "random"),
    ("let attempts = 0;", "1000 * 2 ** attempts++", "growing"),
    ("let attempts = 0;", "Math.min(30000, 1000 * Math.pow(2, attempts))", "growing"),
    ("let attempts = 0;", "1000 << attempts", "growing"),
    ("let tries = 0;", "tries * 1000", "growing"),
    ("let attempts = 0;", "attempts < 5 ? 1000 : 30000", "growing"),
    ("let retries = 0;", "retries++ > 10 ? 30_000 : 3_000", "growing"),
    ("let hidden = false;", "hidden ? 30000 : 1000", "fixed"),
    ("let attempts = 0;", "attempts < 5 ? 1000 : 1000", "fixed"),
    ("let attempts = 0;", "attempts === 0 ? 0 : 3000", "fixed"),
    ("", "hub.reconnectDelay", "fixed"),
    ("", "hub.nextReconnectDelay", "unknown"),
    ("const DELAYS = [1000, 5000, 30000]; let n = 0;", "DELAYS[n++]", "growing"),
    ("let wait = 1000;\nfunction slower() { wait *= 2; }", "wait", "growing"),
    ("let wait = 1000;\nfunction slower() { wait = Math.min(wait * 1.5, 60000); }", "wait", "growing"),
    ("", "pickDelay()", "unknown"),
    ("", "config.getReconnectInterval()", "fixed"),
    ("", "config.getNextDelay()", "unknown"),
    ("", "this.gateway.reconnectDelay", "fixed"),
    ("", "this.gateway.nextRetryDelay", "unknown"),
    ("", "this.gateway.delay", "unknown"),
    ("let attempts = 0;", "attempts === 0 ? 0 : 3000", "fixed"),
    ("", "config.getBackoff()", "unknown"),
    ("const STEP = 8000; let since = 0;", "Math.max(STEP - (Date.now() - since), 0)", "fixed"),
    ("let since;", "Math.max(8000 - (performance.now() - told(since)), 0)", "fixed"),
    ("", "until() - Date.now()", "unknown"),
]

PYTHON = [
    ("", "5", "fixed"),
    ("DELAY = 5", "DELAY", "fixed"),
    ("RETRY = 5", "RETRY", "fixed"),
    ("", "random.random() * 5", "random"),
    ("", "random.uniform(1, 5)", "random"),
    ("", "random.uniform(0, min(30, 2 ** attempt))", "growing"),
    ("", "2 ** attempt", "growing"),
    ("", "min(60, 2 ** attempt)", "growing"),
    ("", "pick_delay()", "unknown"),
    ("", 'CONFIG["reconnect_interval"]', "fixed"),
    ("", 'app.settings["retry_seconds"]', "fixed"),
    ("", 'config["backoff"]', "growing"),
    ("", 'state["interval"]', "growing"),
    ("", "config.delays[attempt]", "growing"),
]


def waits(suffix: str, source: str) -> list[str]:
    """The delays of what reconnects."""
    handlers = [fact for _, fact in facts(suffix, source) if isinstance(fact, CloseHandler)]
    return [effect.delay for handler in handlers for effect in handler.effects() if effect.kind == "reconnect"]


@pytest.mark.parametrize(("before", "delay", "kind"), JAVASCRIPT)
def test_timers(before: str, delay: str, kind: str) -> None:
    source = f"{before}\nfunction connect() {{\n  const line = new WebSocket(address);\n  line.onclose = () => setTimeout(connect, {delay});\n}}\n"
    assert waits("js", source) == [kind]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        ("this.wait = 5000;", "fixed"),
        ("this.wait = wait;", "fixed"),
        ("this.wait = wait; this.attempts = 0; this.later = () => { this.wait *= 2; };", "growing"),
    ],
)
def test_a_field_of_a_function_that_makes_objects(made: str, kind: str) -> None:
    source = (
        f"function Feed(wait) {{\n  {made}\n}}\nFeed.prototype.connect = function () {{\n  const line = new WebSocket(address);\n"
        "  line.onclose = () => setTimeout(() => this.connect(), this.wait);\n};\n"
    )
    assert waits("js", source) == [kind]


@pytest.mark.parametrize(("before", "delay", "kind"), PYTHON)
def test_sleeps(before: str, delay: str, kind: str) -> None:
    source = (
        f"import random\nimport time\n\nimport websocket\n\n{before}\n\n\ndef run(address, attempt):\n    def closed(app, code, reason):\n"
        f"        time.sleep({delay})\n        run(address, attempt + 1)\n\n    websocket.WebSocketApp(address, on_close=closed).run_forever()\n"
    )
    assert waits("py", source) == [kind]


@pytest.mark.parametrize(
    ("timer", "kind"),
    [
        ("connect()", "none"),
        ("setTimeout(connect)", "none"),
        ("setTimeout(() => connect(), 2000)", "fixed"),
        ("setTimeout(connect.bind(null), 2000)", "fixed"),
        ("setTimeout(function () { connect(); }, 2000)", "fixed"),
        ("queueMicrotask(connect)", "none"),
        ("requestAnimationFrame(connect)", "none"),
        ("sleep(2000).then(connect)", "fixed"),
        ("sleep(2000).then(() => connect())", "fixed"),
        ("sleep$(2000).then(connect)", "fixed"),
        ("Timers.sleepMs(2000).then(connect)", "fixed"),
        ("delay_for(2000).then(connect)", "fixed"),
    ],
)
def test_ways_to_wait(timer: str, kind: str) -> None:
    source = f"function connect() {{\n  const line = new WebSocket(address);\n  line.onclose = () => {{\n    {timer};\n  }};\n}}\n"
    assert waits("js", source) == [kind]


@pytest.mark.parametrize(
    ("given", "kind"), [("", "fixed"), ("4000", "fixed"), ("backoff.next()", "unknown"), ("2 ** tries++", "growing")]
)
@pytest.mark.parametrize(
    "waited",
    ["setTimeout(connect, delay || 2000)", "const pause = delay ?? LONGEST - 500;\n  setTimeout(connect, pause)"],
)
def test_a_delay_that_may_be_given(waited: str, given: str, kind: str) -> None:
    source = (
        f"const LONGEST = 9000;\nlet tries = 0;\n\nfunction again(delay) {{\n  {waited};\n}}\n\nfunction connect() {{\n"
        f"  const line = new WebSocket(address);\n  line.onclose = () => again({given});\n}}\n"
    )
    assert waits("js", source) == [kind]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("delay = delay || 2000;", "fixed"),
        ("delay = options.delay ?? 2000;", "fixed"),
        ("delay = options.delay;", "unknown"),
        ("if (hurried) delay = 2000;", "unknown"),
        ("delay = hurried ? 2000 : longer();", "unknown"),
        ("delay = delay || 2000;\n  slower = () => { delay *= 2; };", "growing"),
    ],
)
def test_a_parameter_that_is_a_number_where_nobody_gives_another(given: str, kind: str) -> None:
    source = (
        f"export function feed(address, options, delay) {{\n  {given}\n  const connect = () => {{\n"
        "    const line = new WebSocket(address);\n    line.onclose = () => setTimeout(connect, delay);\n  };\n  connect();\n}\n"
    )
    assert waits("js", source) == [kind]


def test_a_field_that_somebody_else_fills_stays_as_it_is() -> None:
    source = (
        "import 'dart:async';\nimport 'dart:io';\n\nclass Feed {\n  late Duration pause;\n\n  Future<void> dial() async {\n"
        "    final line = await WebSocket.connect(url);\n    line.listen(show, onDone: () {\n      Timer(pause, dial);\n    });\n  }\n}\n"
    )
    assert waits("dart", source) == ["fixed"]


@pytest.mark.parametrize(
    "constructor",
    [
        "Feed(this.pause);",
        "Feed(this.url, {this.pause = const Duration(seconds: 3)}) { dial(); }",
        "const Feed({this.pause = const Duration(seconds: 3)});",
        "Feed({Duration? wait}) : pause = wait ?? const Duration(seconds: 3);",
        "Feed({Duration? pause}) : pause = pause ?? const Duration(seconds: 3) { dial(); }",
        "Feed({Duration wait = const Duration(seconds: 3)}) : this.pause = wait;",
    ],
)
def test_a_field_that_a_constructor_fills(constructor: str) -> None:
    source = (
        f"import 'dart:async';\nimport 'dart:io';\n\nclass Feed {{\n  {constructor}\n  final Duration pause;\n\n  Future<void> dial() async {{\n"
        "    final line = await WebSocket.connect(url);\n    line.listen(show, onDone: () {\n      Timer(pause, dial);\n    });\n  }\n}\n"
    )
    assert waits("dart", source) == ["fixed"]


@pytest.mark.parametrize(
    ("wait", "kind"),
    [("this._sleep(pause)", "growing"), ("this._throttle(pause)", "unknown"), ("this.player.pause()", "none")],
)
def test_a_function_that_is_handed_in_and_by_its_name_waits(wait: str, kind: str) -> None:
    source = (
        "class Feed {\n  connect() {\n    const line = new WebSocket(this.url);\n    line.onclose = async () => {\n"
        f"      const pause = 1000 * 2 ** this.tries++;\n      await {wait};\n      this.connect();\n    }};\n  }}\n}}\n"
    )
    assert waits("js", source) == [kind]


def test_a_future_that_is_waited_for() -> None:
    source = (
        "import 'package:web_socket_channel/io.dart';\n\nclass Feed {\n  Future<void> again() async {\n"
        "    while (!stopped) {\n      await Future.delayed(const Duration(seconds: 2));\n"
        "      line = IOWebSocketChannel.connect(address);\n      await line.sink.done;\n    }\n  }\n}\n"
    )
    assert waits("dart", source) == ["fixed"]


FEED = """
import asyncio
import aiohttp

RETRY = 10


class Feed:
    def __init__(self, session: aiohttp.ClientSession):
        self.session = session

    async def listen(self):
        while True:
            self.line = await self.session.ws_connect(self.address)
            async for message in self.line:
                self.show(message.data)
            {wait}

    async def pause(self):
        self.pausing = asyncio.create_task(asyncio.sleep(2 ** self.tries))
        await self.pausing
"""


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        ("await asyncio.sleep(RETRY)", "fixed"),
        ("await asyncio.sleep(self.config.retry_seconds)", "fixed"),
        ("await self.pause()", "growing"),
        ("await asyncio.wait_for(self.stopped.wait(), RETRY)", "fixed"),
        ("await asyncio.wait_for(self.stopped.wait(), timeout=2 ** self.tries)", "growing"),
        ("await asyncio.wait_for(self.tell(), timeout=RETRY)", "none"),
        ("await asyncio.wait({self.reader, self.writer}, return_when=asyncio.FIRST_COMPLETED)", "growing"),
        ("await asyncio.wait([asyncio.create_task(self.tell()), asyncio.create_task(self.hear())])", "none"),
        ("await asyncio.wait([asyncio.create_task(asyncio.sleep(RETRY)), asyncio.create_task(self.hear())])", "fixed"),
        ("await asyncio.wait([asyncio.create_task(self.backoff()), asyncio.create_task(self.hear())])", "growing"),
    ],
)
def test_a_wait_that_is_a_task(wait: str, expected: str) -> None:
    assert waits("py", FEED.format(wait=wait)) == [expected]


@pytest.mark.parametrize(
    ("then", "kind"),
    [
        ("self.again()", "growing"),
        ("if not self.again():\n                break", "growing"),
        ("for _ in range(2**self.tries):\n                time.sleep(1)", "growing"),
        ("slept = 0.0\n            while slept < self.pause and not self.gone:\n                time.sleep(0.2)\n                slept += 0.2", "growing"),
        ("for _ in range(10):\n                time.sleep(1)", "fixed"),
        ("self.forget()", "none"),
        ("start(self.again())", "none"),
    ],
)  # fmt: skip
def test_a_loop_that_waits_in_small_steps_or_in_a_function_of_its_own(then: str, kind: str) -> None:
    source = (
        "import time\n\nimport websocket\n\n\nclass Feed:\n    def run(self):\n        while True:\n"
        "            line = websocket.create_connection(self.address)\n            try:\n                while True:\n"
        "                    self.show(line.recv())\n            except Exception:\n                self.tries += 1\n"
        f"            {then}\n\n    def again(self):\n        self.pause = min(self.pause * 2, 60)\n"
        "        time.sleep(self.pause)\n        return True\n\n    def forget(self):\n        self.shown = None\n"
    )
    assert waits("py", source) == [kind]


@pytest.mark.parametrize(("delay", "kind"), [("2**@tries", "growing"), ("10", "fixed")])
def test_a_block_that_is_run_some_times_waits_in_small_steps(delay: str, kind: str) -> None:
    source = (
        'require "websocket-eventmachine-client"\n\nclass Feed\n  def dial\n'
        "    @line = WebSocket::EventMachine::Client.connect(uri: URL)\n    @line.onclose { again }\n  end\n\n"
        f"  def again\n    delay = {delay}\n    @tries += 1\n"
        "    delay.times do\n      break if @gone\n      sleep 1\n    end\n    dial\n  end\nend\n"
    )
    assert waits("rb", source) == [kind]


def test_a_session_that_nothing_says_the_type_of_opens_a_websocket() -> None:
    untyped = FEED.replace(": aiohttp.ClientSession", "")
    assert waits("py", untyped.replace("{wait}", "await asyncio.sleep(RETRY)")) == ["fixed"]


def test_a_method_that_converts_makes_no_connection() -> None:
    source = (
        "import websocket\n\n\nclass Feed:\n    def send(self, queue):\n        while True:\n"
        "            self.line.send(queue.get(), kind.ToWsLibInt())\n"
    )
    assert waits("py", source) == []


def test_a_loop_that_leaves_with_the_new_connection_is_none_that_reconnects() -> None:
    source = (
        "import asyncio\n\nimport websockets\n\n\nasync def beat(feed):\n    while True:\n        await asyncio.sleep(5)\n"
        "        if feed.missed > 5:\n            feed.line = await websockets.connect(feed.address)\n            return\n"
    )
    assert waits("py", source) == []


@pytest.mark.parametrize(
    ("call", "kinds"),
    [
        ("reconnect()", ["unknown"]),
        ("scheduleReconnect()", ["unknown"]),
        ("cancelReconnect()", []),
        ("stats.shouldReconnect()", []),
        ("report(event.isReconnect())", []),
        ("metrics.trackReconnect()", []),
        ("resetReconnectAttempts()", []),
        ("show(nextReconnectDelay())", []),
        ("reconnectAfterDelay()", ["unknown"]),
    ],
)
def test_names_that_speak_of_connecting(call: str, kinds: list[str]) -> None:
    assert waits("js", f"const line = new WebSocket(address);\nline.onclose = (event) => {call};\n") == kinds


CLIENT = """import org.java_websocket.client.WebSocketClient;
class Line extends WebSocketClient {{
    @Override
    public void onClose(int code, String reason, boolean remote) {{
        {call};
    }}
}}
"""


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("pool.execute(this::reconnect)", "none"),
        ("pool.execute(() -> reconnect())", "none"),
        ("new Thread(() -> reconnect()).start()", "none"),
        ("feed.reconnect()", "unknown"),
    ],
)
def test_a_client_that_connects_itself_again(call: str, kind: str) -> None:
    assert waits("java", CLIENT.format(call=call)) == [kind]


EARS = """import com.neovisionaries.ws.client.*
class Line(private val room: Room) {{
    private var socket: WebSocket? = null
    private fun again() {{
        socket = socket?.recreate()?.connect()
    }}
    inner class Ears : WebSocketAdapter() {{
        override fun onDisconnected(websocket: WebSocket, theirs: WebSocketFrame, ours: WebSocketFrame, byServer: Boolean) {{
            {call}
        }}{more}
    }}
}}
"""


@pytest.mark.parametrize("call", ["again()", "socket = socket?.recreate()?.connect()"])
def test_a_class_in_another_one_sees_its_functions_and_fields(call: str) -> None:
    assert waits("kt", EARS.format(call=call, more="")) == ["none"]


def test_a_function_of_its_own_comes_before_those_of_the_class_around() -> None:
    assert waits("kt", EARS.format(call="again()", more="\n        fun again() { room.tell() }")) == []


def test_a_server_that_serves_one_after_the_other_connects_to_nobody() -> None:
    source = (
        "import socket\n\nfrom wsproto import ConnectionType, WSConnection\n\n\ndef serve(server):\n    while True:\n"
        "        stream, _ = server.accept()\n        talk(stream)\n\n\ndef talk(stream):\n"
        "    line = WSConnection(ConnectionType.SERVER)\n    while True:\n        line.receive_data(stream.recv(4096))\n"
    )
    assert waits("py", source) == []


def test_a_send_that_fails_is_not_the_end_of_a_connection() -> None:
    source = (
        "import websockets\n\n\nclass Feed:\n    async def connect(self):\n        self.line = await websockets.connect(URL)\n\n"
        "    async def say(self, words):\n        try:\n            await self.line.send(words)\n"
        "        except Exception:\n            await self.connect()\n"
    )
    assert waits("py", source) == []


LOOPING = """\
import sys
import time

import websocket


class Line:
    def __init__(self, address, delay=None):
        self.address = address
        self.delay = {delay}

    def closed(self, app, code, reason):
        print(code)

    def run(self):
        while True:
            app = websocket.WebSocketApp(self.address, on_close=self.closed)
            app.run_forever()
            if self.refused:
                time.sleep(60)
                {after}
            time.sleep({wait})
"""


@pytest.mark.parametrize(
    ("delay", "after", "wait", "kind"),
    [
        ("delay if delay else 10", "return", "self.delay", "fixed"),
        ("delay or 10", "return", "self.delay", "fixed"),
        ("min(self.delay * 2, 60)", "return", "self.delay", "growing"),
        ("10", "return", "0", "none"),  # the wait of what does not go round again
        ("10", "break", "0", "none"),
        ("10", "sys.exit(2)", "0", "none"),
        ("10", "print()", "0", "fixed"),
    ],
)
def test_a_loop_that_waits_as_long_as_a_field_says(delay: str, after: str, wait: str, kind: str) -> None:
    assert waits("py", LOOPING.format(delay=delay, after=after, wait=wait)) == [kind]


ONE_OF_TWO = """
import asyncio
import websockets

class Feed:
    def __init__(self, address, backoff=10, slow=120):
        self.address, self.failures = address, 0
        self.backoff = backoff
        self.slow = slow

    async def run(self):
        while True:
            try:
                async with websockets.connect(self.address) as line:
                    async for message in line:
                        print(message)
            except OSError:
                self.refused = True
            if self.refused:
                backoff = self.slow
            else:
                backoff = {other}
            await asyncio.sleep(backoff)
            {after}
"""


@pytest.mark.parametrize(
    ("other", "after", "kind"),
    [
        ("self.backoff", "self.refused = False", "fixed"),
        ("self.backoff", "self.backoff *= 2", "growing"),
        ("self.failures", "self.failures += 1", "growing"),
        ("2**self.failures", "self.failures += 1", "growing"),
    ],
)
def test_a_variable_that_is_one_of_two_waits_grows_when_they_do(other: str, after: str, kind: str) -> None:
    assert waits("py", ONE_OF_TWO.format(other=other, after=after)) == [kind]


GIVEN_ONCE = """
export class Line {{
  constructor({parameter}) {{ {put} }}
  open() {{
    const line = new WebSocket(address);
    line.onclose = () => {{ {before}; setTimeout(() => this.open(), this.delay); }};
  }}
  {method}
}}
"""


@pytest.mark.parametrize(
    ("parameter", "put", "before", "method", "kind"),
    [
        ("private delay: number", "", "", "", "fixed"),
        ("delay: number", "this.delay = delay;", "", "", "fixed"),
        ("delay: number", "this.delay = delay;", "", "private delay: number;", "fixed"),
        ("delay: number", "this.delay = delay;", "", "private delay: number | null = null;", "fixed"),
        ("delay: number", "this.delay = delay;", "this.delay *= 2", "private delay: number;", "growing"),
        ("delay: number", "this.delay = delay;", "this.delay *= 2", "", "growing"),
        ("delay: number", "this.delay = delay;", "", "slower(delay) { this.delay = delay; }", "unknown"),
        ("", "", "", "slower(delay) { this.delay = delay; }", "unknown"),
        ("", "", "", "delay = null; slower(delay) { this.delay = delay; }", "unknown"),
    ],
)
def test_a_wait_that_an_object_is_made_with(parameter: str, put: str, before: str, method: str, kind: str) -> None:
    assert waits("ts", GIVEN_ONCE.format(parameter=parameter, put=put, before=before, method=method)) == [kind]


def test_a_channel_for_each_event() -> None:
    source = (
        "import WebSocketAsPromised from 'websocket-as-promised';\nconst line = new WebSocketAsPromised(address);\n"
        "line.onClose.addListener((event) => { if (event.code !== 1000) setTimeout(() => line.open(), 3000); });\n"
        "line.onOpen.addListener(() => line.open());\n"
    )
    assert waits("js", source) == ["fixed"]


@pytest.mark.parametrize(
    ("start", "after", "kind"),
    [
        ("backoff: int = 10):\n        self.backoff = backoff", "", "fixed"),
        ("backoff):\n        self.backoff = backoff", "", "fixed"),
        ("url):\n        self.backoff = 10", "", "fixed"),
        ("url):\n        self.backoff = 1", "self.backoff = min(60, self.backoff * 2)", "growing"),
        ("url):\n        self.backoff = 1", "self.backoff += 1", "growing"),
        ("backoff: int = 10):\n        self.backoff = backoff", "self.backoff *= 2", "growing"),
        ("url):\n        self.backoff = load()", "", "growing"),
    ],
)
def test_a_field_that_nothing_changes_grows_not_by_its_name(start: str, after: str, kind: str) -> None:
    source = (
        f"import asyncio\n\nimport websockets\n\n\nclass Feed:\n    def __init__(self, {start}\n\n    async def run(self):\n"
        "        while True:\n            async with websockets.connect(self.url) as line:\n"
        "                async for message in line:\n                    show(message)\n"
        f"            await asyncio.sleep(self.backoff)\n            {after or 'show(None)'}\n"
    )
    assert waits("py", source) == [kind]


LAYERS = """
import asyncio
import aiohttp


class Feed:
    def __init__(self, session: aiohttp.ClientSession):
        self.session = session

    async def run(self):
        while self.wanted:
            await self.attempt()
            await asyncio.sleep(5)

    async def attempt(self):
        {around}

    async def listen(self):
        line = await self.session.ws_connect(self.address)
        async for message in line:
            self.show(message)
"""


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("try:\n            await self.listen()\n        except OSError:\n            pass", ["fixed"]),
        ("await self.listen()\n        await asyncio.sleep(2 ** self.tries)", ["growing"]),
        ("for address in self.addresses:\n            await self.listen()", []),
        ("self.start(self.listen)", []),
    ],
)
def test_a_session_that_one_more_function_looks_after(around: str, expected: list[str]) -> None:
    assert waits("py", LAYERS.replace("{around}", around)) == expected


STARTED = """
import asyncio
import websockets


class Feed:
    async def run(self):
        while True:
            try:
                await self.start()
                {then}
            except OSError:
                pass
            finally:
                await asyncio.sleep(1)

    async def start(self):
        await self.connect()
        await self.line.send("hello")

    async def connect(self):
        self.line = await websockets.connect(self.address)

    async def consume(self):
        while self.wanted:
            self.show(await self.line.recv())
"""


@pytest.mark.parametrize(("then", "expected"), [("await self.consume()", ["fixed"]), ("self.ready.set()", [])])
def test_a_session_that_one_function_starts_and_another_one_reads(then: str, expected: list[str]) -> None:
    assert waits("py", STARTED.replace("{then}", then)) == expected


def test_what_gives_back_a_connection_may_have_had_it() -> None:
    source = STARTED.replace("{then}", "await self.consume()").replace("await self.line.send(", "return self.known(")
    assert waits("py", source) == []


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        ("self.reading = asyncio.create_task(self.read())", []),
        ("await self.read()", ["fixed"]),
    ],
)
def test_a_loop_until_a_state_says_that_there_is_a_connection(after: str, kinds: list[str]) -> None:
    source = (
        "import asyncio\n\nimport websockets\n\n\nclass Feed:\n    async def connect(self):\n"
        f"        self.line = await websockets.connect(self.url)\n        {after}\n\n"
        "    async def read(self):\n        async for message in self.line:\n            print(message)\n\n"
        "    async def ready(self):\n        tries = 0\n        while self.state != State.STREAMING and tries < 5:\n"
        "            if self.line is None or self.line.closed:\n                await self.connect()\n"
        "            tries += 1\n            await asyncio.sleep(0.1)\n"
    )
    assert waits("py", source) == kinds


@pytest.mark.parametrize(
    ("closed", "again"),
    [
        ("this.closed.bind(this)", "this.connect.bind(this)"),
        ("$.proxy(this.closed, this)", "$.proxy(this.connect, this)"),
        ("_.bind(this.closed, this)", "_.bind(this.connect, this)"),
        ("angular.bind(this, this.closed)", "angular.bind(this, this.connect)"),
    ],
)
def test_methods_that_are_bound_to_their_object(closed: str, again: str) -> None:
    source = f"""
function Feed() {{ this.connect(); }}
Feed.prototype.connect = function () {{
  this.line = new WebSocket(address);
  this.line.onclose = {closed};
}};
Feed.prototype.closed = function (event) {{
  if (event.code !== 1000) setTimeout({again}, 1000);
}};
"""
    assert waits("js", source) == ["fixed"]


@pytest.mark.parametrize(
    ("suffix", "loop", "kind"),
    [
        ("java", "do { Thread.sleep(2000); } while (!reconnectBlocking());", "fixed"),
        ("java", "while (!reconnectBlocking()) { Thread.sleep(2000); }", "none"),
        ("java", "do { Thread.sleep(rest); rest = rest * 2; } while (!reconnectBlocking());", "growing"),
        ("kt", "do { Thread.sleep(2000) } while (!reconnectBlocking())", "fixed"),
        ("kt", "while (!reconnectBlocking()) { Thread.sleep(2000) }", "none"),
    ],
)
def test_a_loop_that_asks_at_its_end_has_waited_by_then(suffix: str, loop: str, kind: str) -> None:
    heads = {
        "java": "public void onClose(int code, String reason, boolean remote)",
        "kt": "override fun onClose(code: Int, reason: String, remote: Boolean)",
    }
    source = f"""
import org.java_websocket.client.WebSocketClient{";" if suffix == "java" else ""}
class Feed {"extends WebSocketClient" if suffix == "java" else ": WebSocketClient(address)"} {{
    {"long rest = 1000;" if suffix == "java" else "var rest = 1000L"}
    {heads[suffix]} {{
        {loop}
    }}
}}
"""
    assert waits(suffix, source) == [kind]
