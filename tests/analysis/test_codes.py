"""How a code that is sent is written, and from how far it comes."""

import pytest

from .support import cases, run, uses

JAVASCRIPT = """
=== numbers in every notation
const line = new WebSocket(address);
line.close(«1000→1000»);
line.close(«1e3→1000»);
line.close(«1_000→1000»);
line.close(«0x3e8→1000»);
line.close(«0b1111101000→1000»);

=== a constant
const IDLE = 4000;
const line = new WebSocket(address);
line.close(«IDLE→4000»);

=== a constant of an object, by name and by text
const Codes = { IDLE: 4000, "kicked out": 4001 };
const line = new WebSocket(address);
line.close(«Codes.IDLE→4000»);

=== a frozen object within an object
export const protocol = Object.freeze({ version: 3, close: { idle: 4000, kicked: 4001 } });
const line = new WebSocket(address);
line.close(«protocol.close.kicked→4001»);

=== a static field
class Feed {
  static IDLE = 4000;
  leave(line) {
    line.close(«Feed.IDLE→4000», "idle");
  }
}
new Feed().leave(new WebSocket(address));

=== a default parameter
const line = new WebSocket(address);
function leave(code = «4000→4000», reason = "idle") {
  line.close(code, reason);
}

=== a variable that is set in branches
const line = new WebSocket(address);
function leave(error) {
  let code;
  if (error instanceof TypeError) code = «1003→1003»;
  else if (error) code = «1011→1011»;
  else code = «1000→1000»;
  line.close(code);
}

=== one of two
const line = new WebSocket(address);
line.close(failed ? «4001→4001» : «1000→1000»);
line.close(wanted || «1000→1000»);
line.close(wanted ?? «1000→1000»);

=== an error that carries it
import WebSocket from "ws";
class Refused extends Error {
  constructor(message) {
    super(message);
    this.closeCode = 4003;
  }
}
export function refuse(line, error) {
  line.close(error.closeCode, error.message);
}

=== an object of options
const line = new WebSocket(address);
const options = { code: 4000, reason: "idle" };
line.close(«options.code→4000», options.reason);

=== nothing at all
const line = new WebSocket(address);
line.close(undefined);
line.close(null);
"""

TYPESCRIPT = """
=== an enum that counts on
export enum Close {
  Idle = 4000,
  Kicked,
  Banned,
}
declare const line: WebSocket;
line.close(«Close.Idle→4000»);
line.close(«Close.Banned→4002»);

=== an object that is constant
const CLOSE = { idle: 4000, kicked: 4001 } as const satisfies Record<string, number>;
declare const line: WebSocket;
line.close(«CLOSE.kicked→4001»);

=== a cast
declare const line: WebSocket;
line.close(«4000→4000» as number);
line.close((«4001→4001»)!);

=== a static readonly field
export class Feed {
  private static readonly IDLE = 4000;
  constructor(private readonly line: WebSocket) {}
  leave(code: number = «Feed.IDLE→4000»): void {
    this.line.close(code);
  }
}
"""

PYTHON = """
=== numbers in every notation
from starlette.websockets import WebSocket

async def leave(guest: WebSocket):
    await guest.close(«1000→1000»)
    await guest.close(code=«1_000→1000»)
    await guest.close(«0x3e8→1000»)

=== a constant of the module, of a class and of the library
import http
from starlette import status
from starlette.websockets import WebSocket

IDLE = 4000

class Codes:
    KICKED = 4001

async def leave(guest: WebSocket):
    await guest.close(«IDLE→4000»)
    await guest.close(«Codes.KICKED→4001»)
    await guest.close(«status.WS_1008_POLICY_VIOLATION→1008»)

=== an enum, and its members' values
from enum import IntEnum
from starlette.websockets import WebSocket

class Close(IntEnum):
    IDLE = 4000
    KICKED = 4001

async def leave(guest: WebSocket):
    await guest.close(«Close.IDLE→4000»)
    await guest.close(«Close.KICKED.value→4001»)
    await guest.close(int(«Close.IDLE→4000»))

=== several constants at once
from starlette.websockets import WebSocket

IDLE, KICKED = 4000, 4001

async def leave(guest: WebSocket):
    await guest.close(«KICKED→4001»)

=== a keyword's default
from starlette.websockets import WebSocket

async def leave(guest: WebSocket, *, code: int = «4000→4000»):
    await guest.close(code=code)

=== a variable that is set in branches
from starlette.websockets import WebSocket

async def enter(guest: WebSocket):
    code = «1000→1000»
    try:
        await read(guest)
    except ValueError:
        code = «1003→1003»
    except Exception:
        code = «1011→1011»
    finally:
        await guest.close(code=code)

=== one of two
from starlette.websockets import WebSocket

async def leave(guest: WebSocket, failed: bool, code: int | None):
    await guest.close(«4001→4001» if failed else «1000→1000»)
    await guest.close(code or «1000→1000»)

=== a dictionary
from starlette.websockets import WebSocket

CODES = {"idle": 4000, "kicked": 4001}

async def leave(guest: WebSocket):
    await guest.close(CODES["idle"])
"""

