"""Clients whose loop asks again and again whether the connection is still open, and connects where it is not."""

import pytest

from .support import findings

WITHOUT_BACKOFF = "reconnect-without-backoff"
ON_NORMAL = "reconnect-on-normal"
GOING_AWAY = "unhandled-going-away"

WATCHED = """\
require "websocket-client-simple"

class Feed
  def watch
    connect
    loop do
      sleep 10
      LOOKS
    end
  end

  def connect
    @line = WebSocket::Client::Simple.connect("wss://example.org/feed")
    @line.on(:message) { |message| show(message.data) }
  end
end
"""


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ("connect unless @line.open?", True),
        ("connect unless @line && @line.open?", True),
        ("connect if @line.closed?", True),
        ("connect if @line.nil? || @line.closed?", True),
        ("connect if !@line.open?", True),
        ("connect if @line.open?", False),
        ("connect unless @line.closed?", False),
        ("connect unless @line || @line.open?", False),
        ("connect unless @file.open?", False),
    ],
)
def test_a_loop_that_looks_whether_the_connection_is_open(looks: str, told: bool) -> None:
    source = WATCHED.replace("LOOKS", looks)
    found = findings("ruby", source, WITHOUT_BACKOFF)
    assert [source[one.start : one.end] for one in found] == ["sleep 10"] * told


WAITING = """\
require "faye/websocket"

class Feed
  def run
    loop do
      connect
      WAITS
      sleep 5
    end
  end

  def connect
    @closed = false
    @line = Faye::WebSocket::Client.new("wss://example.org/feed")
    @line.on(:message) { |event| show(event.data) }
    @line.on(:close) { |event| @closed = true }
  end
end
"""


@pytest.mark.parametrize("waits", ["sleep 1 while @line.open?", "sleep 1 until @line.closed?", "sleep 1 until @closed"])
def test_a_loop_that_waits_until_the_connection_has_ended(waits: str) -> None:
    source = WAITING.replace("WAITS", waits)
    for rule in (WITHOUT_BACKOFF, ON_NORMAL):
        [found] = findings("ruby", source, rule)
        assert source[found.start : found.end] == "sleep 5"
    assert not findings("ruby", source, GOING_AWAY)


@pytest.mark.parametrize("waits", ["sleep 1 while @file.open?", "sleep 1 until @read", "show(@closed)"])
def test_a_loop_that_waits_for_something_else(waits: str) -> None:
    assert not findings("ruby", WAITING.replace("WAITS", waits), WITHOUT_BACKOFF)


TAKES = """\
import asyncio

import websockets


class Feed:
    async def run(self):
        await self.connect()
        while True:
            try:
                if self.line and not self.has_ended():
                    show(await self.TAKEN)
                else:
                    await asyncio.sleep(2)
                    await self.connect()
            except Exception as error:
                print(error)

    async def connect(self):
        self.line = await websockets.connect(self.address)

    def has_ended(self):
        return self.line.state == websockets.protocol.State.CLOSED

    async def take(self):
        message = await self.line.recv()
        return json.loads(message)

    async def taken(self):
        return await self.messages.get()

"""


@pytest.mark.parametrize(
    ("taken", "told"),
    [("line.recv()", True), ("take()", True), ("taken()", False), ("other.take()", False)],
)
def test_a_loop_that_reads_until_it_has_to_connect_again(taken: str, told: bool) -> None:
    source = TAKES.replace("TAKEN", taken)
    found = findings("python", source, WITHOUT_BACKOFF)
    assert [source[one.start : one.end] for one in found] == ["asyncio.sleep(2)"] * told
