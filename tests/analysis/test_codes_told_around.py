"""Codes that nothing but their surroundings tell: tests of a close, exceptions, functions that close."""

import pytest

from .support import cases, run, uses

PYTHON = """
=== what is read from the two bytes that a frame begins with
import struct

class WebSocketReader:
    def take(self, opcode, payload):
        if opcode == OPCODE_CLOSE:
            code = struct.unpack("!H", payload[:2])[0]
            (status,) = struct.unpack(">H", payload[:2])
            size = struct.unpack("!H", payload[:2])[0]
            number = struct.unpack("!I", payload)[0]
            return code == «4001→4001» or status == «4002→4002» or size == 4003 or number == 4004
        status_code = int.from_bytes(payload[:2], "big")
        error_code = int.from_bytes(payload[:2], "little")
        return status_code == «4005→4005» and error_code == 4006

=== what an own function makes two bytes of, or a close
import struct

class WebSocketLine:
    def end(self, status=«1000→1000»):
        self.send(OPCODE_CLOSE, struct.pack("!H", status))

    def fail(self, code, text=""):
        self.send(OPCODE_CLOSE, Close(code, text).serialize())

    def say(self, code):
        self.send(OPCODE_TEXT, Note(code, "said").serialize())

    def take(self, frame):
        self.end(status=«1002→1002»)
        self.fail(«1009→1009»)
        self.fail(code=«4007→4007»)
        self.say(4008)

=== an exception that a test has caught, by the name of its type
def test_refused(client):
    with pytest.raises(errors.WebSocketRefused) as caught:
        client.open_websocket("/")
    assert caught.value.code == «4403→4403»

=== a code that is asked for with more
from tornado.websocket import websocket_connect

async def test_both(self):
    line = await websocket_connect("ws://localhost")
    assert (line.close_code, line.close_reason) == («4101→4101», "full")
    self.assertEqual((line.close_code, line.seen), («4102→4102», 4103))

=== a constant that is said to be a number, and is
from line.frames import CLOSE_GOING_AWAY, CloseCode

def test_numbers():
    assert «CLOSE_GOING_AWAY→1001» == «1001→1001»
    assert «1001→1001» == «CloseCode.GOING_AWAY→1001»
    assert «CloseCode.GOING_AWAY→1001».value == «1001→1001»
    assert «CLOSE_GOING_AWAY→1001» != 1005
    assert CLOSE_PORT == 1001

=== what a mock of a close was called with
def test_leaves(websocket):
    assert websocket.close.call_args.kwargs["code"] == «4001→4001»
    assert websocket.close.call_args[1]["code"] == «4002→4002»
    assert websocket.close.await_args.args[0] == «4003→4003»
    assert websocket.close.call_args[0][0] == «4004→4004»
    assert websocket.close.call_args[0][1] == 4005
    assert websocket.send.call_args.kwargs["code"] == 4006
    assert websocket.close.call_args.kwargs["timeout"] == 4007

=== what a test's client of Channels is refused with
from channels.testing import WebsocketCommunicator

async def test_refused():
    guest = WebsocketCommunicator(application, "/rooms/")
    connected, code = await guest.connect()
    assert code == «4003→4003»
    connected, subprotocol = await guest.connect(timeout=4000)
    assert subprotocol == «4004→4004»
    told = await guest.receive_output(timeout=4000)
    assert told["code"] == «4401→4401»
    assert told["size"] == 4405
    assert told.get("code") == «4402→4402»
    assert (await guest.receive_output())["code"] == «4403→4403»
    assert (await guest.receive_json_from())["code"] == 4404

=== what a function closes with, and something else
import websockets

async def refuse(line: websockets.ServerConnection, n: int, size: int) -> None:
    if n in («4001→4001», «4003→4003») or size > 4096:
        note(n)
    await line.close(code=n)

=== a list that has a name, by its numbers and what it is asked about
VALID = [«1000→1000», «1001→1001», «1002→1002», «3000→3000»]
DIALLED = [1000, 1001, 1002, 3000]

def understood(websocket, status, extension):
    return status in VALID and extension in DIALLED

=== two bytes of a close frame, and of a length
import struct

CLOSE_GOING_AWAY = «1001→1001»

def test_bytes(websocket):
    code = «1009→1009»
    assert websocket.read() == struct.pack("!H", code)
    assert websocket.read() == struct.pack("!H", «CLOSE_GOING_AWAY→1001»)
    extended_length = 1000
    assert websocket.read() == struct.pack("!H", extended_length)
    websocket.write(frame(Opcode.CLOSE, struct.pack("!H", «4001») + b"rude"))
    websocket.write(frame(Opcode.TEXT, struct.pack("!H", 4002)))
    websocket.write(struct.pack("!H", 4003))

=== a whole frame of bytes, by its name in one word
import struct

def test_frame(websocket, line):
    closeframe = struct.pack("!BBH", 0x88, 0x02, «1000→1000»)
    pongframe = struct.pack("!BBH", 0x8A, 0x02, 1000)
    line.sendall(closeframe + pongframe)

=== the numbers of a test that compares them with the code of an exception
from websockets import ConnectionClosed

@pytest.mark.parametrize("code", [«1001→1001», «4001→4001»])
async def test_goes(websocket, code):
    try:
        await websocket.recv()
    except ConnectionClosed as gone:
        assert gone.code == code

@pytest.mark.parametrize("code", [1001, 4001])
async def test_fails(websocket, code):
    try:
        await websocket.recv()
    except ValueError as gone:
        assert gone.code == code

=== a property, where there is one
class Line:
    @property
    def close_code(self):
        return self._websocket.close_code

    @property
    def length(self):
        return self._length

    def left(self):
        return self.close_code == «1001→1001» or self.length == 1002

def test_line():
    line = Line()
    assert line.close_code == «1008→1008» and line.length == 1009

=== what a test has kept of a close
def test_refused(websocket, closed_orders, prices):
    closed = []
    assert closed == [(«1008→1008», "who is this")]
    assert websocket.closed == («4003→4003», "not here")
    assert websocket.close_calls == [(«1001→1001», "bye"), («4001→4001», "idle")]
    assert closed[0] == («1011→1011», "oh")
    assert closed_orders == [(1001, "bread")]
    assert websocket.close_prices == (1002, "euro")
    assert prices == [(1003, "euro")]
    assert closed == [1004, 1005]

=== a message that a test has found to be of a close
async def test_refused(communicator):
    message = await communicator.receive_output()
    assert message["type"] == "websocket.close"
    assert message["code"] == «4003→4003»

async def test_refused_after_all(communicator):
    seen = await communicator.everything()
    assert seen[0]["type"] == "websocket.accept"
    assert seen[0]["code"] == 4003
    assert seen[1]["type"] == "websocket.close"
    assert seen[1]["code"] == «4003→4003»
    assert seen[2]["code"] == 4003

async def test_answers(communicator):
    message = await communicator.receive_output()
    assert message["type"] == "websocket.send"
    assert message["code"] == 4003

=== an exception has the name that another handler gives to its own
import websockets

async def listen(line):
    try:
        await line.recv()
    except websockets.ConnectionClosed as problem:
        if problem.code == «4401→4401»:
            return
    except ApiError as problem:
        if problem.code == 4402 or problem.code in (1003, 1015):
            raise

=== an exception of a close by another name
from starlette.websockets import WebSocketDisconnect as Gone
from fastapi import HTTPException as Refused

async def leave(websocket):
    if websocket.late:
        raise Gone(«4403→4403»)
    raise Refused(4404)

=== what a message of a close has under a name, once it has one of its own
async def app(scope, receive, send):
    event = await receive()
    if event["type"] == "websocket.disconnect":
        left = event.get("code")
        size = event.get("size")
        if left == «4405→4405» or size == 4406:
            return

=== the numbers that a test gives a connection as its code
@pytest.mark.parametrize("code, clean, limit", [(«1000→1000», True, 1000), (pytest.param(«4407→4407», False, 4408))])
def test_is_clean(websocket, code, clean, limit):
    websocket.close_code = code
    websocket.limit = limit
    assert is_clean(websocket) is clean

=== other exceptions have codes, too
def test_refused(websocket):
    with pytest.raises(errors.ApiError) as caught:
        client.open("/")
    assert caught.value.code == 4403

=== what a function that closes tests before it does
class WebSocket:
    async def close(self, code=None, reason=None):
        if code is not None and code < «1000→1000»:
            raise ValueError("too small")
        if «1015→1015» <= code <= 1999 or «1004→1004» <= code <= «1006→1006»:
            raise ValueError("reserved")

=== numbers that are together hardly anything else
# of a WebSocket
def lasting(failure):
    return failure.code in («1000→1000», «1001→1001», «1006→1006»)

=== a list of other numbers
# of a WebSocket
def lasting(failure):
    return failure.code in (3001, 3002, 4001)

=== an exception of a close has a code
class WebSocketClosed(Exception):
    codes = {
        «1000→1000»: "fine",
        «4000→4000»: "something went wrong",
        «4004→4004»: "who is this",
    }

    def __init__(self, code=«4500→4500»):
        self.code = code or «1000→1000»

def fail():
    raise WebSocketClosed(«1000→1000»)

=== a mock that is asked how it was closed
def test_leaves(websocket):
    websocket.close.assert_awaited_once_with(code=«4001→4001», reason="left")
    websocket.wait.assert_awaited_once_with(4001)

=== a frame of aiohttp that came from somewhere
from aiohttp import WSMsgType

async def read(self):
    frame = await self.line.receive()
    if frame.type == WSMsgType.CLOSE and frame.data in («4006→4006», «4014→4014»):
        return
    if frame.data == 4015:
        return

=== the numbers that a test is run with
@pytest.mark.parametrize("code,reason", [(«1011→1011», "failed"), pytest.param(«4042→4042», ""), (None, "")])
def test_says_why(server, code, reason):
    server.websocket.close(code)

@pytest.mark.parametrize("code", [«4001→4001», «4002→4002»])
def test_keeps_code(websocket, code):
    assert websocket.close_code == code

@pytest.mark.parametrize("code", [4001, 4002])
def test_answers(client, code):
    assert client.answer(code)

=== what a message has under a name
async def app(scope, receive, send):
    event = await receive()
    if event["type"] == "websocket.disconnect" and event.get("code", «1005→1005») == «1001→1001»:
        return
    assert event.get("code") == 1001

=== a variable that was given a code
# of a WebSocket
def was_clean(session):
    sent = session.close_sent.code
    waiting = session.waiting.code
    return sent == «1000→1000» and waiting != 1000

=== an exception that is one of several
import asyncio
from .errors import *
async def run(self):
    try:
        await self.websocket.read()
    except (OSError, ConnectionClosed, asyncio.TimeoutError) as failure:
        if isinstance(failure, ConnectionClosed) and failure.code == «4014→4014»:
            raise

=== a list of constants
STATUS_NORMAL = «1000→1000»
STATUS_ODD_TYPE = «1003→1003»
VALID_CLOSE_STATUS = («STATUS_NORMAL→1000», «STATUS_ODD_TYPE→1003»)

=== the numbers of a loop
def leave(websocket):
    for code in («1000→1000», «4002→4002»):
        websocket.close(code)
"""

