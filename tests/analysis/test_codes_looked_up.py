"""Codes that are looked up before they are sent: in tables, in what functions give back, in enums; and in base classes."""

import pytest

from .support import cases, run, uses

PYTHON = """
=== a table of private codes, one of them for a time that has run out
from starlette.websockets import WebSocket

CODES = {
    "kicked": «4001→4001»,
    "full": «4002→4002»,
    "idle_timeout": «4003→4003»,
}
OPTIONS = {
    "why": «4004→4004»,
    "timeout": 4005,
}

async def leave(ws: WebSocket):
    await ws.close(code=CODES["kicked"])
    await ws.close(code=OPTIONS["why"])

=== a code and its reason that wait together to be sent
import websockets
FULL = («4011→4011», "full")
LATE = {"door": («4012→4012», "late")}
PAUSE = (3000, "ms")
async def handler(ws):
    await ws.close(*LATE["door"])
    code, reason = FULL
    await ws.close(code, reason)
    wait(*PAUSE)

=== tables that are asked for what is sent
from fastapi import WebSocket

BY_ERROR = {KeyError: «4004→4004», ValueError: «4000→4000»}
BY_STATUS = {401: «4401→4401», 403: «4403→4403»}
BY_KIND = {"auth": («4001→4001», "auth"), "room": («4005→4005», "room")}
SETTINGS = {"refusal": «4009→4009», "port": 4010, "retry": 3000}
SIZES = {"small": 1024, "large": 4096}

async def refuse(websocket: WebSocket, error, status, kind):
    await websocket.close(BY_ERROR.get(type(error), «1011→1011»))
    await websocket.close(BY_STATUS[status])
    code, reason = BY_KIND[kind]
    await websocket.close(code, reason)
    await websocket.close(SETTINGS["refusal"])
    local = {"full": «4006→4006», "late": «4007→4007»}
    await websocket.close(local[kind])
    await websocket.receive(SIZES[kind])

=== what functions give back beside a reason, by a variable, from a table
from fastapi import WebSocket

NUMBERS = {401: «4401→4401»}

def beside(error):
    if isinstance(error, ValueError):
        return «4000→4000», "bad"
    return («1011→1011», "broken")

def variable(error):
    if isinstance(error, ValueError):
        code = «4002→4002»
        delay = 4003
    else:
        code = «4012→4012»
    return code

def table(status):
    numbers = {404: «4404→4404»}
    return numbers.get(status, «4400→4400»)

def other(status):
    return NUMBERS.get(status, «4402→4402»)

def wait(status):
    return 2000, "ms"

async def refuse(websocket: WebSocket, error):
    code, reason = beside(error)
    await websocket.close(code, reason)
    await websocket.close(variable(error))
    await websocket.close(table(error))
    await websocket.close(other(error))
    delay, unit = wait(error)
    await sleep(delay)

=== members of an enum that hold more than a number
from enum import Enum
from fastapi import WebSocket

class Refusal(Enum):
    LOGIN = («4001→4001», "Log in")
    BANNED = («4003→4003», "Banned")

    def __init__(self, code, text):
        self.code = code
        self.text = text

class Size(Enum):
    SMALL = (1024, "small")

async def refuse(websocket: WebSocket):
    await websocket.close(«Refusal.BANNED.code→4003», Refusal.BANNED.text)
    await websocket.receive(Size.SMALL.value)

=== texts by code, written where they are asked for
from channels.generic.websocket import WebsocketConsumer

class Room(WebsocketConsumer):
    def disconnect(self, code):
        reason = {«1000→1000»: "done", «4002→4002»: "kicked"}.get(code)
        size = {1024: "small"}.get(self.size)

=== methods and constants of a class between this one and the library's
from channels.generic.websocket import AsyncJsonWebsocketConsumer

class Base(AsyncJsonWebsocketConsumer):
    close_code_login = «4001→4001»
    room_size = 4096

    async def fail(self, code, text, retry=3000):
        await self.send_json({"text": text, "retry": retry})
        await self.close(code=code)

class Game(Base):
    async def connect(self):
        if self.room_size < 4097:
            return await self.fail(«4002→4002», "full", 4098)
        await self.fail(code=«4003→4003», text="late", retry=4099)
        await self.close(«self.close_code_login→4001»)

=== a method that goes on to that of the class it extends
import aiohttp

class Line:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse):
        self.socket = socket

    async def again(self, code, delay=3000):
        await self.socket.close(code=code)

class Gateway(Line):
    async def again(self, code=«1012→1012», delay=4000):
        await super().again(code, delay)
        await super().again(«4000→4000», 4001)

=== what a test waits for
async def test_refuses(client):  # over a WebSocket
    await client.wait_disconnect(assert_code=«4409→4409», timeout=4000)
    await client.get(expected_code=4004)

=== a method of a class that others extend beside the library's
from channels.generic.websocket import AsyncWebsocketConsumer

class Refusing:
    async def refuse(self, code, retry=3000):
        await self.accept()
        await self.close(code=code)

class Saving:
    async def save(self, size):
        await self.disk.close(size)

class Room(Refusing, Saving, AsyncWebsocketConsumer):
    async def connect(self):
        await self.refuse(«4411→4411», 4000)
        await self.save(4096)

=== a field that holds one code or another
from fastapi import WebSocket

class Talk:
    def __init__(self, websocket: WebSocket):
        self.websocket = websocket
        self.ends_with = «1000→1000»
        self.size = 4096

    async def run(self):
        try:
            await self.listen()
        except ValueError:
            self.ends_with = «4001→4001»
        finally:
            await self.websocket.close(self.ends_with)

=== classes within a class, and pairs in a class that has methods
from enum import Enum
from fastapi import WebSocket

class Codes:
    class Login:
        EXPIRED = «4101→4101»

    class Size:
        LARGE = 4096

class CloseReason(Enum):
    NORMAL = («1000→1000», "done")
    LOGIN = («4001→4001», "log in")

    @property
    def text(self):
        return self.value[1]

async def refuse(websocket: WebSocket):
    await websocket.close(«Codes.Login.EXPIRED→4101»)

=== what a helper of a test compares with the code that arrived
import pytest
from starlette.websockets import WebSocketDisconnect

def refused(client, url, expected, size=4096):
    with pytest.raises(WebSocketDisconnect) as caught:
        with client.websocket_connect(url):
            assert size
    assert caught.value.code == expected

def test_refuses(client):
    refused(client, "/room", «4401→4401», 4097)
    refused(client, "/room", size=4098, expected=«1008→1008»)

=== what a test has kept of the call of a double
from unittest.mock import AsyncMock
from starlette.websockets import WebSocket

async def test_kicks(room):
    ws = AsyncMock(spec=WebSocket)
    await room.kick(ws)
    args, kwargs = ws.close.call_args
    assert kwargs["code"] == «4001→4001»
    assert kwargs.get("code") == «4002→4002»
    assert kwargs["size"] == 4003
    assert args[0] == «4004→4004»
    given = ws.close.await_args.kwargs
    assert given["code"] == «4005→4005»
    code = ws.close.call_args.kwargs["code"]
    assert code == «4006→4006»
    args, kwargs = ws.send.call_args
    assert kwargs["code"] == 4007

=== a number that a test compares with the code that arrived, by whatever name
import pytest
from starlette.websockets import WebSocketDisconnect

@pytest.mark.parametrize("token, expected, size", [("bad", «4001→4001», 4096), ("", «4002→4002», 2048)])
def test_refuses(client, token, expected, size):
    with pytest.raises(WebSocketDisconnect) as refused:
        with client.websocket_connect(f"/ws?token={token}"):
            assert size
    assert refused.value.code == expected

=== a set of constants of one's own that a code is looked up in
from websockets.asyncio.client import connect

REPLACED = «4001→4001»
MISSING = «4404→4404»
FRAME = 4096
FINAL = frozenset({«REPLACED→4001», «MISSING→4404»})
SIZES = {REPLACED, FRAME}

class Feed:
    KICKED = «4003→4003»
    LEAVING = («KICKED→4003», «4008→4008»)

    async def run(self):
        async with connect(self.url) as line:
            self.sizes.update(SIZES)
            if line.close_code in FINAL or line.close_code in self.LEAVING:
                return
"""

