"""What reading many repositories has taught, in code of our own: codes that were missed, and what was taken for one."""

import pytest

from wsclose.checker import check_text
from wsclose.project.settings import Settings

from .support import anything, cases, run, uses

FOUND_PYTHON = """
=== an exception that a test has found to be that of a close
import websockets

def failed(item):
    if isinstance(item.error, ConnectionClosed):
        if item.error.code == «4014→4014»:
            raise item.error

=== words after "close code" and "ws code" say what it is for
# of a WebSocket
CLOSE_CODE_SESSION_TIMEOUT = «4009→4009»
WS_CODE_RATE_LIMIT = «4008→4008»
WS_CODE_UNKNOWN_OPCODE = «4001→4001»
CLOSE_TIMEOUT = 3000
WS_LIMIT_CODE = 3001
WS_OPCODE = 1002
"""

FOUND_TYPESCRIPT = """
=== a variable that is a number before it is a code
const line = new WebSocket(address);
line.onclose = (closing) => {
  let code = 0;
  if (closing && closing.code) code = closing.code;
  if (code < «3000→3000» || code === «4009→4009») retry();
};

=== what is handed on as a code beside a reason is one where it is defined, though it has the words of a duration
const CLOSE_WELCOME_TIMEOUT = «3010→3010»;
const WELCOME_TIMEOUT = 5000;
const line = new WebSocket(address);
const timer = setTimeout(() => stop({ code: «CLOSE_WELCOME_TIMEOUT→3010», reason: "no welcome" }), WELCOME_TIMEOUT);

=== a function that by its name gives the names of close codes
// of a WebSocket
function closeCodeName(given: number) {
  switch (given) {
    case «4001→4001»: return "kicked";
    case «4002→4002»: return "banned";
  }
}
"""

FOUND_RUST = """
=== numbers turned into an enum, ranges too
// of a WebSocket
impl From<u16> for CloseCode {
    fn from(given: u16) -> CloseCode {
        match given {
            «1000→1000» => Normal,
            «1001→1001» => Away,
            «3000→3000»..=«3999→3999» => Registered(given),
            _ => Bad(given),
        }
    }
}
"""

FOUND_PHP = """
=== constants beside one of the registry
<?php
// of a WebSocket
class Operation
{
    public const HELLO = 10;
    public const LIMIT = 4000;
    public const CLOSE_NORMAL = «1000→1000»;
    public const CLOSE_UNKNOWN = «4000→4000»;
    public const CLOSE_TIMEOUT = 3000;
}
"""

FOUND_DART = """
=== a number in a matcher
// of a WebSocket
void main() {
  expect(channel.closeCode, equals(«3678→3678»));
}
"""

SILENT_GO = """
=== a status of HTTP
package rooms

import "github.com/gorilla/websocket"

func serve(c fiber.Ctx) error {
	return c.SendStatus(fiber.StatusInternalServerError)
}
"""

SILENT_JAVA = """
=== a status of HTTP
import jakarta.websocket.Session;

class Rooms {
    Response fail() {
        return Response.status(Response.Status.INTERNAL_SERVER_ERROR).build();
    }
    void tell(Context call) {
        call.fail(StatusCode.SERVER_ERROR, StatusCode.NOT_ACCEPTABLE);
    }
}
"""

SILENT_CSHARP = """
=== closed things are no close
using System.Net.WebSockets;

class Shop
{
    Options List { get; } = new GetClosedOrdersOptions("spot", true, 1000);
    Trades Read() => FetchClosedTrades("spot", 4000);
}
"""

