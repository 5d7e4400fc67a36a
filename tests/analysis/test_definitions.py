"""Codes that are defined or only mentioned: tables, enums, assertions, synthetic events, log entries, test doubles."""

import pytest

from .support import cases, run, uses

DEFINED_JAVASCRIPT = """
=== a table of names, both ways
export const CLOSE_CODES = { NORMAL: «1000→1000», GOING_AWAY: «1001→1001», IDLE: «4000→4000» };
export const closeReasons = { «1000→1000»: "normal", «1001→1001»: "going away", «4000→4000»: "idle" };

=== a table of more than a number each
const Outcomes = { Retry: { code: 4000 }, Stop: { code: 4001 } };
export const GatewayCloseCodes = {
  Normal: { code: «1000→1000», again: false },
  Kicked: { code: «4001→4001», again: false },
};
export const ENDINGS = { "Normal Closure": { code: «1000→1000», text: "done" }, "Going Away": { code: «1001→1001», text: "left" } };

=== two members that say by name and number what they are, where nothing else does
export const CODES = { CLOSE_PROTOCOL_ERROR: «1002→1002», CLOSE_UNSUPPORTED: «1003→1003» };
export const DOORS = { CLOSE_FRONT: 1002, CLOSE_BACK: 1003 };
export const RESULTS = { OK: 1000, PROTOCOL_ERROR: 1002 };

=== one that says by name and number what it is, among others of a table of codes that can be some
// what a WebSocket is closed with
const ErrorCodes = { ...OTHERS, "Service Restart": «1012→1012», NoPong: «3000→3000» };
const FailureCodes = { "Service Restart": 1012, Retry: 5000 };
const RefusalCodes = { InternalError: 1011, NoPong: 3000 };
const LimitCodes = { "Service Restart": 1012, RetryDelay: 3000 };
const Limits = { "Service Restart": 1012, NoPong: 3000 };

=== constants by name, in a file that speaks of WebSockets
const WS_CLOSE_IDLE = «4000→4000»;
const CLOSE_GOING_AWAY = «1001→1001»;
const PORT = 4000;
const IDLE_TIMEOUT = 4000;
new WebSocket(`ws://localhost:${PORT}`);

=== a constant that another line sends
const KICKED = «4001→4001»;
const LIMIT = 4001;
const line = new WebSocket(address);
line.close(KICKED);

=== constants that are named like one that another line sends
const CLOSE_KICKED = «4001→4001»;
const CLOSE_BANNED = «4003→4003»;
const CLOSE_GRACE = 4000;
const CLOSE_TIMEOUT_MS = 3000;
const OPEN_LIMIT = 4003;
const line = new WebSocket(address);
line.close(CLOSE_KICKED);

=== a set that a received code is looked up in
const FATAL = new Set([«4001→4001», «4002→4002»]);
const LEVELS = new Set([4001, 4002]);
const line = new WebSocket(address);
line.onclose = (event) => FATAL.has(event.code) || retry();

=== a map of names
const closeCodeNames = new Map([
  [«1000→1000», "normal"],
  [«4000→4000», "idle"],
]);
new WebSocket(address);

=== a table of something else, beside a WebSocket
const line = new WebSocket(address);
const PORTS = { http: 3000, api: 4000, metrics: 4001 };
const DELAYS = { short: 1000, long: 4000 };
const users = { ada: 1001, grace: 1002 };
"""

DEFINED_TYPESCRIPT = """
=== a table and a list that are said to have a type
const CLOSE_REASONS = { «1006→1006»: "lost", «4404→4404»: "gone" } as Record<number, string>;
const PRICES = { 1006: "lost", 4404: "gone" } as Record<number, string>;
const finalCloseCodes = [«4004→4004»] satisfies number[];
new WebSocket(address);

=== an enum that counts on
export enum CloseCode {
  Normal = «1000→1000»,
  «GoingAway→1001»,
  Idle = «4000→4000»,
  «Kicked→4001»,
}

=== an enum of which one member is sent
import { WebSocket } from "ws";
enum Farewell { Idle = «4001→4001», Kicked = «4002→4002» }
export const kick = (ws: WebSocket) => ws.close(Farewell.Kicked);

=== an enum of private codes alone, of which one member is sent
import { WebSocket } from "ws";
enum Farewell { Kicked = «4001→4001», IdleTimeout = «4002→4002», RateLimit = «4003→4003» }
enum Mixed { Kicked = «4001→4001», IdleTimeout = 4002, Size = 512 }
export const kick = (ws: WebSocket) => ws.close(Farewell.Kicked);
export const leave = (ws: WebSocket) => ws.close(Mixed.Kicked);

=== an enum of errors is none
export enum ErrorCode {
  NotFound = 4004,
  Conflict = 4009,
}

=== names and numbers of a platform that the file does not name
// of a WebSocket
export enum Faults {
  UnknownOpcode = «4001→4001»,
  DecodeError = «4002→4002»,
  NotAuthenticated = «4003→4003»,
  Mine = «4999→4999»,
}
export const rooms = { UNKNOWN_OPCODE: 4005, DECODE_ERROR: 4006, NOT_AUTHENTICATED: 4007 };
"""

