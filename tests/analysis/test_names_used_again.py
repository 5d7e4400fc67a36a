"""A name that is given one thing after the other: which of them is closed is said by where."""

import pytest
from tests.analysis import support

CLOSES = support.cases(
    py="""\
=== one after the other, and entered
import websockets

async def copy(address, path):
    it = await websockets.connect(address)
    await it.«close»()
    it = open(path)
    it.close()
    async with websockets.connect(address) as it:
        await it.«close»()
    with open(path) as it:
        it.close()

=== a later turn of a loop finds what was given after it
import websockets

async def follow(address):
    line = None
    while True:
        if line:
            await line.«close»()
        line = await websockets.connect(address)

=== what only may have been given is not all that it can be
import websockets

async def leave(address, path, kept):
    line = await websockets.connect(address)
    if kept:
        line = open(path)
    line.«close»()
    try:
        line = await websockets.connect(address)
    finally:
        await line.«close»()
""",
    go="""\
=== in the heads of tests
package a

import (
	"os"

	"github.com/gorilla/websocket"
)

func clear(lines map[string]*websocket.Conn, line *websocket.Conn) {
	if it, ok := lines["a"]; ok {
		it.«Close»()
	}
	if it, err := os.Open("a"); err == nil {
		it.Close()
	}
	if line, err := os.Open("b"); err == nil {
		line.Close()
	}
	line.«Close»()
}
""",
    rs="""\
=== in the heads of tests, and declared again
use tokio_tungstenite::{connect_async, MaybeTlsStream, WebSocketStream};

struct Desk { line: Option<WebSocketStream<MaybeTlsStream<TcpStream>>>, journal: Option<File> }

impl Desk {
    async fn leave(&mut self) {
        if let Some(it) = self.line.take() { it.«close»(None).await; }
        if let Some(it) = self.journal.take() { it.close().await; }
        let (it, _) = connect_async("ws://localhost").await?;
        let mut it = it.with_limits(9);
        it.«close»(None).await;
        let it = File::open("a").await?;
        it.close().await;
    }
}

=== in asynchronous blocks that are given a name or away
use tokio::fs::File;
use tokio_tungstenite::connect_async;

async fn both(url: &str) {
    let saving = async {
        let it = File::create("log").await.unwrap();
        it.close().await;
    };
    let talking = async {
        let (mut it, _) = connect_async(url).await.unwrap();
        it.«close»(None).await.unwrap();
    };
    let later = tokio::spawn(async move {
        let it = File::open("log").await.unwrap();
        it.close().await
    });
    tokio::join!(saving, talking, later);
}
""",
    ts="""\
=== in blocks beside each other
import WebSocket from "ws";
import { open } from "node:fs/promises";

export async function both(address: string, path: string) {
  {
    const it = new WebSocket(address);
    it.«close»();
  }
  {
    const it = await open(path);
    it.close();
  }
  try {
    const kept = new WebSocket(address);
    kept.«close»();
  } catch {
    const kept = await open(path);
    kept.close();
  }
}
""",
)


@pytest.mark.parametrize(("suffix", "source"), CLOSES)
def test_what_is_closed_under_a_name_that_is_used_again(suffix: str, source: str) -> None:
    support.run(suffix, source, support.close_calls(lambda call: None))


def test_a_code_stays_one_in_both_arms() -> None:
    source = """\
line.onclose = (event) => {
  let code;
  if (typeof event === "object") code = event.code;
  else {
    code = event;
    if (code === «1000») return;
  }
  again();
};
"""
    support.run("ts", f"const line = new WebSocket(address);\n{source}", support.uses("compared"))
