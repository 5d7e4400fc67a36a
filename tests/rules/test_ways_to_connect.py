"""How a loop gets its next connection: by functions that hand it on, beside what reads it, told of the end by a channel."""

import pytest

from .support import findings

WITHOUT_BACKOFF = "reconnect-without-backoff"
ON_NORMAL = "reconnect-on-normal"

PYTHON = """\
import asyncio

import websockets


class Feed:
    async def run(self):
        while True:
            try:
                line = await self.connect()
                async for message in line:
                    self.show(message)
            except (OSError, websockets.ConnectionClosed) as error:
                print(error)
            await asyncio.sleep(5)

    async def connect(self):
        CONNECT

    async def dial(self):
        return await websockets.connect(self.address)
"""


@pytest.mark.parametrize(
    ("connect", "found"),
    [
        ("return await self.dial()", True),
        ("line = await self.dial()\n        await line.send('hello')\n        return line", True),
        ("return await asyncio.wait_for(self.dial(), 10)", True),
        # What it gives back may have been there before.
        ("if self.line is None:\n            self.line = await self.dial()\n        return self.line", False),
        ("if self.kept:\n            return self.kept\n        return await self.dial()", False),
    ],
)
def test_a_function_that_hands_on_what_another_has_made(connect: str, found: bool) -> None:
    source = PYTHON.replace("CONNECT", connect)
    assert bool(findings("python", source, WITHOUT_BACKOFF)) is found
    assert bool(findings("python", source, ON_NORMAL)) is found


def test_such_a_function_that_waits_longer_each_time() -> None:
    tries = "for n in range(5):\n            try:\n                return await self.dial()\n"
    source = PYTHON.replace(
        "CONNECT", f"{tries}            except OSError:\n                await asyncio.sleep(2 ** n)"
    )
    assert not findings("python", source, WITHOUT_BACKOFF)
    assert findings("python", source, ON_NORMAL)


@pytest.mark.parametrize("wait", ["1", "2**self.tries"])
def test_a_connection_that_is_entered_anew_each_time(wait: str) -> None:
    source = f"""\
import asyncio
import websockets

class Feed:
    def __init__(self, address):
        self.opening = websockets.connect(address)
        self.tries = 0

    async def run(self):
        while True:
            try:
                self.line = await self.opening.__aenter__()
                while True:
                    self.show(await self.line.recv())
            except websockets.ConnectionClosedError:
                self.tries += 1
                await asyncio.sleep({wait})
"""
    assert bool(findings("python", source, WITHOUT_BACKOFF)) is (wait == "1")
    assert not findings("python", source, "unhandled-going-away")


GO = """\
package feed

import (
	"fmt"
	"log"
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {
	line    *websocket.Conn
	address string
	done    chan struct{}
	errs    chan error
}

func (f *Feed) dial() (*websocket.Conn, error) {
	line, _, err := websocket.DefaultDialer.Dial(f.address, nil)
	return line, err
}

func (f *Feed) open() error {
	line, _, err := websocket.DefaultDialer.Dial(f.address, nil)
	if err != nil {
		return fmt.Errorf("dial: %w", err)
	}
	f.line = line
	BESIDE
	return nil
}

func (f *Feed) read() {
	for {
		_, message, err := f.line.ReadMessage()
		if err != nil {
			FAILED
			return
		}
		log.Println(message)
	}
}

REST
"""


def go(rest: str, beside: str = "", failed: str = "f.errs <- err") -> str:
    return GO.replace("BESIDE", beside).replace("FAILED", failed).replace("REST", rest)


def test_a_function_that_tries_until_it_can_hand_a_connection_on() -> None:
    connect = "func (f *Feed) connect() *websocket.Conn {\n\tfor {\n\t\tline, err := f.dial()\n"
    connect += "\t\tif err == nil {\n\t\t\treturn line\n\t\t}\n\t\ttime.Sleep(5 * time.Second)\n\t}\n}\n"
    run = "func (f *Feed) run() {\n\tfor {\n\t\tf.line = f.connect()\n\t\tf.read()\n\t}\n}\n"
    source = go(connect + run, failed="log.Println(err)")
    assert len(findings("go", source, WITHOUT_BACKOFF)) == 1
    assert len(findings("go", source, ON_NORMAL)) == 1


def test_a_session_that_ends_with_an_error_gives_no_connection() -> None:
    session = "func (f *Feed) session() error {\n\tif err := f.open(); err != nil {\n\t\treturn err\n\t}\n\tf.read()\n"
    session += '\treturn fmt.Errorf("ended")\n}\n'
    run = "func (f *Feed) run() {\n\tfor {\n\t\tif f.ended() {\n\t\t\treturn\n\t\t}\n\t\tf.session()\n\t}\n}\n"
    assert not findings("go", go(session + run), ON_NORMAL)