DEFINED_PYTHON = """
=== an enum of which one member is sent
from enum import IntEnum
from starlette.websockets import WebSocket

class Farewell(IntEnum):
    BAD_REQUEST = «4400→4400»
    KICKED = «4401→4401»
    PING_INTERVAL = 3000

class Fault(IntEnum):
    BROKEN = 4402

async def leave(ws: WebSocket):
    await ws.close(code=Farewell.KICKED)

=== names of statuses of HTTP, 4000 higher
WS_UNAUTHORIZED = «4401→4401»
CLOSE_TOO_MANY_REQUESTS = «4429→4429»
STATUS_NOT_FOUND = 4404
WS_ROOM = 4404
UNAUTHORIZED = 4401

=== an enum
from enum import IntEnum

class CloseCode(IntEnum):
    NORMAL = «1000→1000»
    IDLE = «4000→4000»

=== a dictionary with names as values
CLOSE_REASONS = {
    «1000→1000»: "normal",
    «1001→1001»: "going away",
    «4000→4000»: "idle",
}

=== constants by name
# of the WebSocket protocol
WS_CLOSE_NORMAL = «1000→1000»
CLOSE_CODE_IDLE = «4000→4000»
MAX_USERS = 1000

=== ports and sizes
import websockets

WEBSOCKET_PORT = 4000
WS_MAX_SIZE = 1009
WS_TIMEOUT = 3000

=== constants of an exception of WebSockets, and members that stand among the registry's in a class that says nothing
class WSProblem(Exception):
    LOST = 0
    PROTOCOL_ERROR = «1002→1002»
    LINES = 4000

class Ending(IntEnum):
    normal, going, protocol_error = «1000→1000», «1001→1001», «1002→1002»

class Sizes(IntEnum):
    NORMAL, LARGE = 1000, 4000

=== names with the number in them
CODE_1001_GOING_AWAY = «1001→1001»
CODE_1002_PROTOCOL_ERROR = «1002→1002»
CODE_1003_FRONT_DOOR = 1003
PROTOCOL_ERROR = 1002

=== MicroPython's way to say that a name is a number
CLOSE_OK = const(«1000→1000»)
CLOSE_GOING_AWAY, CLOSE_PROTOCOL_ERROR = const(«1001→1001»), const(«1002→1002»)
CLOSE_ODD_LINES = const(«1003→1003»)
WEBSOCKET_PORT, LIMIT = const(4000), sized(1003)
"""

DEFINED_GO = """
=== constants that count up
package hub

import "github.com/gorilla/websocket"

const (
	closeCodeIdle   = «4000 + iota→4000»
	«closeCodeKicked→4001»
)

const bufferSize = 1024

=== constants that begin as two that codes of the registry go by
package websocket

const (
	StatusNormal        Status = «1000→1000»
	StatusLeft                 = «1001→1001»
	StatusForbidden            = «1008→1008»
	StatusInternalError        = «1011→1011»
	StatusRoomGone             = «4004→4004»
	StatusTimeout              = 3000
	PollEvery                  = 4004
)

=== constants that end as two do that codes of the registry go by
package websocket

const (
	GoingAwayCode     = «1001→1001»
	ProtocolErrorCode = «1002→1002»
	NotSaidCode       = «1005→1005»
	RoomGoneCode      = «4004→4004»
	RoomGone          = 4004
)

=== constants beside one of those alone
package websocket

const (
	ResultNormal = 1000
	ResultGone   = 1001
	ResultKept   = 1011
)
"""