JAVASCRIPT = """
=== a code and its reason that wait together to be sent
import { WebSocketServer } from "ws";
const REFUSED = { banned: [«4001→4001», "You were banned"], late: [«4002→4002», "Too late"] } as const;
const PAUSES = { short: [3000, "ms"] };
const FULL = [«4003→4003», "The room is full"];
const GONE = { idle: { code: «4004→4004», reason: "Nothing was said" } };
new WebSocketServer({ port: 4000 }).on("connection", (line) => {
  line.close(...REFUSED.banned);
  const [code, reason] = FULL;
  line.close(code, reason);
  const { code: number, reason: why } = GONE.idle;
  line.close(number, why);
  setTimeout(leave, ...PAUSES.short);
});

=== a set of constants of one's own that a code is looked up in
const KICKED = «4001→4001»;
const FULL = «4002→4002»;
const FINAL = new Set([«KICKED→4001», «FULL→4002»]);
const socket = new WebSocket("wss://rooms.test");
socket.onclose = (event) => {
  const later = [«FULL→4002»];
  if (FINAL.has(event.code) && !later.includes(event.code)) leave();
};

=== constants of one's own, also of a time, that are the keys of what a code is looked up in
const HELLO_TIMEOUT = «3000→3000»;
const KICKED = «3001→3001»;
const DOOR = 3002;
const texts = { [KICKED]: "kicked" };
const said = { [«HELLO_TIMEOUT→3000»]: "no hello", [«KICKED→3001»]: "kicked", other: "unknown" };
const why = new Map([[«HELLO_TIMEOUT→3000», "no hello"], [«KICKED→3001», texts]]);
const refusals = { [DOOR]: «4002→4002» };
const socket = new WebSocket("wss://rooms.test");
socket.onclose = (event) => {
  show(said[event.code], why.get(event.code));
};
export const refuse = (number) => socket.close(refusals[number]);

=== constants that a table holds to be sent, and what those are that it is asked with
const ROOM_FULL = 1001;
const LATE = 1002;
const FULL = «4001→4001»;
const AWAY = «4002→4002»;
const refusals = { [ROOM_FULL]: «FULL→4001», [LATE]: [«AWAY→4002», "late"] };
const others = new Map([[ROOM_FULL, «FULL→4001»], [LATE, «AWAY→4002»]]);
const socket = new WebSocket("wss://rooms.test");
export const refuse = (why) => socket.close(refusals[why]);
export const leave = (why) => socket.close(others.get(why));

=== a map that is asked for what is sent
import { WebSocketServer } from "ws";
const codes = new Map([["full", «4001→4001»], ["late", «4002→4002»]]);
const sizes = new Map([["small", 1024], ["large", 4096]]);
new WebSocketServer({ port: 4000 }).on("connection", (line) => {
  line.close(codes.get(line.why) ?? «1011→1011»);
  line.write(sizes.get(line.size));
});

=== the waits of a table by code
const KICKED = «3001→3001»;
const RETRY_MS = 1500;
const delays = { [KICKED]: 3000 };
const waits = { [«KICKED→3001»]: RETRY_MS };
const socket = new WebSocket("wss://rooms.test");
socket.onclose = (event) => { setTimeout(open, delays[event.code] ?? waits[event.code]); };

=== constants that are codes by their names, as keys
// of a WebSocket
const WS_CLOSE_IDLE = «4001→4001»;
const named = { [«WS_CLOSE_IDLE→4001»]: "idle" };
const fields = { WS_CLOSE_IDLE: "idle" };

=== tables of codes of which one is sent, by any name
const REFUSED = { banned: «4001→4001», late: «4002→4002» };
const frozen = Object.freeze({ AWAY: «4003→4003» });
const app = { line: { kicked: «4004→4004», left: «4005→4005» }, port: 4000, sizes: { most: 1024 } };
const mixed = { idle: «4006→4006», timeout: 4000 };
function refuse(line: WebSocket) {
  line.close(«REFUSED.banned→4001», "no");
  line.close(«frozen.AWAY→4003»);
  line.close(«app.line.kicked→4004»);
  line.close(«mixed.idle→4006»);
}

=== a list that is named like a code is none
const NORMAL_CODES = [«1000→1000», «1001→1001»];
const line = new WebSocket(address);
line.onclose = ({ code }) => NORMAL_CODES.includes(code);

=== what is known to be the event of a close
const again = (problem: unknown) => isCloseEvent(problem) && problem.code === «4400→4400»;
const shown = (problem: unknown) => isEvent(problem) && problem.code === 4400;
expect(onClose).toHaveBeenCalledWith(expect.objectContaining({ code: «1000→1000» }));
expect(onShow).toHaveBeenCalledWith(expect.objectContaining({ code: 1000 }));

=== what is one of several is no constant
import WebSocket from "ws";
const line = new WebSocket(address);
const given = options?.code ?? «1011→1011»;
let last = «1000→1000»;
export function fail() { last = «4001→4001»; }
export function leave() { line.close(last); }
export function drop() { line.close(given); }

=== what an object of a class holds, and what is had by its own class or by one built on it
import WebSocket from "ws";
class Session {
  static CLOSE = { NORMAL: «1000→1000», IDLE: «4408→4408» };
  static LATE = «4410→4410»;
  open(address) {
    this.line = new WebSocket(address);
    this.line.on("close", (code) => code === «Session.CLOSE.NORMAL→1000» || this.lost());
  }
  idle() {
    this.line.close(«Session.CLOSE.IDLE→4408»);
    this.line.close(«this.constructor.LATE→4410»);
  }
}
Session.KICKED = { BANNED: «4430→4430», PORT: 3000 };
class Quiet extends Session {
  late() {
    this.line.close(«Quiet.LATE→4410»);
    this.line.close(«Session.KICKED.BANNED→4430»);
  }
}

=== a group that is given its members one by one, also as compilers write an enum
// of a WebSocket
var CloseCode;
(function (CloseCode) {
  CloseCode[CloseCode["IDLE"] = «4000→4000»] = "IDLE";
  CloseCode[CloseCode["KICKED"] = «4001→4001»] = "KICKED";
  CloseCode[CloseCode["PATIENCE_MS"] = 4002] = "PATIENCE_MS";
})(CloseCode || (CloseCode = {}));
const CloseReasons = {};
CloseReasons.LATE = «4003→4003»;
var Size;
(function (Size) {
  Size[Size["Page"] = 4096] = "Page";
})(Size || (Size = {}));
"""