@pytest.mark.parametrize(
    ("other", "found"), [("return", True), ("log.Println()\n\t\t\treturn", True), ("f.line.Close()", False)]
)
def test_a_loop_that_connects_unless_it_is_told_to_end(other: str, found: bool) -> None:
    connects = "f.open()\n\t\t\tf.read()\n\t\t\ttime.Sleep(5 * time.Second)"
    run = f"func (f *Feed) run() {{\n\tfor {{\n\t\tselect {{\n\t\tcase <-f.done:\n\t\t\t{other}\n\t\tdefault:\n\t\t\t{connects}\n"
    source = go(f"{run}\t\t}}\n\t}}\n}}\n", failed="log.Println(err)")
    assert bool(findings("go", source, WITHOUT_BACKOFF)) is found


def test_a_loop_that_starts_what_reads_and_waits() -> None:
    run = "func (f *Feed) run() {\n\tfor {\n\t\tf.open()\n\t\tgo f.read()\n\t\tlog.Println(<-f.errs)\n"
    assert findings("go", go(f"{run}\t\ttime.Sleep(time.Second)\n\t}}\n}}\n"), WITHOUT_BACKOFF)


@pytest.mark.parametrize(
    ("head", "found"),
    [("for err := range f.errs", True), ("for range f.errs", True), ("for _, job := range f.jobs", False)],
)
def test_a_loop_through_the_errors_of_connections(head: str, found: bool) -> None:
    run = f"func (f *Feed) run() {{\n\tf.open()\n\t{head} {{\n\t\ttime.Sleep(5 * time.Second)\n\t\tf.open()\n\t}}\n}}\n"
    assert bool(findings("go", go(run, "go f.read()"), WITHOUT_BACKOFF)) is found


@pytest.mark.parametrize("loop", ["for", "for i := 0; i < 10; i++"])
def test_a_test_that_connects_is_an_attempt_and_no_flag(loop: str) -> None:
    again = f"func (f *Feed) again() {{\n\t{loop} {{\n\t\ttime.Sleep(5 * time.Second)\n"
    source = go(f"{again}\t\tif f.open() == nil {{\n\t\t\treturn\n\t\t}}\n\t}}\n}}\n", "go f.read()", "f.again()")
    [found] = findings("go", source, WITHOUT_BACKOFF)
    assert source[found.start : found.end] == "f.again()"
    assert findings("go", source, ON_NORMAL)


AT_ONCE = """\
package feed

import (
	"log"
	"time"

	"github.com/gorilla/websocket"
)

func run(address string) {
	for {
		CALL {
			line, _, err := websocket.DefaultDialer.Dial(address, nil)
			if err != nil {
				return ENDED
			}
			defer line.Close()
			for {
				if _, _, err := line.ReadMessage(); err != nil {
					return ENDED
				}
			}
		}()
		time.Sleep(DELAY)
	}
}
"""


@pytest.mark.parametrize(("call", "ended"), [("func()", ""), ("err := func() error", "err")])
def test_a_loop_around_a_function_that_is_called_where_it_is_written(call: str, ended: str) -> None:
    source = AT_ONCE.replace("CALL", call).replace("ENDED", ended)
    assert findings("go", source.replace("DELAY", "5 * time.Second"), WITHOUT_BACKOFF)
    assert not findings("go", source.replace("DELAY", "5 * time.Second"), "unhandled-going-away")
    growing = source.replace("DELAY", "pause")
    growing = growing.replace("\t\ttime.Sleep(pause)", "\t\tpause *= 2\n\t\ttime.Sleep(pause)")
    assert not findings("go", growing, WITHOUT_BACKOFF)


RUST = """\
use fastwebsockets::{handshake, FragmentCollector, OpCode};

async fn connect(address: &str) -> Result<FragmentCollector<Upgraded>, Error> {
    let (line, _) = handshake::client(&Executor, request(address)?, stream(address).await?).await?;
    Ok(FragmentCollector::new(line))
}

pub async fn run(address: &str) {
    loop {
        match connect(address).await {
            Ok(mut line) => loop {
                match line.read_frame().await {
                    Ok(frame) if frame.opcode == OpCode::Close => break,
                    Ok(frame) => show(frame),
                    Err(error) => break,
                }
            },
            Err(error) => eprintln!("{error}"),
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}
"""


def test_the_handshake_of_fastwebsockets_makes_a_client() -> None:
    assert findings("rust", RUST, WITHOUT_BACKOFF)
    assert findings("rust", RUST, ON_NORMAL)


