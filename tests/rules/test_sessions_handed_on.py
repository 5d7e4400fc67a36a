"""Clients whose connection is read by somebody else: functions that run side by side, another file, a callback of the library."""

from textwrap import dedent

import pytest

from .support import findings

WITHOUT_BACKOFF = "reconnect-without-backoff"
ON_NORMAL = "reconnect-on-normal"

CONSUME = """\
async def consume(line):
    async for message in line:
        print(message)

"""
LOOP = """
async def main():
    while True:
        try:
            await session()
        except Exception:
            await asyncio.sleep(5)
"""


def session(waits: str, loop: str = LOOP, consume: str = "from feed.reading import consume\n") -> str:
    return (
        f"import asyncio\nimport websockets\n{consume}\n\nasync def session():\n"
        f"    async with websockets.connect(ADDRESS) as line:\n        {waits}\n\n{loop}"
    )


@pytest.mark.parametrize("waits", ["await consume(line)", "await asyncio.gather(consume(line), produce(line))"])
@pytest.mark.parametrize("consume", [CONSUME, "from feed.reading import consume, produce\n"])
def test_a_session_hands_its_connection_on(waits: str, consume: str) -> None:
    source = session(waits, consume=consume)
    [found] = findings("python", source, WITHOUT_BACKOFF)
    assert source[found.start : found.end] == "asyncio.sleep(5)"


@pytest.mark.parametrize(
    "loop",
    [
        # It may come back at once each time: a check every minute.
        "async def main():\n    while True:\n        await session()\n        await asyncio.sleep(60)\n",
        # One job after the other.
        "async def main(jobs):\n    while True:\n        job = await jobs.get()\n        await session()\n        job.done()\n",
    ],
)
def test_what_somebody_else_does_with_a_connection_may_be_done_before_it_ends(loop: str) -> None:
    assert not findings("python", session("await consume(line)", loop), WITHOUT_BACKOFF)
    assert findings("python", session("await consume(line)", loop, CONSUME), WITHOUT_BACKOFF)


@pytest.mark.parametrize("reads", ["async for message in line:", "for message in history:"])
def test_a_connection_that_a_function_gives_is_read_by_who_asked_for_it(reads: str) -> None:
    source = f"""\
import asyncio
import websockets

async def dial():
    return await websockets.connect(ADDRESS)

async def main():
    while True:
        line = await dial()
        {reads}
            print(message)
        await asyncio.sleep(5)
"""
    assert bool(findings("python", source, WITHOUT_BACKOFF)) is ("history" not in reads)


def test_a_session_that_hands_on_something_else() -> None:
    assert not findings("python", session("await consume(ADDRESS)"), WITHOUT_BACKOFF)


TRIES = """\
import asyncio

import aiohttp


class Feed:
    async def run(self):
        while self.wanted:
            await self.session()

    async def session(self):
        try:
            async with self.client.ws_connect(self.url) as line:
                self.tries = 0
                async for message in line:
                    self.show(message)
        except aiohttp.ClientError as error:
            await self.failed(error)
        else:
            await asyncio.sleep(5)

    async def failed(self, error):
        self.tries += 1
        await asyncio.sleep({})
"""


@pytest.mark.parametrize(("delay", "told"), [("min(2 ** self.tries, 300)", False), ("5", True)])
def test_what_sees_to_the_errors_of_a_session_says_how_long_to_wait(delay: str, told: bool) -> None:
    assert bool(findings("python", TRIES.format(delay), WITHOUT_BACKOFF)) is told


TORNADO = """\
import tornado.ioloop
from tornado.websocket import websocket_connect


class Feed:
    def start(self):
        {start}

    def opened(self, future):
        try:
            self.line = future.result()
            self.line.read_message(callback=self.heard)
        except Exception as error:
            print(error)

    async def follow(self):
        self.line = await websocket_connect(self.url)
        while True:
            message = await self.line.read_message()
            if message is None:
                {again}
                break
            self.heard(message)

    def heard(self, message):
        if message is {none}:
            {again}
            return
        self.show(message)
"""
NEW = "websocket_connect(self.url, on_message_callback=self.heard)"
LATER = "websocket_connect(self.url, callback=self.opened)"