RUST = """
=== what stands in for the code of a frame that may be missing
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

fn told(close: protocol::Closed, limit: Limit) {
    handle(close.code.unwrap_or(«1000→1000»), limit.code.unwrap_or(1000));
}

fn ended(frame: Option<CloseFrame>) {
    let code = frame.as_ref().map(|f| f.code.into()).unwrap_or(«1005→1005»);
    let (left, reason) = frame.as_ref().map(|f| (f.code.into(), f.reason.len())).unwrap_or((«1000→1000», 1001));
    let first: u16 = frame.as_ref().map_or(«1006→1006», |f| u16::from(f.code));
    let told = match &frame { Some(f) => f.code.into(), None => «1005→1005» };
    let length = frame.map(|f| f.reason.len()).unwrap_or(1001);
    if code == «1001→1001» || left == «1008→1008» || length == 1009 {
        retry(first, told, reason);
    }
}

=== what may be missing of something else
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

fn size(limit: Option<Limit>) -> u16 {
    limit.map(|l| l.code.into()).unwrap_or(1005)
}

=== a code that a match chooses
// of a WebSocket
fn outcome(lost: Lost) -> (u16, u16, String) {
    let close_code: u16 = match lost.kind() {
        Kind::Evicted | Kind::Done => «1000→1000»,
        _ if lost.is_ours() => «1011→1011»,
        _ => if lost.is_long() { «1009→1009» } else { «1008→1008» },
    };
    let length = match lost.kind() { Kind::Done => 1000, _ => 1011 };
    (close_code, length, lost.text())
}
"""