DEFINED_RUST = """
=== an enum and constants
pub enum CloseCode {
    Normal = «1000→1000»,
    Idle = «4000→4000»,
}

pub const CLOSE_CODE_KICKED: u16 = «4001→4001»;
"""

DEFINED_JAVA = """
=== an enum with numbers
public enum CloseCode {
    NORMAL(«1000→1000»),
    IDLE(«4000→4000»);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }
}

=== maps and lists of a class of codes, and codes that are functions; no sizes or times
import jakarta.websocket.CloseReason;
final class CloseCodes {
    static final Map<Integer, String> TEXTS = Map.of(«1000→1000», "done", «4001→4001», "kicked");
    static final Map<Integer, String> MORE = Map.ofEntries(Map.entry(«4002→4002», "full"));
    static final int[] FINAL = {«4001→4001», «4003→4003»};
    static final CloseReason.CloseCode LOGIN = () -> «4004→4004»;
    static final int DEFAULT_PORT = 4000;
    static final int MAX_FRAME = 4096;
    static final long RETRY_MS = 3000L;
    static final int IDLE_TIMEOUT = «4008→4008»;
}
"""

DEFINED_KOTLIN = """
=== an enum with numbers
enum class CloseCode(val value: Int) {
    NORMAL(«1000→1000»),
    IDLE(«4000→4000»),
}

=== the maps of an object of codes
import okhttp3.WebSocket
object CloseCodes {
    val texts = mapOf(«1000→1000» to "done", «4001→4001» to "kicked")
    val delays = mapOf(1000 to "short", 3000 to "long")
}
"""

DEFINED_CSHARP = """
=== an enum that counts on
public enum CloseCode
{
    Idle = «4000→4000»,
    «Kicked→4001»,
}
"""

DEFINED_SWIFT = """
=== an enum that counts on
enum CloseCode: Int {
    case idle = «4000→4000»
    case kicked = «4001→4001»
}
"""

DEFINED_DART = """
=== static constants
abstract class CloseCodes {
  static const int idle = «4000→4000»;
  static const int kicked = «4001→4001»;
}
"""

DEFINED_PHP = """
=== constants of a class
<?php
final class CloseCode
{
    public const IDLE = «4000→4000»;
    public const KICKED = «4001→4001»;
}
=== tables in a class of codes
<?php
final class CloseCodes
{
    public static $texts = [«4000→4000» => "idle", «4001→4001» => "kicked"];
    private const NUMBERS = ["away" => «4002→4002», "limit" => 100];
    private const DELAYS = ["away" => 3000];
}
final class Ports
{
    private const NUMBERS = ["away" => 4002];
}
"""

DEFINED_RUBY = """
=== constants of a module
module CloseCode
  IDLE = «4000→4000»
  KICKED = «4001→4001»
end
=== a table in a module of codes
module CloseCodes
  TEXTS = { «4000→4000» => "idle", «4001→4001» => "kicked" }.freeze
end
"""

MENTIONED_JAVASCRIPT = """
=== what is put under a name
import { WebSocket } from "ws";
export function tell(told) {
  told["closeCode"] = «1008→1008»;
  told["close code"] = 1001;
  told["port"] = 4000;
}

=== assertions
import WebSocket from "ws";
test("it leaves", () => {
  const line = new WebSocket(address);
  line.on("close", (code) => {
    expect(code).toBe(«1001→1001»);
    assert.equal(code, «4001→4001»);
    expect(rooms.size).toBe(1001);
  });
});

=== synthetic events
const line = new WebSocket(address);
line.dispatchEvent(new CloseEvent("close", { code: «1006→1006», wasClean: false }));
line.onclose({ code: «4001→4001», reason: "kicked" });
emitter.emit("close", «1006→1006», "lost");

=== what stands in for a code that is missing
const line = new WebSocket(address);
line.onclose = (event) => log(event.code || «1006→1006»);

=== a function that names one
const line = new WebSocket(address);
function closeCodeFor(error) {
  return error ? «1011→1011» : «1000→1000»;
}
"""

