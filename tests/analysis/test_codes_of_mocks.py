"""Codes that a test gives its mocks, asks them for, or is run with."""

import pytest

from .support import cases, close_calls, run, uses

PYTHON = """
=== what a mock was called with
from unittest.mock import AsyncMock, call
websocket = AsyncMock()
websocket.close.assert_has_calls([call(code=«4001»), call(«4002», "late")])
websocket.close.assert_has_awaits([call(code=«4003»)])
assert websocket.close.call_args == call(«4004», "rude")
assert websocket.close.await_args_list == [call(«4005»), call(code=«4006»)]
websocket.wait.assert_has_calls([call(4007)])
assert websocket.wait.call_args == call(4008)

=== one of the calls of a mock, and its arguments under a name of their own or as a whole
from unittest.mock import AsyncMock
from starlette.websockets import WebSocket
websocket = AsyncMock()

def test_leaves():
    assert websocket.close.call_args_list[0].kwargs["code"] == «4001»
    assert websocket.close.await_args_list[-1].args[0] == «4002»
    assert websocket.close.call_args_list[1][1]["code"] == «4003»
    assert websocket.close.await_args.args == («4004», 4999)
    assert websocket.close.await_args.kwargs == {"code": «4005», "size": 4006}
    assert websocket.wait.call_args_list[0].kwargs["code"] == 4007
    assert websocket.wait.await_args.args == (4008,)
    assert args == (4009,)

def test_named(websocket):
    told = websocket.close.call_args
    assert told.kwargs["code"] == «4001»
    assert told[0][0] == «4002»
    assert told.kwargs["size"] == 4003
    first = websocket.close.call_args_list[0]
    assert first.args[0] == «4004»
    asked = websocket.wait.call_args
    assert asked.kwargs["code"] == 4005

=== what a double has kept of what it was closed with
from starlette.websockets import WebSocket

async def test_kicks(room, fake_ws, guest, shop):
    assert fake_ws.closed_with[0] == «4001»
    assert guest.close_calls[-1][0] == «4002»
    assert guest.closed_with == «4003»
    assert fake_ws.closed == [«4004», «4005»]
    assert fake_ws.closed[0] == «1008»
    code, reason = guest.closed_with
    assert code == «4006»
    assert shop.closed == [4007, 4008]
    assert shop.closed[0] == 4009
    assert shop.closed_orders[0] == 4010
    assert shop.orders[0] == 4011

=== a key that says close code in full
from websockets import connect

def told(event, row):
    if event["close_code"] == «4001» or event.get("closeCode") in («4002», «4003»):
        return
    return row["code"] == 4004 or row["zip"] == 4005

=== what a mock was called with, a code and a reason, in a file that names no WebSocket
from unittest.mock import AsyncMock
guest = AsyncMock()
guest.close.assert_awaited_once_with(«4001», "late")
guest.close.assert_called_with(code=«4002», reason="late")
guest.close.assert_called_with(4003)
dialog.close.assert_called_with(4004, "late")

=== a close with a code and a reason by name, in a file that names no WebSocket
async def leave(guest, book):
    await guest.close(code=«4001», reason="late")
    await guest.close(code=4002)
    book.close(code=2024, reason="full")

=== what a test is run with
# of a WebSocket
@pytest.mark.parametrize("code,again", [(«1000», False), («4004», True)])
def test_comes_back(bot, code, again):
    bot.on_close(None, code, "")
    assert bot.again is again

@pytest.mark.parametrize("code", [«1001», «1012»])
def test_should(code):
    assert should_reconnect(code)

@pytest.mark.parametrize("code,pause", [(1000, 3000)])
def test_order(code, pause):
    order(code, pause)

=== a message that is made by hand
from aiohttp import WSMessage, WSMsgType
ended = WSMessage(type=WSMsgType.CLOSE, data=«4001», extra="late")
client.receive.side_effect = [WSMessage(WSMsgType.CLOSING, «1001», None), WSMessage(WSMsgType.TEXT, 4002, 4003)]
other = WSMessage(type=WSMsgType.CLOSE, data=None, extra=4004)

=== what stands in for a library's message says with the names of its fields that it is a close
import aiohttp
ended = Mock(type=aiohttp.WSMsgType.CLOSE, data=«4001»)
said = SimpleNamespace(type=aiohttp.WSMsgType.TEXT, data=4001)
long = Mock(type=aiohttp.WSMsgType.CLOSE, size=4001)
"""
JAVASCRIPT = """
=== what a mock of a close was called with, in whatever way it is asked
import WebSocket from "ws";
test("leaves", () => {
  expect((line.close as Mock).mock.calls[0][0]).toBe(«4001»);
  expect(vi.mocked(line.close).mock.calls[0]).toEqual([«4002», "late"]);
  expect(vi.mocked(line.close).mock.lastCall).toEqual([«4003»]);
  expect(line.close.mock.calls).toEqual([[«4004», "late"], [«4005»]]);
  expect(onClose.mock.lastCall?.[0]).toMatchObject({ code: «1008» });
  expect(onClose.mock.calls.at(-1)[0]).toEqual(expect.objectContaining({ code: «1009» }));
  expect((line.send as Mock).mock.calls[0][0]).toBe(4006);
  expect(vi.mocked(line.send).mock.calls[0]).toEqual([4007, "late"]);
  expect(line.send.mock.lastCall).toEqual([4008]);
});

=== the objects that a test is run with
import WebSocket from "ws";
it.each([{ code: «4001», port: 4000 }, { code: «1006», port: 4000 }])("%s", async ({ code, port }) => {
  const line = new WebSocket(address + port);
  line.close(code);
});
it.each([{ code: «4002», port: 4000 }])("%s", async (given) => {
  new WebSocket(address + given.port).close(given.code);
});
it.each([{ closeCode: «4003», status: 4000 }])("%s", async ({ closeCode, status }) => follow(closeCode, status));

=== what a mock was called with, and what a promise gives
import WebSocket from "ws";
it("says why", async () => {
  expect(onClose.mock.calls[0][0].code).toBe(«4001»);
  expect(onMessage.mock.calls[0][0].code).toBe(4002);
  expect(await closed(line)).toBe(«4003»);
  expect(await loaded(line)).toBe(4004);
  expect(closedOrders(account)).toBe(4005);
  bot.once("disconnected", (code) => assert.equal(code, «4006»));
  child.once("exited", (code) => assert.equal(code, 4007));
});

=== what a test is run with, by keys, under a name, and told in an event
import { Line } from "./websocket-line";
describe("a line", () => {
  const ROWS = [[«1000», false], [«1006», true]];
  it.each(ROWS)("after %i", (number, again) => {
    guest.onclose({ code: number });
  });
  it.each([{ why: «4001», wait: 4002 }, { why: «4003», wait: 4004 }])("after $why", ({ why, wait }) => {
    guest.onclose(new CloseEvent("close", { code: why }));
    clock.tick(wait);
  });
  it.each([{ count: 4005 }])("holds $count", ({ count }) => {
    guest.onmessage({ code: count });
  });
});

=== what it was called with the first time, what should have been, and what a promise will come to
import WebSocket from "ws";
it("says why", async () => {
  expect(guest.close.getCall(0).args[0]).to.equal(«4001»);
  expect(guest.send.getCall(0).args[0]).to.equal(4002);
  guest.close.should.have.been.calledWith(«4003»);
  guest.send.should.have.been.calledWith(4004);
  await expect(closed(line)).resolves.toBe(«4005»);
  await expect(closed(line)).to.eventually.equal(«4006»);
  await expect(loaded(line)).resolves.toBe(4007);
  expect(closeEvent.code).to.be.oneOf([«4008», «4009»]);
  expect(total).to.be.oneOf([4010, 4011]);
});
"""
CSHARP = """
=== what a test is run with
using System.Net.WebSockets;
class LineTests
{
    [Theory]
    [InlineData(«1000», true)]
    [InlineData(«4004», false)]
    public void Ends(int closeCode, bool clean) { Assert.Equal(clean, Gateway.IsClean(closeCode)); }

    [TestCase(1000, 2000)]
    public void Waits(int least, int most) { Assert.That(Pause(), Is.InRange(least, most)); }
}
"""
JAVA = """
=== the status of a close, and numbers beside the constants that stand for them
import org.springframework.web.socket.CloseStatus;
class LineTests {
    void told() {
        assertThat(session.getCloseStatus().getCode()).isEqualTo(«3000»);
        if (line.getCloseReason().getCode() == «1011») { again(); }
        if (line.getOrder().getCode() == 1012) { again(); }
        Stream.of(Arguments.of(«1001», «CloseStatus.GOING_AWAY»), Arguments.of(1003, «CloseStatus.NORMAL»));
    }
}
"""
DART = """
=== what a mock is to give, and a member by its number
import 'package:web_socket_channel/web_socket_channel.dart';
void main() {
  when(line.closeCode()).thenReturn(«1000»);
  when(line.total()).thenReturn(1001);
  expect(LineCloseCode.fromId(«4009»), isNotNull);
  expect(Order.fromId(4010), isNotNull);
}
"""
PHP = """
=== what a mock is to be called with
<?php
use Ratchet\\WebSocket\\WsConnection;
$line = $this->createMock(WsConnection::class);
$line->expects($this->once())->method('close')->with($this->equalTo(«4001»));
$line->expects($this->once())->method('wait')->with($this->equalTo(4002));
$line->shouldReceive('close')->once()->with(«4003», 'late');
$line->shouldReceive('wait')->once()->with(4004, 'late');
"""
RUBY = """
=== an event that is made closes nothing
require "faye/websocket"
event = Faye::WebSocket::API::CloseEvent.new("close", code: «1011», reason: "")
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(py=PYTHON, ts=JAVASCRIPT, cs=CSHARP, java=JAVA, dart=DART, php=PHP, rb=RUBY)
)
def test_codes_of_mocks(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "defined", "mentioned", "sent"))


@pytest.mark.parametrize(
    "written",
    ["when(line.close(1001, null))", "verify(line).close(1001, null)", "assertThrows(() -> line.close(«1001», null))"],
)
def test_only_what_runs_is_sent(written: str) -> None:
    made = f"import okhttp3.WebSocket;\nclass LineTest {{ WebSocket line; void ends() {{ {written}; }} }}\n"
    run("java", made, uses("sent"))


FRAME = """from websockets.exceptions import ConnectionClosedError
from websockets.frames import Close

class LineWebSocket:
    def fail(self):
        raise ConnectionClosedError(Close(1011, "lost"), None)
"""


@pytest.mark.parametrize(
    ("suffix", "made"),
    [
        (
            "rb",
            'require "faye/websocket"\nevent = Faye::WebSocket::API::CloseEvent.new("close", code: 1011, reason: "")\n',
        ),
        ("py", FRAME),
    ],
)
def test_what_is_made_closes_nothing(suffix: str, made: str) -> None:
    run(suffix, made, close_calls(lambda call: ""))