GO = """
=== constants that count up by themselves
package hub

import "github.com/coder/websocket"

const (
	closeIdle websocket.StatusCode = 4000 + iota
	closeKicked
	_
	closeBanned
)

const statusFull websocket.StatusCode = 4010

const banned = 4005

func leave(line *websocket.Conn) {
	line.Close(«websocket.StatusNormalClosure→1000», "")
	line.Close(«closeIdle→4000», "")
	line.Close(«closeBanned→4003», "")
	line.Close(«statusFull→4010», "")
	line.Close(«banned→4005», "")
	line.Close(websocket.StatusCode(«4010→4010»), "")
}

=== a variable that is set in branches
package hub

import "github.com/coder/websocket"

func leave(line *websocket.Conn, err error) {
	code := «websocket.StatusNormalClosure→1000»
	if err != nil {
		code = «websocket.StatusInternalError→1011»
	}
	line.Close(code, "")
}

=== a switch
package hub

import "github.com/gorilla/websocket"

func leave(line *websocket.Conn, reason string) {
	var code int
	switch reason {
	case "idle":
		code = «4000→4000»
	default:
		code = «websocket.CloseNormalClosure→1000»
	}
	line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason))
}
"""

RUST = """
=== suffixes, conversions and constants
use axum::extract::ws::{CloseFrame, Message, WebSocket};

const IDLE: u16 = 4000;

async fn leave(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: «4001u16→4001», reason: "".into() }))).await.ok();
    guest.send(Message::Close(Some(CloseFrame { code: «IDLE→4000», reason: "".into() }))).await.ok();
    guest.send(Message::Close(Some(CloseFrame { code: «4_002→4002», reason: "".into() }))).await.ok();
}

=== an enum, a value of it that is converted, and one of another
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};

fn frame(idle: bool) -> CloseFrame<'static> {
    CloseFrame { code: if idle { CloseCode::Library(«4000→4000») } else { «CloseCode::Away→1001» }, reason: "".into() }
}

fn other() -> CloseFrame<'static> {
    CloseFrame { code: CloseCode::from(«4001→4001»), reason: "".into() }
}
"""

JAVA = """
=== a constant, and one of an interface
import org.springframework.web.socket.*;

class Rooms {
    private static final int IDLE = 4_000;

    void leave(WebSocketSession guest) throws IOException {
        guest.close(new CloseStatus(«IDLE→4000», "idle"));
        guest.close(«CloseStatus.NORMAL→1000»);
    }

    void drop(WebSocketSession guest) throws IOException {
        var line = new ConcurrentWebSocketSessionDecorator(guest, 5000, 4096);
        line.close(«CloseStatus.SERVER_ERROR→1011»);
    }
}

=== an object that has nothing but the code
import jakarta.websocket.*;

class Rooms {
    void leave(Session guest) throws IOException {
        guest.close(new CloseReason(() -> «4001→4001», "idle"));
        guest.close(new CloseReason(new CloseReason.CloseCode() { @Override public int getCode() { return «4002→4002»; } }, "late"));
        CloseReason.CloseCode full = () -> «4003→4003»;
        guest.close(new CloseReason(full, "full"));
    }
}
"""

KOTLIN = """
=== a constant of an object, of a companion and at the top
import okhttp3.WebSocket

const val BANNED = 4002

object Codes {
    const val IDLE = 4000
}

class Feed(private val line: WebSocket) {
    fun leave(banned: Boolean) {
        line.close(«Codes.IDLE→4000», null)
        line.close(«KICKED→4001», null)
        line.close(if (banned) «BANNED→4002» else «1_000→1000», null)
    }

    companion object {
        private const val KICKED = 4001
    }
}
"""

CSHARP = """
=== a cast constant
using System.Net.WebSockets;

class Rooms
{
    private const int Idle = 4000;

    Task LeaveAsync(WebSocket guest, bool idle) =>
        guest.CloseAsync(idle ? (WebSocketCloseStatus)«Idle→4000» : «WebSocketCloseStatus.NormalClosure→1000», null, default);
}
"""

SWIFT = """
=== members without their type, and raw values
import Foundation

func leave(task: URLSessionWebSocketTask) {
    task.cancel(with: «.normalClosure→1000», reason: nil)
    task.cancel(with: «URLSessionWebSocketTask.CloseCode.goingAway→1001», reason: nil)
    task.cancel(with: URLSessionWebSocketTask.CloseCode(rawValue: «4001→4001»)!, reason: nil)
}
"""

DART = """
=== a constant, a static one and an optional parameter
import 'package:web_socket_channel/web_socket_channel.dart';

const idle = 4000;

class Codes {
  static const int kicked = 4001;
}

Future<void> leave(WebSocketChannel line, [int code = «4002→4002»]) async {
  await line.sink.close(«idle→4000»);
  await line.sink.close(«Codes.kicked→4001»);
  await line.sink.close(code);
}
"""

PHP = """
=== constants of a class
<?php
use Ratchet\\ConnectionInterface;

final class Rooms
{
    const IDLE = 4000;

    public function leave(ConnectionInterface $guest, int $code = «4001→4001»)
    {
        $guest->close(«self::IDLE→4000»);
        $guest->close($code);
    }
}

=== constants of a library that closes by another one
<?php
use Discord\\WebSockets\\Op;
use Ratchet\\Client\\WebSocket;

function leave(WebSocket $line): void
{
    $line->close(«Op::CLOSE_NORMAL→1000», 'restart');
}
"""

RUBY = """
=== constants of a module
require "faye/websocket"

module Close
  IDLE = 4000
end

line = Faye::WebSocket::Client.new(address)
line.close(«Close::IDLE→4000», "idle")
line.close(«4_001→4001»)
"""


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(
        js=JAVASCRIPT,
        ts=TYPESCRIPT,
        py=PYTHON,
        go=GO,
        rs=RUST,
        java=JAVA,
        kt=KOTLIN,
        cs=CSHARP,
        swift=SWIFT,
        dart=DART,
        php=PHP,
        rb=RUBY,
    ),
)
def test_codes(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent"))
