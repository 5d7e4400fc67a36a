"""Connections whose end a message tells, and loops that only wait until there is a connection."""

import pytest

from .support import findings

RECONNECTS = ("reconnect-without-backoff", "reconnect-on-normal")

MESSAGES = """\
import aiohttp


class Feed:
    ENDS = (aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.CLOSED)

    def __init__(self):
        self.ends = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
        self.session = aiohttp.ClientSession()

    async def connect(self):
        self.line = await self.session.ws_connect("wss://example.org")
        await self.listen()

    async def listen(self):
        {read}
            if message.type == aiohttp.WSMsgType.TEXT:
                print(message.data)
            elif message.type {test}:
                {then}
                return
"""
LOOPS = ("async for message in self.line:", "while True:\n            message = await self.line.receive()")
WAITING = {
    "rust": """\
use async_tungstenite::async_std::connect_async;

async fn open(url: String) -> Result<Line, Error> {
    let line = loop {
        match connect_async(&url).await {
            Ok((line, _)) => break line,
            Err(error) => {
                sleep(Duration::from_secs(3)).await;
                continue;
            }
        };
    };
    Ok(line)
}
""",
    "python": """\
import aiohttp


class Feed:
    async def connect(self):
        session = aiohttp.ClientSession()
        while True:
            try:
                self.line = await session.ws_connect("wss://example.org")
            except aiohttp.ClientError as error:
                print(error)
            if self.is_connected():
                break
            await asyncio.sleep(2)
""",
    "csharp": """\
using System.Net.WebSockets;

class Feed {
    ClientWebSocket line;

    IEnumerator Beat() {
        while (true) {
            yield return new WaitForSeconds(5);
            Send("ping");
            if (missed++ > 4) {
                Connect();
                yield break;
            }
        }
    }

    async void Connect() {
        line = new ClientWebSocket();
        await line.ConnectAsync(address, CancellationToken.None);
    }
}
""",
}


@pytest.mark.parametrize("read", LOOPS)
@pytest.mark.parametrize(
    "test",
    [
        "== aiohttp.WSMsgType.CLOSED",
        "is aiohttp.WSMsgType.CLOSE",
        "in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)",
        "in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)",
        "in self.ends",
    ],
)
def test_a_branch_for_the_closing_message_is_a_handler(read: str, test: str) -> None:
    text = MESSAGES.format(read=read, test=test, then="await self.connect()")
    assert {finding.rule for finding in findings("python", text) if finding.rule in RECONNECTS} == set(RECONNECTS)


@pytest.mark.parametrize(
    ("test", "then"),
    [
        ("== aiohttp.WSMsgType.BINARY", "await self.connect()"),
        ("== aiohttp.WSMsgType.ERROR", "await self.connect()"),
        ("in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.PING)", "await self.connect()"),
        ("== aiohttp.WSMsgType.CLOSED", "self.tell()"),
    ],
)
def test_a_branch_for_other_messages_is_none(test: str, then: str) -> None:
    text = MESSAGES.format(read=LOOPS[0], test=test, then=then)
    assert [finding.rule for finding in findings("python", text) if finding.rule in RECONNECTS] == []


@pytest.mark.parametrize("language", WAITING)
def test_a_loop_that_ends_with_the_connection_does_not_reconnect(language: str) -> None:
    assert [found.rule for found in findings(language, WAITING[language]) if found.rule in RECONNECTS] == []


@pytest.mark.parametrize("written", ["lambda do |event|\n{}    end", "proc { |event| {} }", "Proc.new { |event| {} }"])
def test_functions_that_ruby_makes_by_a_call_are_handlers(written: str) -> None:
    handler = written.replace("{}", "      puts event.code\n" if "\n" in written else "puts event.code")
    text = (
        "require 'faye/websocket'\n\nclass Feed\n  def open\n    @line = Faye::WebSocket::Client.new(@url)\n"
        f"    @line.onclose = {handler}\n  end\nend\n"
    )
    assert [found.rule for found in findings("ruby", text, "unhandled-going-away")] == ["unhandled-going-away"]


@pytest.mark.parametrize(
    "later",
    [
        "async_call_later(self.hass, 30, self.again)",
        "gevent.spawn_later(30, self.again)",
        "spawn_after(30, self.again)",
    ],
)
def test_what_runs_later_waits_as_long_as_it_is_told(later: str) -> None:
    text = f"""\
import aiohttp


class Feed:
    async def listen(self):
        try:
            async for message in self.line:
                self.heard(message)
        finally:
            {later}

    async def again(self, _now=None):
        self.line = await self.session.ws_connect("wss://example.org")
        await self.listen()
"""
    (found,) = [one for one in findings("python", text) if one.rule == "reconnect-without-backoff"]
    assert "(30 s)" in found.message
