"""Clients that hear of a lost connection as a failure, and structs that are made with the delay that they wait."""

import pytest

from .support import findings

LISTENER = """import okhttp3.*

class Feed(private val client: OkHttpClient) : WebSocketListener() {
    fun connect() {
        client.newWebSocket(Request.Builder().url(URL).build(), this)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        CLOSED
    }

    override fun onFailure(webSocket: WebSocket, t: Throwable, response: Response?) {
        FAILED
    }
}
"""
AGAIN = "handler.postDelayed({ connect() }, 5000)"

STRUCT = """use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::connect_async;

pub struct Feed {
    url: String,
    retry_delay: Duration,
}

impl Feed {
    pub fn new(url: String, retry_delay: Duration) -> Self {
        MADE
    }

    pub async fn run(&mut self) {
        loop {
            if let Ok((line, _)) = connect_async(&self.url).await {
                let (_, mut read) = line.split();
                while let Some(Ok(message)) = read.next().await {
                    println!("{message}");
                }
            }
            tokio::time::sleep(self.retry_delay).await;
        }
    }
}
"""
GO = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {
	url   string
	delay time.Duration
}

func New(url string) *Feed {
	return &Feed{url: url, delay: 5 * time.Second}
}

func (f *Feed) Run() {
	for {
		line, _, err := websocket.DefaultDialer.Dial(f.url, nil)
		for err == nil {
			_, _, err = line.ReadMessage()
		}
		time.Sleep(f.delay)
		AFTER
	}
}
"""


def listener(closed: str, failed: str) -> list[tuple[str, str]]:
    source = LISTENER.replace("CLOSED", closed).replace("FAILED", failed)
    told = [(each.rule, source.encode()[each.start : each.end].decode()) for each in findings("kotlin", source)]
    return [(rule, text) for rule, text in told if rule.startswith(("reconnect-", "unhandled-"))]


def test_a_failure_alone_connects_again() -> None:
    assert listener("println(reason)", AGAIN) == [("reconnect-without-backoff", AGAIN)]


def test_of_a_close_and_a_failure_that_both_connect_again_one_is_told() -> None:
    closed = "if (code != 1000) handler.postDelayed({ connect() }, 3000)"
    assert [rule for rule, _ in listener(closed, AGAIN)] == ["reconnect-without-backoff"]


def test_a_failure_after_which_it_waits_longer_each_time_is_left_alone() -> None:
    assert listener("println(reason)", "tries++\n        handler.postDelayed({ connect() }, 1000L shl tries)") == []


@pytest.mark.parametrize(
    "made",
    [
        "Self { url, retry_delay: Duration::from_secs(5) }",
        "Feed { url, retry_delay: Duration::from_secs(5) }",
        "let feed = Self { url, retry_delay };\n        feed",
        "Box::new(Self { url, retry_delay: Duration::from_secs(5) })",
    ],
)
def test_a_struct_that_is_made_with_its_delay(made: str) -> None:
    found = findings("rust", STRUCT.replace("MADE", made), "reconnect-without-backoff")
    assert len(found) == 1


def test_a_delay_that_the_struct_only_begins_with() -> None:
    source = STRUCT.replace("MADE", "Self { url, retry_delay: Duration::from_secs(5) }")
    grown = source.replace(
        "sleep(self.retry_delay).await;", "sleep(self.retry_delay).await;\n            self.retry_delay *= 2;"
    )
    assert findings("rust", grown, "reconnect-without-backoff") == []


@pytest.mark.parametrize(("after", "count"), [("", 1), ("f.delay = min(2*f.delay, time.Minute)", 0)])
def test_a_struct_in_go(after: str, count: int) -> None:
    assert len(findings("go", GO.replace("AFTER", after), "reconnect-without-backoff")) == count


@pytest.mark.parametrize("through", ["", ".asBroadcastStream()", ".cast<String>().map(jsonDecode)"])
def test_a_stream_that_is_made_of_a_connections(through: str) -> None:
    source = (
        "import 'dart:async';\nimport 'package:web_socket_channel/web_socket_channel.dart';\n\n"
        "void connect(Uri url) {\n  final channel = WebSocketChannel.connect(url);\n"
        f"  channel.stream{through}.listen(print, onDone: () {{\n"
        "    Timer(const Duration(seconds: 5), () => connect(url));\n  });\n}\n"
    )
    assert len(findings("dart", source, "reconnect-without-backoff")) == 1


READS = """use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::{connect_async, tungstenite::Message, MaybeTlsStream, WebSocketStream};

pub struct Feed {
    socket: WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>,
    events: tokio::sync::mpsc::Receiver<Event>,
}

impl Feed {
    async fn reconnect(&mut self) {
        tokio::time::sleep(Duration::from_secs(3)).await;
        self.socket = connect_async(URL).await.unwrap().0;
    }

    pub async fn run(&mut self) {
        READ
    }
}
"""


@pytest.mark.parametrize(
    ("read", "count"),
    [
        (
            "loop { let got = self.socket.next().await; match got { Some(Ok(got)) => show(got), _ => self.reconnect().await } }",
            1,
        ),
        (
            "while let Some(got) = self.socket.next().await { match got { Ok(got) => show(got), Err(_) => self.reconnect().await } }",
            1,
        ),
        (
            "loop { let event = self.events.recv().await; match event { Some(Event::Again) => self.reconnect().await, _ => {} } }",
            0,
        ),
    ],
)
def test_what_was_read_says_that_the_connection_has_ended(read: str, count: int) -> None:
    assert len(findings("rust", READS.replace("READ", read), "reconnect-without-backoff")) == count


SESSIONS = """use std::time::Duration;
use tokio_tungstenite::connect_async;