SILENT_SWIFT = """
=== a close that is a circumstance
import Foundation
// of a WebSocket
func lost() {
    subscription.moveToSubscribingUponDisconnect(code: 5, reason: "transport closed")
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(py=FOUND_PYTHON, ts=FOUND_TYPESCRIPT, rs=FOUND_RUST, php=FOUND_PHP, dart=FOUND_DART)
)
def test_what_was_missed(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "defined", "mentioned"))


@pytest.mark.parametrize(
    ("suffix", "source"), cases(go=SILENT_GO, java=SILENT_JAVA, cs=SILENT_CSHARP, swift=SILENT_SWIFT)
)
def test_what_was_taken_for_a_code(suffix: str, source: str) -> None:
    run(suffix, source, anything)


FORWARDED = """
using System.Net.WebSockets;
class Rooms {
    private ClientWebSocket line = new ClientWebSocket();
    public async Task Leave(WebSocketCloseStatus status) {
        await line.CloseAsync(status, "", default);
    }
    public async Task Stop(int closeCode) {
        await line.CloseOutputAsync((WebSocketCloseStatus)closeCode, "", default);
    }
}
"""

CANCELLED = """
using System.Net.WebSockets;
class Rooms {
    private ClientWebSocket line = new ClientWebSocket();
    public async Task Run() {
        try { await Read(); }
        catch (OperationCanceledException) { await line.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default); }
    }
}
"""

LISTENERS = """
using System.Net.WebSockets;
class Rooms {
    private IWebSocketListener[] listeners;
    public void Tell(int count) {
        for (var i = 0; i < count; ++i) tasks[i] = listeners[i].ProcessWebSocketConnectedAsync(connection);
    }
}
"""

DISPOSED = """
using System.Net.WebSockets;
class Rooms {
    private ClientWebSocket line = new ClientWebSocket();
    protected virtual void Dispose(bool disposing) {
        if (disposing) line.Dispose();
    }
}
"""

HEARTBEAT = """
export function beat(line: WebSocket) {
  const timer = setInterval(() => line.send("beat"), 5000);
  line.addEventListener("close", () => clearInterval(timer));
}
"""

STEPS = """
let attempts = 0;
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (event.code === 1000) return;
    attempts++;
    if (attempts < 10) {
      setTimeout(connect, 1000);
    } else {
      setTimeout(connect, 60000);
    }
  };
}
"""

SHORTENED = """
import WebSocket from "ws";
const line = new WebSocket(address);
line.on("message", (data) => {
  try {
    take(data);
  } catch (error) {
    line.close(4000, limitReason(error.message));
    line.close(4001, error.message.slice(0, 100));
  }
});
"""

MACHINE = """
class Machine {
  step(event) {
    switch (this.state) {
      case 1:
        if (event === "GONE") this.enter(2);
        return;
      case 2:
        if (event === "ANSWERED") this.enter(3);
    }
  }
  enter(state) {
    this.state = state;
    switch (this.state) {
      case 2: this.ask(); break;
      case 3: this.open(); break;
    }
  }
  open() {
    this.line = new WebSocket(address);
    this.line.onclose = () => this.step("GONE");
  }
}
"""

GIVEN_NOTHING = """
import websockets

class Line:
    async def open(self, address):
        self.line = await websockets.connect(address)

    async def receive(self):
        try:
            message = await self.line.recv()
        except websockets.ConnectionClosed:
            return None
        return message
"""

AT_FIRST = """
import asyncio, time, websockets

class Line:
    async def open(self, deadline):
        while self.line is None and time.monotonic() < deadline:
            try:
                self.line = await websockets.connect(self.address)
            except OSError:
                await asyncio.sleep(0.25)
"""

TOLD = """
export function open(onClose?: () => void) {
  const line = new WebSocket(address);
  line.onclose = () => {
    if (onClose) onClose();
  };
}
"""

DRIVEN = """
def enter(url)
  @driver = WebSocket::Driver.client(self)
  @driver.on(:message) { |event| take(event.data) }
  @driver.on(:close) { |event| leave(event) }
end
"""


@pytest.mark.parametrize(
    ("path", "source", "rule"),
    [
        ("a.cs", FORWARDED, "forwarded-code"),
        ("a.cs", CANCELLED, "normal-on-error"),
        ("a.cs", LISTENERS, "reconnect-without-backoff"),
        ("a.cs", DISPOSED, "abrupt-close"),
        ("a.ts", HEARTBEAT, "unhandled-going-away"),
        ("a.js", STEPS, "reconnect-without-backoff"),
        ("a.ts", MACHINE, "reconnect-without-backoff"),
        ("a.ts", MACHINE, "unhandled-going-away"),
        ("a.ts", TOLD, "unhandled-going-away"),
        ("a.py", GIVEN_NOTHING, "unhandled-going-away"),
        ("a.py", AT_FIRST, "reconnect-without-backoff"),
        ("a.js", SHORTENED, "unbounded-reason"),
        ("a.rb", DRIVEN, "no-close-handler"),
    ],
)
def test_false_alarms(path: str, source: str, rule: str) -> None:
    found = {finding.rule for finding in check_text(path, source.encode(), Settings()).findings}
    assert rule not in found


def test_many_constructions_take_no_longer_each() -> None:
    source = (
        "using System.Net.WebSockets;\nclass A { void Run() {\n"
        + "var one = new Thing();\n" * 3000
        + "one.close(); } }"
    )
    assert check_text("a.cs", source.encode(), Settings()).findings == ()


def test_channels_of_an_image_are_no_library() -> None:
    source = b"import torch\n\ndef load(channels, socket):\n    socket.close(1006)\n"
    assert not check_text("a.py", source, Settings()).findings