MENTIONED_PYTHON = """
=== what is put under a name
import websockets
def tell(told):
    told["close_code"] = «1008→1008»
    told["port"] = 4000

=== a code where the method takes none
from aiohttp.web import WebSocketResponse

async def leave(line: WebSocketResponse):
    await line.close(«1003→1003»)
    await line.close(code=1003)

=== assertions
import pytest
import websockets

async def test_leaves(line: websockets.ClientConnection):
    assert line.close_code == 1001
    with pytest.raises(websockets.ConnectionClosed) as caught:
        await line.recv()
    assertEqual(caught.value.code, «1006→1006»)

=== exceptions that are made
from starlette.websockets import WebSocketDisconnect

def test_gone(rooms):
    rooms.leave(WebSocketDisconnect(code=«1001→1001»))
    rooms.leave(WebSocketDisconnect(«1006→1006»))

=== a constant among those of the registry, where it is used
FRAME_LIMIT = 4096
STATUS_OK = 1000
STATUS_PROTOCOL_ERROR = 1002
STATUS_BAD_TEXT = 1007
STATUS_POLICY_VIOLATION = 1008
STATUS_UNREADABLE = «STATUS_BAD_TEXT→1007»

class WebSocketSession:
    def feed(self, frame):
        if len(frame.payload) > FRAME_LIMIT:
            self.give_up(«STATUS_POLICY_VIOLATION→1008»)
        if not frame.is_text():
            self.give_up(«STATUS_BAD_TEXT→1007»)
"""

MENTIONED_GO = """
=== what is put under a name
package a

import "github.com/gorilla/websocket"

func tell(line *websocket.Conn, told map[string]any) {
	told["closeCode"] = «1008→1008»
	told["port"] = 4000
}

=== errors that are made
package hub

import "github.com/gorilla/websocket"

func gone() error {
	return &websocket.CloseError{Code: «websocket.CloseGoingAway→1001», Text: "bye"}
}
"""

MENTIONED_JAVA = """
=== what a map has under a name
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Session;

class Told {
    void tell(Session line) {
        Map<String, Object> told = new HashMap<>();
        told.put("websocketCode", «1002→1002»);
        told.put("status", 1002);
    }
}

=== a close frame that has a name, where it is used; its number goes out where it is made
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

class Hub {
    private static final CloseStatus FULL = new CloseStatus(4013, "full");

    void admit(WebSocketSession session, Room room) throws Exception {
        if (room.isFull()) {
            session.close(«FULL→4013»);
        } else if (room.isClosed()) {
            Ends.leave(session, «Ends.SHUT→4002»);
        }
        CloseStatus late = new CloseStatus(4014, "late");
        session.close(late);
    }

    static class Ends {
        static final CloseStatus SHUT = new CloseStatus(4002, "shut");
        static final CloseStatus KICKED = new CloseStatus(4001);

        static void leave(WebSocketSession session, CloseStatus status) throws Exception {
            session.close(status);
        }

        void kick(WebSocketSession session) throws Exception {
            leave(session, «KICKED→4001»);
        }
    }
}
"""

MENTIONED_KOTLIN = """
=== what a map has under a name
import okhttp3.WebSocket

fun tell(line: WebSocket) {
    val told = mutableMapOf("closeCode" to «1008→1008», "port" to 4000)
    told["closeCode"] = «1001→1001»
    told["port"] = 4001
}

=== a close frame that has a name, where it is used
import io.ktor.websocket.*

val Gone = CloseReason(4003, "gone")
object Ends {
    val Idle = CloseReason(message = "idle", code = 4008)
}
suspend fun DefaultWebSocketSession.leave(idle: Boolean) {
    close(if (idle) «Ends.Idle→4008» else «Gone→4003»)
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(
        js=DEFINED_JAVASCRIPT, ts=DEFINED_TYPESCRIPT, py=DEFINED_PYTHON, go=DEFINED_GO, rs=DEFINED_RUST, java=DEFINED_JAVA,
        kt=DEFINED_KOTLIN, cs=DEFINED_CSHARP, swift=DEFINED_SWIFT, dart=DEFINED_DART, php=DEFINED_PHP, rb=DEFINED_RUBY,
    ),
)  # fmt: skip
def test_definitions(suffix: str, source: str) -> None:
    run(suffix, source, uses("defined"))


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(js=MENTIONED_JAVASCRIPT, py=MENTIONED_PYTHON, go=MENTIONED_GO, java=MENTIONED_JAVA, kt=MENTIONED_KOTLIN),
)
def test_mentions(suffix: str, source: str) -> None:
    run(suffix, source, uses("mentioned"))
