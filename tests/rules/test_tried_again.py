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
