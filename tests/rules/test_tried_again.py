"""What is tried again until it goes well: the first connection only, or whole sessions."""

import pytest

from .support import findings

RUBY = """require "async/websocket/client"

class Feed
  def run
    tries = 0
    Async::WebSocket::Client.connect(endpoint) do |line|
      SESSION
    end
  rescue ERRORS
    AGAIN
  end
end
"""
READS = "while message = line.read\n        show(message)\n      end"


@pytest.mark.parametrize(
    ("session", "errors", "again", "count"),
    [
        (READS, "=> error", "sleep 5\n    retry", 1),
        (READS, "StandardError", "sleep 5\n    retry if @running", 1),
        (READS, "=> error", "tries += 1\n    sleep 2**tries\n    retry", 0),
        (READS, "=> error", "sleep 5", 0),
        ("@line = line", "=> error", "sleep 5\n    retry", 0),
    ],
)
def test_what_a_rescue_begins_anew(session: str, errors: str, again: str, count: int) -> None:
    source = RUBY.replace("SESSION", session).replace("ERRORS", errors).replace("AGAIN", again)
    assert len(findings("ruby", source, "reconnect-without-backoff")) == count
    assert not findings("ruby", source, "reconnect-on-normal")


PYTHON = """import asyncio

import websockets


async def run(url):
    while True:
        try:
            BODY
        except Exception:
            await asyncio.sleep(5)
            continue
        break
"""
CONNECTS = "line = await websockets.connect(url)"
LISTENS = "async with websockets.connect(url) as line:\n                async for message in line:\n                    show(message)"


@pytest.mark.parametrize(("body", "count"), [(CONNECTS, 0), (LISTENS, 1)])
def test_a_loop_that_is_left_when_nothing_has_failed(body: str, count: int) -> None:
    source = PYTHON.replace("BODY", body)
    assert len(findings("python", source, "reconnect-without-backoff")) == count
    assert not findings("python", source, "reconnect-on-normal")


LINES = """import asyncio
import websockets

class Feeds:
    def __init__(self):
        self.lines: dict[str, websockets.ClientConnection] = {}
        self.pause = 1

    async def connect(self, name):
        self.lines[name] = await websockets.connect(f"wss://example.org/{name}")

    async def read(self, name):
        while True:
            try:
                show(await self.lines[name].recv())
            except websockets.ConnectionClosed:
                HANDLER
            except Exception:
                await asyncio.sleep(1)
"""


@pytest.mark.parametrize(
    ("handler", "found"),
    [
        ("await self.connect(name)", ["reconnect-on-normal", "reconnect-without-backoff"]),
        (
            """try:
                    await self.connect(name)
                except OSError:
                    await asyncio.sleep(5)""",
            ["reconnect-on-normal", "reconnect-without-backoff"],
        ),
        (
            """try:
                    await self.connect(name)
                except OSError:
                    await asyncio.sleep(self.pause)
                    self.pause = min(60, self.pause * 2)""",
            ["reconnect-on-normal"],
        ),
    ],
)
def test_an_except_that_connects_by_itself_speaks_for_the_loop(handler: str, found: list[str]) -> None:
    rules = [one.rule for one in findings("python", LINES.replace("HANDLER", handler))]
    assert sorted(rule for rule in rules if rule.startswith("reconnect")) == found


RUN = """import time

from ws4py.client.threadedclient import WebSocketClient


class Chat(WebSocketClient):
    def received_message(self, message):
        print(message)


class Channel:
    def connect(self):
        while True:
            if self.load():
                self.chat = Chat(self.address)
                try:
                    self.chat.connect()
                    self.chat.run_forever()AFTER
                except Exception as error:
                    print(error)
            time.sleep(5)
"""


@pytest.mark.parametrize(
    ("after", "count"), [("", 1), ("\n                    break", 0), ("\n                    return", 0)]
)
def test_a_client_that_is_run_once(after: str, count: int) -> None:
    source = RUN.replace("AFTER", after)
    assert len(findings("python", source, "reconnect-without-backoff")) == count
    assert len(findings("python", source, "reconnect-on-normal")) == count