TYPESCRIPT = """
=== what an own function makes a code of
import WebSocket from "ws";

class Reader {
  fail(status, text) { this._closeCode = status; this.text = text; }
  lose(status, text) { this.emit("close", status, text); }
  drop(number, text) { this.onclose({ code: number, reason: text }); }
  tell(number) { this.dispatchEvent(new CloseEvent("close", { code: number })); }
  quit(number, text) { this.leave(number, text); }
  leave(number, text) { this.socket.end(); new WebSocket("").close(number, text); }
  rest(size, text) { this.size = size; this.emit("rest", text); }

  take(frame) {
    this.fail(«1002→1002», "no mask");
    this.lose(«1006→1006», "lost");
    this.drop(«1007→1007», "not text");
    this.tell(«1009→1009»);
    this.quit(«1011→1011», "no idea");
    this.rest(1002, "more");
  }
}
const made = (code = «4105→4105») => new CloseEvent("close", { code });

=== the two bytes of a code, written and read
// WebSocket frames
function frame(code, text) {
  const body = Buffer.alloc(2);
  body.writeUInt16BE(code, 0);
  return body;
}
const view = (status) => data.setUint16(0, status);
const bytes = (code = «1000→1000») => [code >> 8, code & 0xff];
const small = (size = 1000) => [size >> 8, size & 0xff];
frame(«1001→1001», "bye"), view(«1003→1003»), bytes(«4101→4101»), small(1001);

function read(data) {
  const code = data.readUInt16BE(0);
  const status = (data[0] << 8) | data[1];
  const size = data.readUInt16BE(0);
  return code === «1005→1005» || status === «1006→1006» || size === 1006;
}
function read_again(data) {
  const code = (data[0] & 0xff) * 256 + (data[1] & 0xff);
  const status = data.readUInt16BE(2);
  return code === «1015→1015» || status === 1006;
}

=== the two bytes of a code in what goes out as a close
class WebSocketFrames {
  leave(text) {
    const body = Buffer.alloc(2 + text.length);
    body.writeUInt16BE(«1000→1000», 0);
    body.write(text, 2);
    this.frame(OPCODE_CLOSE, body);
  }
  refuse() {
    const first = Buffer.alloc(2);
    first.writeUInt16BE(«1008→1008»);
    this.sendClose(first);
  }
  tell() {
    const body = Buffer.alloc(2);
    body.writeUInt16BE(1001, 0);
    this.frame(OPCODE_BINARY, body);
    body.writeUInt16BE(«1002→1002», 0);
    this.frame(OPCODE_CLOSE, body);
    const other = Buffer.alloc(2);
    other.writeUInt16BE(1003, 0);
    this.frame(OPCODE_BINARY, other);
  }
}

=== a list that a class or an object keeps
class Feed {
  static KNOWN = [«1000→1000», «1001→1001», «1009→1009»];
  static SIZES = [1000, 1001, 1009];
  again = new Set([«1006→1006», «4001→4001»]);

  takes(websocket, code, size) {
    return Feed.KNOWN.indexOf(code) >= 0 || this.again.has(code) || Feed.SIZES.includes(size);
  }
}
const feed = {
  known: [«1000→1000», «1001→1001»],
  takes(code) {
    return this.known.includes(code);
  },
};

=== what is looked up among close codes
// of a WebSocket
import wsStatusNames from "./names";
import statusNames from "./http";

const Badge = ({ status, size }) => {
  const done = parseInt(status, 10) === «1000→1000» || size === 1000;
  return done ? null : wsStatusNames[status];
};
const reasons = { «1000→1000»: "normal closure", «1001→1001»: "going away", «1006→1006»: "abnormal closure" };
const told = (kind) => (kind === «4001→4001» ? "kicked" : reasons[kind]);
const answered = (status) => (status === 4001 ? "kicked" : statusNames[status]);

=== a code by a name of its own, and what comes with it
// of a WebSocket
other.on("close", function (reasonCode, description) {
  expect(reasonCode).toBe(«1006→1006»);
});
other.on("close", (leftCode, signal) => leftCode === 1006);
other.on("close", (exitCode, reason) => exitCode === 1006);
other.on("answer", (statusCode, description) => statusCode === 4001);

=== a code that is made a number
socket.onclose = (event) => {
  if (Number.parseInt(event.code, 10) === «4001→4001») return;
  if (parseInt(event.code, 10) === «4002→4002») return;
  if (parseInt(event.timeStamp, 10) === 4003) return;
};
const socket = new WebSocket("wss://example.org");

=== the numbers that a test is run with
// of a WebSocket
test.each([[«1000→1000», "done"], [«4001→4001», "kicked"]])("tells %i", (code, text) => {
  socket.close(code);
});
test.each([[1000, "done"], [4001, "kicked"]])("waits %i", (time, text) => wait(time));

=== what came with a flag that only a close has
// of a WebSocket
const { wasClean, code } = await left;
expect(code).toBe(«1000→1000»);
const { code: other } = await answer;
expect(other).toBe(4001);

=== what a close gave
// of a WebSocket
const { code } = await closed(line);
expect(code).toBe(«4001→4001»);

=== one of several codes
const line = new WebSocket(url);
line.onclose = (event) => {
  expect([«1006→1006», «4001→4001»]).toContain(event.code);
  expect([1006, 4001]).toContain(event.size);
};

=== an event of a close that is made up
// of a WebSocket
function lose() {
  const lost = { code: «1006→1006» };
  line.onConnectionClosed(lost);
}
line.onConnectionClosed({ code: «4001→4001» });
line.onclose!({ code: «4003→4003» } as CloseEvent);
line.onAnswer({ code: 4002 });
expect(lastCloseEvent).toHaveProperty("code", «1000→1000»);
expect(answer).toHaveProperty("code", 1000);

=== a spy on a method that closes
// of a WebSocket
const spy = vi.spyOn(line, "close");
expect(spy).toHaveBeenCalledWith(«4000→4000», "bye");
const other = vi.spyOn(line, "wait");
expect(other).toHaveBeenCalledWith(4000, "bye");
expect(closeSpy).toHaveBeenCalledWith(«1000→1000», "bye");
expect(waitSpy).toHaveBeenCalledWith(1000, "bye");
expect(line.close).toHaveBeenNthCalledWith(1, «4002→4002», "bye");
expect(line.wait).toHaveBeenNthCalledWith(1, 4002, "bye");

=== what a close gives
// of a WebSocket
test("says why", async (t) => {
  const gone = await line.close(«3000→3000», "moved");
  t.is(gone.code, «3000→3000»);
  const answer = await line.ask(3001);
  t.is(answer.code, 3001);
  line.send(JSON.stringify({ close: true, code: «1009→1009» }));
});

=== a handler of something of unknown make that is given by name
import type { CloseEvent } from "ws";
class Networking {
  enter(state) {
    const line = new VoiceWebSocket("wss://example.com");
    line.once("close", this.onLineClose);
  }
  private onLineClose({ code }: CloseEvent) {
    return code === «4015→4015» || code < «4000→4000»;
  }
}

=== a table of pairs
// of a WebSocket
const texts: [number, string][] = [[«1000→1000», "Normal closure"], [«1001→1001», "Going away"], [«4001→4001», "Kicked"]];
const times: [number, string][] = [[1000, "a second"], [1500, "more"], [4001, "much"]];

=== an own function whose parameter is a code beside a reason
// of a WebSocket
class Polling {
  closeAndRetry(code: number, reason: string) {
    this.emit("gone", code, reason);
  }
  timedOut() {
    this.closeAndRetry(«1011→1011», "timeout");
    this.retryAfter(1011);
  }
}

=== arguments that are bound to a method before it is called
class Guest {
  constructor(readonly socket: WebSocket) {
    socket.addEventListener("ping", this.refuse.bind(this, «4009→4009», "nobody asked"));
    setTimeout(this.wait.bind(this, 4009), 1000);
  }
  refuse(code: number, reason: string) {
    this.socket.close(code, reason);
  }
  wait(milliseconds: number) {}
}

=== an event that a test makes, by its type
test("gone", () => {
  fakeWebSocket.dispatchEvent({ type: "close", code: «1006→1006» });
  fakeWebSocket.dispatchEvent({ type: "open", code: 1006 });
});

=== the code that a close event has by itself, and the close of an own kind of socket
export class CloseEvent extends Event {
  readonly code: number;
  constructor(init?: { code?: number; size?: number }) {
    this.code = init?.code ?? «1005→1005»;
    this.size = init?.size ?? 1005;
  }
}
export class WebSocket extends EventTarget {}
export function couple(pair: WebSocket, door: Door) {
  pair.addEventListener("close", (e) => e.code === «1005→1005»);
  door.addEventListener("close", (e) => e.code === 1005);
}

=== a number, or an event that has one
export function open(url: string, done: () => void) {
  const client = new WebSocket(url);
  client.onclose = (event: any) => {
    const status = typeof event === "number" ? event : event.code;
    if (status === «1000→1000») done();
  };
}

=== a code beside a reason that a test asks for
test("gone", async () => {
  const seen = await Promise.all([server.heard("end"), client.heard("close")]);
  assert.equal(seen[0].code, «4008→4008»);
  assert.equal(seen[0].reason, "Not allowed");
  assert.equal(seen[1].code, 4008);
  const [line, told] = await leave(new WebSocket(url));
  expect(told.code).toBe(«1001→1001»);
  expect(told.wasClean).toBe(true);
  expect(line.code).toBe(1001);
});

=== one of the events that a test has noted down
test("gone", async () => {
  webSocket.onclose = (event) => closeEvents.push(event);
  expect(closeEvents[0].code).toBe(«1000→1000»);
  expect(errors[0].code).toBe(1000);
});

=== what a test has kept of a close
test("refused", () => {
  const webSocket = new Double();
  expect(closed).toEqual([«4003→4003», "not here"]);
  expect(webSocket.closeCalls).toEqual([[«1001→1001», "bye"]]);
  expect(closedOrders).toEqual([[1001, "bread"]]);
});

=== an event in a test that is about a close
test("tells why it was closed", async (t) => {
  const event = await told(webSocket);
  t.is(event.code, «1005→1005»);
  t.is(event.size, 1005);
});
test("tells what it weighs", async (t) => {
  const event = await told(webSocket, "closed");
  t.is(event.code, 1005);
});

=== an event that somebody waits for
test("closed", async () => {
  const closed = new Deferred<CloseEvent>();
  const opened = new Deferred<Level>();
  webSocket.addEventListener("close", closed.resolve);
  const event = await closed;
  expect(event.code).toBe(«1000→1000»);
  expect((await opened).code).toBe(1000);
});

=== handlers in an object that a function gives back
const handlers = (app) => {
  return { onClose: (event) => { if (event.code === «1006→1006») webSocket.again(); }, onTick: (event) => event.code === 1006 };
};

=== a function that hears of a close
test("goes away", async () => {
  await webSocket.waitForClose((event) => { expect(event.code).toBe(«1001→1001»); });
  await webSocket.waitForOrder((event) => { expect(event.code).toBe(1001); });
  shard.on("close", (event) => expect(event.code).toBe(«4014→4014»));
  expect(await waitForClose(webSocket)).toMatchObject({ code: «4001→4001» });
  expect(await waitForOrder(webSocket)).toMatchObject({ code: 4001 });
});

=== a class of the project's own that goes by the name of a connection
import WebSocket from "ws";
class Gateway {}
const line = new Gateway();
line.on("disconnect", (code) => { if (code === «4004→4004») stop(); });
class Printer {}
const paper = new Printer();
paper.on("disconnect", (code) => { if (code === 4004) stop(); });

=== a number beside a constant that is a code
import WebSocket from "ws";
const CloseCodes = { IDLE: «4401→4401», FULL: «4402→4402» };
const fatal = (code) => code === «CloseCodes.IDLE→4401» || code === «4403→4403»;
const large = (code, size) => code === «CloseCodes.IDLE→4401» || size === 4403;

=== a member of a list, each of which is compared
import WebSocket from "ws";
webSocket.onclose = (event) => {
  if (FATAL.some((each) => each === event.code) || [«4005→4005»].find((each) => event.code === each)) stop();
  if (WAITS.some((each) => each === 3000)) wait();
};
const FATAL = [«4001→4001», «4002→4002»];
const WAITS = [4003, 4004];

=== a table without a name that is asked for a code
import WebSocket from "ws";
webSocket.onclose = (event) => {
  show({ «1000→1000»: "done", «1006→1006»: "lost" }[event.code]);
  wait({ «1006→1006»: 1000, «1013→1013»: 3000 }[event.code]);
  show({ 1000: "bread", 1001: "milk" }[event.item]);
};

=== a table that is sent from
import WebSocket from "ws";
const answers = { auth: «4401→4401», slow: «4429→4429» };
const byStatus = { 401: «4403→4403», 429: «4408→4408» };
const waits = { auth: 3000, slow: 4000 };
function refuse(line: WebSocket, kind, status, given) {
  const local = { none: «4410→4410» };
  line.close(answers[kind] ?? «1011→1011»);
  line.close(byStatus[status]);
  line.close(local[kind]);
  line.close({ none: «4411→4411» }[kind]);
  line.close(read(4000)[0]);
  setTimeout(refuse, waits[kind]);
}

=== a time that a function takes which closes
import WebSocket from "ws";
const closeCalmly = async (line: WebSocket, timeoutMs = 3000) => line.close(«1000→1000»);
closeCalmly(line, 4000);

=== what a double of a close was called with
import WebSocket from "ws";
test("refused", () => {
  expect(webSocket.close.mock.calls[0][0]).toBe(«4001→4001»);
  expect(webSocket.close.mock.calls[0][1]).toBe(4002);
  expect(webSocket.open.mock.calls[0][0]).toBe(4001);
  expect(webSocket.close.firstCall.args[0]).to.equal(«4003→4003»);
  expect(webSocket.close.mock.calls[0]).toEqual([«4004→4004», "no"]);
  assert.deepEqual(webSocket.close.mock.calls[0].arguments, [«4005→4005», "no"]);
  assert.deepEqual(webSocket.send.mock.calls[0].arguments, [4005, "no"]);
  sinon.assert.calledWith(webSocket.close, «4006→4006»);
  sinon.assert.calledOnceWithExactly(webSocket.close, «4007→4007», "no");
  sinon.assert.calledWith(webSocket.send, 4008);
});

=== what a test that is run with many values expects a code to be
import WebSocket from "ws";
it.each([["/none", «4404→4404», 1001], ["/mine", «4401→4401», 1002]])("opens %s", async (path, expected, size) => {
  const closed = await refused(path);
  expect(closed.code).toBe(expected);
  expect(closed.list.length).toBe(size);
});

=== a code that a handler takes out of an event by another name
webSocket.addEventListener("close", ({ code: told, size: much }) => {
  if (told === «4001→4001» || much === 4002) stop();
});
webSocket.addEventListener("message", ({ code: told }) => { if (told === 4003) stop(); });

=== a member of an enum with two that go by names of the registry
import { WebSocket } from "ws";
enum Told { GOING_AWAY = «1001→1001», PROTOCOL_ERROR = «1002→1002», KICKED = «4001→4001» }
enum Size { GOING_AWAY = 10, PROTOCOL_ERROR = 20, KICKED = 4001 }
class Peer {
  why: number = «Told.GOING_AWAY→1001»;
  drop() { this.fail(new Failure(«Told.KICKED→4001», "kicked"), Size.KICKED); }
}

=== what a function closes with: compared before, in a function of its own, asked a table about
import type { WebSocket } from "ws";
const REASONS: Record<number, string> = { «4001→4001»: "full", «4002→4002»: "over" };
const ROOMS: Record<number, string> = { 4001: "red", 4002: "blue" };
export function turnAway(line: WebSocket, status: number, room: number) {
  if (status === «4003→4003» && room !== 4003) note();
  later(() => { if (status === «4004→4004» || room === 4004) note(); });
  paint(ROOMS[room]);
  line.close(status, REASONS[status]);
}
export function enter(line: WebSocket, status: number) {
  if (status === 4005) line.close(«1000→1000»);
}

=== an exception that stands for a close
import WebSocket from "ws";
class WsError extends Error {
  static unknown = () => new WsError(«4401→4401», "who?", 4000);
  constructor(readonly code: number, reason: string, readonly size: number) { super(reason); }
}
class LineError extends Error { constructor(readonly code: number, reason: string) { super(reason); } }
throw new LineError(4401, "no");
=== what an error is by its tag
const socket = new WebSocket(url);
function told(failure) {
  if (failure.why._tag === "SocketCloseError") {
    expect(failure.why.code).toBe(«4001→4001»);
  }
  if (failure.why._tag === "FileError") {
    expect(failure.why.code).toBe(4002);
  }
}
=== the code of what a call gives that says by its name how the connection closed
const socket = new WebSocket(url);
expect(line.closedWith()?.code).toBe(«1011→1011»);
expect((await closing(line)).code).toBe(«4001→4001»);
expect((await exited(child)).code).toBe(1001);
expect(line.lastAnswer()?.code).toBe(1002);
=== what is read together with a reason
const socket = new WebSocket(url);
const lost = 1015;
function answered(note) {
  if (note.told.reason && note.told.code === «4003→4003») restart();
  if (note.code === 4004) restart();
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(py=PYTHON, ts=TYPESCRIPT))
def test_codes_told_by_what_stands_around(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