@pytest.mark.parametrize("start", [NEW, LATER])
@pytest.mark.parametrize("again", ["self.start()", "tornado.ioloop.IOLoop.current().call_later(5, self.start)"])
def test_a_message_that_is_none_is_the_end_of_a_connection(start: str, again: str) -> None:
    source = TORNADO.format(start=start, again=again, none="None")
    for rule in (WITHOUT_BACKOFF, ON_NORMAL):
        found = findings("python", source, rule)
        assert [source[one.start : one.end] for one in found] == [again, again]
    assert not findings("python", source, "unhandled-going-away")


def test_another_message_is_no_end() -> None:
    assert (
        len(findings("python", TORNADO.format(start=NEW, again="self.start()", none="RESTART"), WITHOUT_BACKOFF)) == 1
    )
    assert not findings("python", TORNADO.format(start="pass", again="print()", none="None"), WITHOUT_BACKOFF)


def test_nothing_from_another_library_is_no_end() -> None:
    source = """\
        import websockets


        async def follow(address):
            line = await websockets.connect(address)
            message = await line.recv()
            if message is None:
                await follow(address)
        """
    assert not findings("python", dedent(source), WITHOUT_BACKOFF)


def test_a_timer_of_a_method_that_is_not_there_may_do_anything() -> None:
    source = """\
        from autobahn.twisted.websocket import WebSocketClientProtocol
        from twisted.internet import reactor


        class Feed(WebSocketClientProtocol):
            def onClose(self, wasClean, code, reason):
                print(reason)
                reactor.callLater(2, {})
        """
    assert findings("python", dedent(source).format("print"), "unhandled-going-away")
    assert not findings("python", dedent(source).format("self.start"), "unhandled-going-away")


CHANNEL = """\
package feed

import (
	"context"

	"github.com/gorilla/websocket"
)

type ReadError struct {
	err error
}

func (e *ReadError) Error() string { return e.err.Error() }

func subscribe(url string) (<-chan []byte, error) {
	line, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
BEGIN
}

func read(line *websocket.Conn) <-chan []byte {
	messages := make(chan []byte)
	go func() {
		defer close(messages)
		for {
			_, message, err := line.ReadMessage()
			if err != nil {
				return
			}
			messages <- message
		}
	}()
	return messages
}

func session(ctx context.Context, url string) error {
	messages, err := subscribe(url)
	if err != nil {
		return err
	}
TAKE
}

func run(ctx context.Context, url string) {
	for {
		if err := session(ctx, url); err != nil {
			show(err)
		}
	}
}
"""
READ_BESIDE = "\treturn read(line), nil"
READ_HERE = """\
	messages := make(chan []byte)
	go func() {
		for {
			_, message, err := line.ReadMessage()
			if err != nil {
				close(messages)
				return
			}
			messages <- message
		}
	}()
	return messages, nil"""
READ_ONCE = """\
	_, message, err := line.ReadMessage()
	return parts(message), err"""
IN_A_LOOP = "\tfor message := range messages {\n\t\tshow(message)\n\t}\n\treturn nil"
IN_A_SELECT = """\
	for {
		select {
		case <-ctx.Done():
			return nil
		case message, open := <-messages:
			if !open {
				return &ReadError{err: errClosed}
			}
			show(message)
		}
	}"""


@pytest.mark.parametrize("take", [IN_A_LOOP, IN_A_SELECT])
@pytest.mark.parametrize(("begin", "told"), [(READ_BESIDE, True), (READ_HERE, True), (READ_ONCE, False)])
def test_what_is_read_beside_comes_through_a_channel(take: str, begin: str, told: bool) -> None:
    source = CHANNEL.replace("BEGIN", begin).replace("TAKE", take)
    found = findings("go", source, WITHOUT_BACKOFF)
    assert [source[one.start : one.end] for one in found] == ["session(ctx, url)"] * told


def test_a_channel_that_nobody_waits_for() -> None:
    source = CHANNEL.replace("BEGIN", READ_BESIDE).replace("TAKE", "\tkeep(messages)\n\treturn nil")
    assert not findings("go", source, WITHOUT_BACKOFF)


TASK = """\
import asyncio
import aiohttp

class Line:
    def __init__(self, socket):
        self.socket = socket

async def {name}(worker, again=True):
    try:
        async with aiohttp.ClientSession().ws_connect(ADDRESS) as socket:
            line = Line(socket)
            await worker.serve({given})
    except Exception:
        return False
    finally:
        if again:
            await asyncio.sleep(5)
            asyncio.create_task({name}(worker))
        return True
"""