KOTLIN = """
=== a map that is asked for what is sent
import okhttp3.WebSocket

val codes = mapOf("full" to «4001→4001», "late" to «4002→4002»)
val sizes = mapOf("small" to 1024, "large" to 4096)
fun refuse(line: WebSocket, why: String) {
    line.close(codes[why] ?: «1011→1011», null)
    line.send(sizes[why].toString())
}

=== a code that a when chooses
// of a WebSocket
fun outcome(lost: Lost): Outcome {
    val closeCode = when (lost.kind) {
        Kind.DONE -> «1000→1000»
        else -> «1011→1011»
    }
    val port = when (lost.kind) { Kind.DONE -> 1000; else -> 1011 }
    return Outcome(closeCode, port)
}
"""


KEYS = {
    "py": "WS_CLOSE_IDLE = «4001→4001»  # of a WebSocket\nTEXTS = {«WS_CLOSE_IDLE→4001»: 'idle'}\n",
    "rb": "WS_CLOSE_IDLE = «4001→4001» # of a WebSocket\nTEXTS = { «WS_CLOSE_IDLE→4001» => 'idle' }\nSAID = { WS_CLOSE_IDLE: 1 }\n",
    "php": "<?php // of a WebSocket\nconst WS_CLOSE_IDLE = «4001→4001»;\n$texts = [«WS_CLOSE_IDLE→4001» => 'idle'];\n",
    "swift": '// of a WebSocket\nlet WS_CLOSE_IDLE = «4001→4001»\nlet texts = [«WS_CLOSE_IDLE→4001»: "idle"]\nlet one = (WS_CLOSE_IDLE: 1, idle: 2)\n',
    "cs": """// of a WebSocket
class Texts {
    const int WsCloseIdle = «4001→4001»;
    Dictionary<int, string> one = new() { { «WsCloseIdle→4001», "idle" } };
    Dictionary<int, string> other = new() { [«WsCloseIdle→4001»] = "idle" };
}
""",
    "go": 'package line // of a WebSocket\nconst WSCloseIdle = «4001→4001»\nvar texts = map[int]string{«WSCloseIdle→4001»: "idle"}\n',
}


@pytest.mark.parametrize("suffix", KEYS)
def test_constants_that_are_keys(suffix: str) -> None:
    run(suffix, KEYS[suffix], uses("defined", "mentioned"))


@pytest.mark.parametrize(("suffix", "source"), cases(py=PYTHON, js=JAVASCRIPT, rs=RUST, kt=KOTLIN))
def test_codes_looked_up(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