def test_a_client_that_is_run_once_by_one_way_through_the_loop() -> None:
    source = """import time
import websocket


def run(url):
    while True:
        app = websocket.WebSocketApp(url, on_message=print)
        if app.url:
            code = app.run_forever()
            WAY
        time.sleep(5)
"""
    assert not findings("python", source.replace("WAY", "break"))
    assert findings("python", source.replace("WAY", "print(code)"), "reconnect-without-backoff")


BY_WORD = """import asyncio

import websockets

from feeds import Feed


async def NAME(stream, name):
    feed = Feed(name)
    while True:
        try:
            await CALL
        except websockets.ERROR as error:
            print(name, error)
            AGAIN
"""


@pytest.mark.parametrize(
    ("name", "call", "error", "again", "told"),
    [
        ("run", "feed.connect()", "ConnectionClosed", "await asyncio.sleep(5)", (1, 1)),
        ("run", "feed.connect()", "ConnectionClosedError", "await asyncio.sleep(5)", (1, 0)),
        ("run", "feed.connect()", "ConnectionClosed", "return", (0, 0)),
        ("run", "feed.connect()", "ConnectionClosed", "await asyncio.sleep(stream.delay)", (0, 1)),
        ("run", "feed.connect()", "InvalidURI", "await asyncio.sleep(5)", (0, 0)),
        ("run", "feed.publish()", "ConnectionClosed", "await asyncio.sleep(5)", (0, 0)),
        ("run", "stream.database.connect()", "ConnectionClosed", "await asyncio.sleep(5)", (0, 0)),
        ("run", "stream()", "ConnectionClosed", "await asyncio.sleep(5)", (0, 0)),
        ("run_with_reconnect", "stream()", "ConnectionClosed", "await asyncio.sleep(5)", (1, 1)),
        ("reconnecting", "stream()", "ConnectionClosedError", "await asyncio.sleep(5)", (1, 0)),
    ],
)
def test_what_connects_by_its_name_and_raises_that_it_has_closed(
    name: str, call: str, error: str, again: str, told: tuple[int, int]
) -> None:
    source = BY_WORD.replace("NAME", name).replace("CALL", call).replace("ERROR", error).replace("AGAIN", again)
    rules = ("reconnect-without-backoff", "reconnect-on-normal")
    assert tuple(len(findings("python", source, rule)) for rule in rules) == told


def test_a_server_that_connects_to_something_else_for_its_client() -> None:
    source = """import asyncio

import websockets

from devices import Device


async def handler(socket):
    device = Device()
    while True:
        try:
            await device.connect()
            await socket.send(await device.state())
        except websockets.ConnectionClosed:
            await asyncio.sleep(5)


async def main():
    await websockets.serve(handler, "", 8765)
"""
    assert not findings("python", source)


GO = """package feed

import (
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/gorilla/websocket"
)

type Feed struct{ line *websocket.Conn }

func (f *Feed) dial() (err error) {
	f.line, _, err = websocket.DefaultDialer.Dial("wss://feed.example", nil)
	return err
}

func (f *Feed) run() {
	for {
		if _, _, err := f.line.ReadMessage(); err != nil {
			AGAIN
		}
	}
}
"""


@pytest.mark.parametrize(
    ("again", "count"),
    [
        ("retry.Do(func() error { return f.dial() })", 0),
        ("retry.Do(func() error { return f.dial() }, retry.Delay(time.Second))", 0),
        ("once.Do(func() { f.dial() })", 1),
        ("time.Sleep(time.Second)\n\t\t\tf.dial()", 1),
    ],
)
def test_what_runs_a_function_again_by_its_name_waits_longer_each_time(again: str, count: int) -> None:
    assert len(findings("go", GO.replace("AGAIN", again), "reconnect-without-backoff")) == count


DART = """import 'package:web_socket/web_socket.dart';

Future<void> run(Uri uri) async {
  var tries = 0;
  Future<void> rest() async {
    await Future<void>.delayed(Duration(milliseconds: DELAY));
    tries++;
  }
  while (true) {
    final ended = Completer<void>();
    final line = await WebSocket.connect(uri);
    line.events.listen((event) async {
      switch (event) {
        case CloseReceived():
          await rest();
          ended.complete();
      }
    });
    await ended.future;
  }
}
"""


@pytest.mark.parametrize(("delay", "count"), [("100 << tries", 0), ("100", 1)])
def test_a_loop_goes_on_when_who_heard_of_the_close_has_waited(delay: str, count: int) -> None:
    assert len(findings("dart", DART.replace("DELAY", delay), "reconnect-without-backoff")) == count