impl Feed {
    async fn connected(&self) -> Line {
        loop {
            match connect_async(&self.url).await {
                Ok((line, _)) => return line,
                Err(error) => log::warn!("{}", error),
            }
        }
    }

    async fn read(&self, mut line: Line) -> Result<(), Lost> {
        while let Some(message) = line.next().await {
            self.show(message?);
        }
        Ok(())
    }

    async fn session(&self) -> Result<(), Lost> {
        let (line, _) = connect_async(&self.url).await?;
        self.read(line).await
    }

    pub async fn run(&self) {
        RUN
    }
}
"""
READ_ELSEWHERE = (
    'loop { let line = self.connected().await; if let Err(error) = self.read(line).await { log::warn!("{}", error); } }'
)
WHILE_IT_FAILS = 'while let Err(error) = self.session().await { log::warn!("{}", error); PAUSE }'
FIXED = "tokio::time::sleep(Duration::from_secs(5)).await;"


@pytest.mark.parametrize(
    ("run", "without_backoff", "on_normal"),
    [
        (READ_ELSEWHERE, ["at once"], 1),  # no error of what reads leaves the loop
        (READ_ELSEWHERE.replace("log::warn!", "return; log::warn!"), ["at once"], 0),
        (WHILE_IT_FAILS.replace("PAUSE", FIXED), ["fixed delay"], 0),
        (WHILE_IT_FAILS.replace("PAUSE", "self.beat.tick().await;"), ["fixed delay"], 0),
        (WHILE_IT_FAILS.replace("PAUSE", "self.backoff.wait().await;"), [], 0),
        (f"while let Err(error) = self.greet().await {{ {FIXED} }}", [], 0),
    ],
)
def test_a_loop_around_functions_that_connect_and_read(run: str, without_backoff: list[str], on_normal: int) -> None:
    source = SESSIONS.replace("RUN", run)
    told = [one.message for one in findings("rust", source, "reconnect-without-backoff")]
    assert [said for said, message in zip(without_backoff, told, strict=True) if said not in message] == []
    assert len(findings("rust", source, "reconnect-on-normal")) == on_normal


REFUSED = """use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::connect_async;

async fn run(url: &str) {
    loop {
        match CONNECTED {
            Ok((mut line, _)) => {
                while let Some(Ok(message)) = line.next().await {
                    println!("{message}");
                }
                AFTER
            }
            ERROR => tokio::time::sleep(Duration::from_secs(5)).await,
        }
    }
}
"""


@pytest.mark.parametrize("error", ["Err(error)", "Err(_)"])
def test_a_wait_after_a_connection_that_was_refused_is_none_after_a_lost_one(error: str) -> None:
    at_once = REFUSED.replace("CONNECTED", "connect_async(url).await").replace("ERROR", error)
    [found] = findings("rust", at_once.replace("AFTER", ""), "reconnect-without-backoff")
    assert found.message.startswith("Reconnects at once")
    [found] = findings("rust", at_once.replace("AFTER", "sleep(PAUSE).await;"), "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay")


def test_a_wait_after_a_session_that_failed_is_one_after_a_lost_connection() -> None:
    session = (
        "\nasync fn session(url: &str) -> Result<(), Error> {\n    let (mut line, _) = connect_async(url).await?;\n"
        '    while let Some(message) = line.next().await {\n        println!("{}", message?);\n    }\n    Ok(())\n}\n'
    )
    source = (
        REFUSED.replace("CONNECTED", "session(url).await").replace("ERROR", "Err(_)").replace("AFTER", "") + session
    )
    source = source.replace(
        "Ok((mut line, _)) => {\n                while let Some(Ok(message)) = line.next().await {",
        "Ok(()) => {\n                if over() {",
    )
    [found] = findings("rust", source, "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay")


def test_a_wait_in_what_catches_that_there_is_no_connection() -> None:
    source = (
        "import asyncio\nimport websockets\n\nasync def run(url):\n    while True:\n        try:\n"
        "            line = await websockets.connect(url)\n        except OSError:\n            await asyncio.sleep(5)\n"
        "            continue\n        async for message in line:\n            print(message)\n"
    )
    [found] = findings("python", source, "reconnect-without-backoff")
    assert found.message.startswith("Reconnects at once")


READS_FIRST = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {
	url  string
	line *websocket.Conn
}

func (f *Feed) Connect() error {
	line, _, err := websocket.DefaultDialer.Dial(f.url, nil)
	f.line = line
	return err
}

func (f *Feed) Listen() error {
	for {
		if _, _, err := f.line.ReadMessage(); err != nil {
			return err
		}
	}
}

func run(f *Feed) {
	for {
		if err := f.Listen(); err != nil {
			time.Sleep(5 * time.Second)
			if err = f.Connect(); err != nil {
				time.Sleep(10 * time.Second)
			}
		}
	}
}
"""


def test_a_loop_that_reads_before_it_connects_again() -> None:
    [found] = findings("go", READS_FIRST, "reconnect-without-backoff")
    assert READS_FIRST.encode()[found.start : found.end] == b"time.Sleep(5 * time.Second)"
