"""Own functions by which a loop rests before it connects again: in what sees to an error, and after it in any case."""

import pytest

from .support import findings

PYTHON = """\
import random
import time

import websocket


class Feed:
    def follow(self):
        while True:
            try:
                self.session()
            {after}:
                self.rest()

    def session(self):
        line = websocket.create_connection(self.address)
        while True:
            print(line.recv())

    def rest(self):
        self.failed += 1
        time.sleep({wait})
"""

CSHARP = """\
using System;
using System.Net.WebSockets;
using System.Threading.Tasks;

class Feed
{{
    async Task Follow()
    {{
        while (true)
        {{
            try
            {{
                using var line = new ClientWebSocket();
                await line.ConnectAsync(address, default);
                while (line.State == WebSocketState.Open) await line.ReceiveAsync(buffer, default);
            }}
            {after}
            {{
                await Rest();
            }}
        }}
    }}

    async Task Rest()
    {{
        failed++;
        await Task.Delay({wait});
    }}
}}
"""

RUBY = """\
require "async/websocket/client"

class Feed
  def follow
    loop do
      begin
        Async::WebSocket::Client.connect(@endpoint) do |line|
          while (message = line.read)
            puts message
          end
        end
      {after}
        rest
      end
    end
  end

  def rest
    @failed += 1
    sleep {wait}
  end
end
"""

GROWING = {
    "python": "random.random() * min(60, 2 ** self.failed)",
    "csharp": "Random.Shared.Next(Math.Min(60_000, 500 << failed))",
    "ruby": "rand * [2**@failed, 60].min",
}
FIXED = {"python": "5", "csharp": "5000", "ruby": "5"}
RESTS = {"python": "self.rest()", "csharp": "Rest()", "ruby": "rest"}


@pytest.mark.parametrize(
    ("language", "source", "after"),
    [
        ("python", PYTHON, "except Exception"),
        ("python", PYTHON, "finally"),
        ("csharp", CSHARP, "catch (Exception)"),
        ("csharp", CSHARP, "finally"),
        ("ruby", RUBY, "rescue StandardError"),
        ("ruby", RUBY, "ensure"),
    ],
)
def test_a_loop_rests_in_what_sees_to_an_error(language: str, source: str, after: str) -> None:
    growing = source.format(after=after, wait=GROWING[language])
    assert findings(language, growing, "reconnect-without-backoff") == []
    fixed = source.format(after=after, wait=FIXED[language])
    [found] = findings(language, fixed, "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay")
    assert fixed[found.start : found.end] == RESTS[language]


GO = """\
package feed

import (
	"math/rand"
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct{{ failed int }}

func (f *Feed) Follow(address string) {{
	for {{
		{body}
	}}
}}

func (f *Feed) session(address string) error {{
	line, _, err := websocket.DefaultDialer.Dial(address, nil)
	if err != nil {{
		return err
	}}
	for {{
		if _, _, err := line.ReadMessage(); err != nil {{
			return err
		}}
	}}
}}

func (f *Feed) rest() {{
	f.failed++
	time.Sleep({wait})
}}
"""

RUST = """\
use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::connect_async;

impl Feed {{
    async fn follow(&mut self) {{
        loop {{
            {body}
        }}
    }}

    async fn session(&mut self) -> Result<(), Error> {{
        let (mut line, _) = connect_async(&self.address).await?;
        while let Some(message) = line.next().await {{
            println!("{{:?}}", message?);
        }}
        Ok(())
    }}

    async fn rest(&mut self) {{
        self.failed += 1;
        tokio::time::sleep(Duration::from_millis({wait})).await;
    }}
}}
"""


@pytest.mark.parametrize(
    ("language", "source", "body"),
    [
        ("go", GO, "if err := f.session(address); err != nil {\n\t\t\tf.rest()\n\t\t}"),
        ("rust", RUST, "if let Err(error) = self.session().await { self.rest().await; }"),
        ("rust", RUST, "match self.session().await { Ok(()) => self.rest().await, Err(_) => self.rest().await }"),
        ("rust", RUST, "if self.wanted { self.session().await.ok(); self.rest().await; }"),
    ],
)
def test_a_loop_rests_where_it_looks_how_a_session_has_ended(language: str, source: str, body: str) -> None:
    growing = {"go": "time.Duration(rand.Int63n(int64(time.Second) << f.failed))", "rust": "500 << self.failed.min(6)"}
    assert findings(language, source.format(body=body, wait=growing[language]), "reconnect-without-backoff") == []
    fixed = {"go": "time.Second", "rust": "5000"}
    [found] = findings(language, source.format(body=body, wait=fixed[language]), "reconnect-without-backoff")
    assert found.message.startswith("Reconnects after a fixed delay")


@pytest.mark.parametrize(
    ("after", "count"),
    [("WAIT", 1), ("if !self.running { break; } WAIT", 0), ("if self.running { WAIT } else { break; }", 0)],
)
def test_a_loop_asks_whether_to_go_on_in_either_branch(after: str, count: int) -> None:
    wait = "tokio::time::sleep(Duration::from_secs(5)).await;"
    read = "while let Some(Ok(said)) = line.next().await { show(said); }"
    body = f"if let Ok((mut line, _)) = connect_async(&self.address).await {{ {read} }} {after.replace('WAIT', wait)}"
    found = [one.rule for one in findings("rust", RUST.format(body=body, wait="5000"))]
    assert found.count("reconnect-on-normal") == count
    assert found.count("reconnect-without-backoff") == 1