ATTEMPTS = """import asyncio

import websockets


async def run(url):
    for NUMBER in range(10):
        try:
            BODY
        except OSError:
            print("lost")
        await asyncio.sleep(PAUSE)
"""


@pytest.mark.parametrize(
    ("number", "body", "pause", "count"),
    [
        ("attempt", LISTENS, "5", 1),
        ("attempt", LISTENS, "2**attempt", 0),
        ("attempt", f"{CONNECTS}\n            break", "5", 0),
        ("attempt", f"{CONNECTS}\n            return line", "5", 0),
        ("user", LISTENS, "5", 0),  # one session after the other
    ],
)
def test_a_loop_through_the_numbers_of_attempts(number: str, body: str, pause: str, count: int) -> None:
    source = ATTEMPTS.replace("NUMBER", number).replace("BODY", body).replace("PAUSE", pause)
    assert len(findings("python", source, "reconnect-without-backoff")) == count
    assert not findings("python", source, "reconnect-on-normal")


RUST = """use std::time::Duration;

use futures_util::StreamExt;
use tokio_tungstenite::connect_async;

struct Feed {
    url: String,
    pause: u64,
}

impl Feed {
    async fn run(&mut self, mut stop: Receiver<bool>) {
        loop {
            if let Err(error) = self.session().await {
                eprintln!("{error}");
            }
            tokio::select! {
                _ = tokio::time::sleep(Duration::from_secs(self.pause)) => {}
                SIGNAL
            }
        }
    }

    async fn session(&mut self) -> anyhow::Result<()> {
        let (mut line, _) = connect_async(&self.url).await?;
        while let Some(message) = line.next().await {
            println!("{}", message?);
        }
        Ok(())
    }
}
"""


@pytest.mark.parametrize(
    "signal",
    [
        "_ = stop.changed() => break,",
        '_ = stop.changed() => {\n                    println!("stopped");\n                    return;\n                }',
        "() = stop.cancelled() => break,",
    ],
)
def test_a_wait_that_a_signal_may_end(signal: str) -> None:
    source = RUST.replace("SIGNAL", signal)
    assert len(findings("rust", source, "reconnect-without-backoff")) == 1
    assert not findings("rust", source, "reconnect-on-normal")
    longer = source.replace("select! {", "select! {\n                _ = self.more() => self.pause *= 2,")
    assert not findings("rust", longer, "reconnect-without-backoff")


DECORATED = """import retrying
import tenacity
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_fixed
import websockets
from websockets import ConnectionClosed


@DECORATOR
async def run(url):
    BODY
"""
SESSION = "async with websockets.connect(url) as line:\n        async for message in line:\n            show(message)"


@pytest.mark.parametrize(
    ("decorator", "count"),
    [
        ("retry(wait=wait_fixed(5))", 1),
        ("tenacity.retry(wait=tenacity.wait_fixed(5), stop=tenacity.stop_never)", 1),
        ("retry(wait=wait_fixed(5), retry=retry_if_exception_type(ConnectionClosed))", 1),
        ("retry", 1),
        ("retrying.retry(wait_fixed=2000)", 1),
        ("retry(wait=wait_fixed(5), retry=retry_if_exception_type(OSError))", 0),
        ("retry(wait=wait_exponential(max=60))", 0),
        ("retry(wait=wait_fixed(5) + wait_random(0, 2))", 0),
        ("retry(wait=wait_fixed(5), stop=stop_after_attempt(3))", 0),
        ("retrying.retry(wait_fixed=2000, stop_max_attempt_number=5)", 0),
        ("connected", 0),
    ],
)
def test_a_function_that_a_decorator_runs_again(decorator: str, count: int) -> None:
    source = DECORATED.replace("DECORATOR", decorator).replace("BODY", SESSION)
    assert len(findings("python", source, "reconnect-without-backoff")) == count
    assert not findings("python", source, "reconnect-on-normal")


@pytest.mark.parametrize("body", ["return await websockets.connect(url)", "await ask('https://example.com')"])
def test_a_decorator_that_tries_only_to_connect(body: str) -> None:
    source = DECORATED.replace("DECORATOR", "retry(wait=wait_fixed(5))").replace("BODY", body)
    assert not findings("python", source, "reconnect-without-backoff")