MADE_BY = """\
use USED;

async fn session(address: &str) -> anyhow::Result<()> {
    let MADE;
    while let Some(message) = line.next().await {
        show(message?);
    }
    Ok(())
}

pub async fn run(address: &str) {
    loop {
        if let Err(error) = session(address).await {
            eprintln!("{error}");
        }
        tokio::time::sleep(Duration::from_secs(5)).await;
    }
}
"""


@pytest.mark.parametrize(
    ("used", "made"),
    [
        ("awc::Client", "(_, mut line) = Client::default().ws(address).connect().await?"),
        ("reqwest_websocket::Message", "mut line = reqwest_websocket::websocket(address).await?"),
        (
            "{reqwest::Client, reqwest_websocket::RequestBuilderExt}",
            "answer = Client::new().get(address).upgrade().send().await?;\n    let mut line = answer.into_websocket().await?",
        ),
    ],
)
def test_clients_of_http_libraries(used: str, made: str) -> None:
    source = MADE_BY.replace("USED", used).replace("MADE", made)
    assert findings("rust", source, WITHOUT_BACKOFF)
    assert findings("rust", source, ON_NORMAL)


@pytest.mark.parametrize(
    "read",
    ["read.for_each(|message| async { show(message); }).await", "while let Some(message) = read.next().await {}"],
)
def test_the_half_of_a_line_that_reads(read: str) -> None:
    made = f"(line, _) = connect_async(address).await?;\n    let (_, mut read) = line.split();\n    {read}"
    source = MADE_BY.replace("USED", "tokio_tungstenite::connect_async").replace("MADE", made)
    source = source.replace("    while let Some(message) = line.next().await {\n        show(message?);\n    }\n", "")
    assert findings("rust", source, WITHOUT_BACKOFF)


def test_a_method_of_the_same_name_without_the_library_makes_none() -> None:
    source = MADE_BY.replace("USED", "crate::Answer").replace("MADE", "mut line = answer.into_lines().await?")
    assert not findings("rust", source, WITHOUT_BACKOFF)


IN_A_BROWSER = """\
use std::rc::Rc;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{closure::Closure, JsCast};
use web_sys::{CloseEvent, WebSocket};

#[derive(Clone)]
pub struct Feed {
    address: String,
}

impl Feed {
    pub fn listen(&self) {
        let line = WebSocket::new(&self.address).unwrap();
        let feed = SHARED;
        let ended = Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| {
            let feed = feed.clone();
            AGAIN
        });
        line.set_onclose(Some(ended.as_ref().unchecked_ref()));
        ended.forget();
    }
}
"""


@pytest.mark.parametrize("shared", ["self.clone()", "Rc::clone(&self)"])
@pytest.mark.parametrize("again", ["feed.listen();", "Timeout::new(3000, move || feed.listen()).forget();"])
def test_a_method_that_makes_the_connection_of_a_browser_connects_whatever_it_is_called(
    shared: str, again: str
) -> None:
    source = IN_A_BROWSER.replace("SHARED", shared).replace("AGAIN", again)
    assert findings("rust", source, WITHOUT_BACKOFF)
    assert not findings("rust", source.replace("feed.listen()", "feed.show()"), WITHOUT_BACKOFF)


PROMISED = """\
import WebSocket from "ws";

const connect = () =>
  new Promise((resolve, reject) => {
    const line = new WebSocket(address);
    line.once("open", () => resolve(line));
    line.once("error", reject);
  });

export async function follow() {
  while (true) {
    try {
      const line = await connect();
      WAIT
    } catch (error) {
      console.error(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}
"""


@pytest.mark.parametrize(
    ("wait", "found"),
    [
        ('await new Promise((resolve) => line.on("close", resolve));', True),
        ("await new Promise((resolve) => { line.onclose = resolve; });", True),
        ('await new Promise((resolve) => line.once("message", resolve));', False),
        ('line.send("hello");', False),
    ],
)
def test_a_function_that_promises_a_connection_for_whose_end_a_loop_waits(wait: str, found: bool) -> None:
    assert bool(findings("javascript", PROMISED.replace("WAIT", wait), WITHOUT_BACKOFF)) is found


@pytest.mark.parametrize(
    ("again", "found"), [("$timeout(open, 2000)", True), ("$timeout(open, 500 * 2 ** n++)", False), ("$apply()", False)]
)
def test_timers_of_angularjs(again: str, found: bool) -> None:
    source = (
        f"let n = 0;\nfunction open() {{\n  const line = new WebSocket(address);\n  line.onclose = () => {again};\n}}"
    )
    assert bool(findings("javascript", source, WITHOUT_BACKOFF)) is found