@pytest.mark.parametrize("given", ["socket", "line"])
def test_a_function_that_connects_starts_itself_anew_in_the_end(given: str) -> None:
    source = TASK.format(name="connect", given=given)
    [found] = findings("python", source, WITHOUT_BACKOFF)
    assert found.message.startswith("Reconnects after a fixed delay (5 s)")


def test_a_check_that_starts_itself_anew_may_have_ended_by_itself() -> None:
    assert not findings("python", TASK.format(name="check", given="socket"), WITHOUT_BACKOFF)
    assert not findings("python", TASK.format(name="connect", given="ADDRESS"), WITHOUT_BACKOFF)


SAYS_HOW_IT_WENT = """\
import asyncio
import aiohttp

class Feed:
    async def run(self):
        while True:
            refused = await self.once()
            await asyncio.sleep(5)

    async def once(self):
        try:
            await self.listen()
        except aiohttp.WSServerHandshakeError:
            return {refused}
        return False

    async def listen(self):
        self.line = await self.session.ws_connect(ADDRESS)
        {reads}
"""


@pytest.mark.parametrize(
    ("refused", "reads", "count"),
    [
        ("True", "async for message in self.line:\n            print(message)", 1),
        ("True", "await self.line.send_str('hello')", 0),
        ("self.line", "async for message in self.line:\n            print(message)", 0),
    ],
)
def test_a_session_may_say_how_it_went_and_gives_no_connection(refused: str, reads: str, count: int) -> None:
    source = SAYS_HOW_IT_WENT.format(refused=refused, reads=reads)
    assert len(findings("python", source, WITHOUT_BACKOFF)) == count


ITSELF = """\
import asyncio
import websockets

async def listen():
    async with websockets.connect(ADDRESS) as line:
        {reads}

{run}
"""


@pytest.mark.parametrize(
    "run",
    [
        "async def run():\n    try:\n        await listen()\n    except Exception:\n        await run()\n",
        "def run():\n    try:\n        asyncio.run(listen())\n    except Exception as error:\n        print(error)\n        run()\n",
    ],
)
def test_what_runs_a_session_runs_itself_anew_after_an_error(run: str) -> None:
    [found] = findings(
        "python", ITSELF.format(reads="async for message in line: print(message)", run=run), WITHOUT_BACKOFF
    )
    assert found.message.startswith("Reconnects at once")
    assert not findings("python", ITSELF.format(reads='await line.send("tick")', run=run), WITHOUT_BACKOFF)


THREADS = """\
import asyncio
import websocket

async def run(loop):
    while True:
        line = await {connects}
        try:
            while True:
                print(await asyncio.to_thread(line.recv))
        except websocket.WebSocketConnectionClosedException:
            line.close()
        await asyncio.sleep(5)
"""


@pytest.mark.parametrize(
    "connects",
    [
        "asyncio.to_thread(websocket.create_connection, ADDRESS)",
        "loop.run_in_executor(None, websocket.create_connection, ADDRESS)",
        "loop.run_in_executor(None, lambda: websocket.create_connection(ADDRESS, timeout=5))",
    ],
)
def test_a_connection_that_is_made_on_another_thread(connects: str) -> None:
    source = THREADS.format(connects=connects)
    assert [one.message[:32] for one in findings("python", source, WITHOUT_BACKOFF)] == [
        "Reconnects after a fixed delay ("
    ]
    assert findings("python", source, ON_NORMAL)
    assert not findings("python", source.replace("websocket.create_connection", "open"), WITHOUT_BACKOFF)


ASKING = """\
import asyncio
import websockets

async def run():
    while True:
        try:
            async with websockets.connect(ADDRESS) as line:
                await line.send("state")
                {reads}
        except Exception as error:
            print(error)
        await asyncio.sleep(60)
"""


def test_a_loop_that_asks_one_question_each_minute_does_not_reconnect() -> None:
    assert not findings("python", ASKING.format(reads="print(await line.recv())"), WITHOUT_BACKOFF)
    assert not findings("python", ASKING.format(reads="print(await line.recv())"), ON_NORMAL)


@pytest.mark.parametrize(
    "reads",
    [
        "while True: print(await line.recv())",
        "async for text in line: print(text)",
        "print(await line.recv()); await consume(line)",
        "print(await line.recv()); await line.wait_closed()",
        "print(await line.recv()); await asyncio.Future()",
    ],
)
def test_a_loop_that_goes_on_after_its_first_question_does(reads: str) -> None:
    assert findings("python", ASKING.format(reads=reads), WITHOUT_BACKOFF)
