"""Codes that the file's own calls hand on, that a promise brings, that a table is asked for, that stand in for none."""

import pytest

from .support import cases, run, uses

TYPESCRIPT = """
=== a field of what a function gives back
import { WebSocketServer } from "ws";
async function check(token: string) {
  if (token) return { ok: true };
  return { ok: false, why: «4001→4001», size: 4002 };
}
const server = new WebSocketServer({ port: 8080 });
server.on("connection", async (socket) => {
  const refused = await check(socket.protocol);
  if (!refused.ok) socket.close(refused.why, "no token");
});

=== what is there first
import WebSocket from "ws";
import { once } from "node:events";
async function ends() {
  const line = new WebSocket(url);
  const told = await Promise.race([new Promise((resolve) => line.once("close", resolve)), sleep(1000)]);
  const [number] = await Promise.race([once(line, "close"), sleep(1000)]);
  const size = await Promise.race([new Promise((resolve) => line.once("message", resolve)), sleep(1000)]);
  return told === «4001→4001» || number === «4002→4002» || size === 4003;
}

=== a promise that is settled by a property
async function left(line: WebSocket) {
  const told = await new Promise<CloseEvent>((resolve) => { line.onclose = resolve; });
  const { code } = await new Promise<CloseEvent>((resolve) => (line.onclose = resolve));
  const size = await new Promise((resolve) => { line.onmessage = resolve; });
  return told.code === «4001→4001» || code === «4002→4002» || size.code === 4003;
}

=== what is taken by another name, and what a class gives under the name of a code
class WebSocketLine {
  static get CLOSE_GOING_AWAY() { return «1001→1001»; }
  static get CLOSE_LIMIT() { return 3000; }
  get closeCode() { return this.payload.readUInt16BE(); }
  get size() { return this.payload.length; }
  isFatal() {
    const told = this.closeCode, length = this.size;
    return told === «4003→4003» || length === 4004;
  }
  told({ closeCode: number, reason, size: length }) {
    if (number !== «4001→4001» && length !== 4002) show(reason);
  }
}

=== what fails a connection by its own close
class WebSocketLine {
  fail(code, reason) { this.close(code, reason); this.pipe.destroy(); }
  leave(code) { this.exit(code); }
  read(byte) {
    if (byte & 0x70) this.fail(«1002→1002», "bits that nobody knows");
    this.leave(1003);
  }
  close(code, reason) { this.pipe.write(encode(code, reason)); }
}

=== a function that is given a code as received
const ws = new WebSocket(url);
ws.onclose = (event) => { retry(event.code, 1000); };
function retry(code, delay) {
  if (code === «1008→1008»  || code >= «4000→4000» || delay === 1000) return;
  setTimeout(connect, 2000);
}
function dropped() { retry(«1006→1006», 1000); }

=== what a function within compares with a code as received
import WebSocket from "ws";
const line = new WebSocket(url);
function waitForEnd(socket, expected) {
  return new Promise((resolve, reject) => {
    socket.once("close", (code) => {
      if (code === expected) resolve();
      else reject(new Error("ended otherwise"));
    });
  });
}
await waitForEnd(line, «4004→4004»);
await waitFor(line, 4004);

=== a method that is given one
class Line {
  open() {
    this.ws = new WebSocket(url);
    this.ws.addEventListener("close", (event) => {
      let code;
      if (event.code == null) code = «1005→1005»; else code = event.code;
      this._lost(code);
    });
    this.ws.onerror = () => this._lost(«1006→1006»);
  }
  _lost(status) {
    switch (status) { case «4001→4001»: return; }
  }
}

=== a method of what a function makes
function Line() {
  this.ws = new WebSocket(url);
  this.ws.onclose = (event) => this._lost(event.code);
}
Line.prototype._lost = function (code) { this.told(code); };
Line.prototype.stop = function () { this._lost(«1006→1006»); };

=== the same, which the function itself calls
function Line(url, told) {
  this.told = told || function () {};
  this.ws = new WebSocket(url);
  this.ws.onclose = (event) => this._lost(event.code);
  this.ws.onerror = () => this._lost(«1006→1006»);
}
Line.prototype._lost = function (code) { this.told(code); };

=== a function and a method that are given the event
class Line {
  open() {
    this.ws = new WebSocket(url);
    this.ws.addEventListener("close", (event) => { this.lost(event); log(meaning(event)); });
    this.ws.addEventListener("message", (event) => shown(event));
  }
  lost(it) { if (it.code === «1008→1008») stop(); }
}
function meaning(it) { return it.code === «1001→1001» ? "away" : "other"; }
function shown(it) { return it.code === 1003; }

=== what others give a function, too, may be anything
const ws = new WebSocket(url);
ws.onclose = (event) => told(event);
form.onsubmit = (entry) => told(entry);
function told(it) { return it.code === 1001; }

=== a function that is given the code in an object
const ws = new WebSocket(url);
ws.onclose = (event) => { again({ code: event.code, reason: event.reason }); told({ code: event.code }); };
const again = (why?: { code?: number }) => { if (why?.code === «4001→4001») stop(); };
function told({ code, reason }) { if (code === «4002→4002») stop(reason); }
function failed(why) { if (why.code === 4003 || why.status === 1001) stop(); }
failed({ code: answer.code, status: answer.status });

=== a method that is called after a close is given numbers that no close code has
class Line {
  private line = new WebSocket(address);
  onLineClose(code: number) { if (code === «4014») this.stop(); }
  wait(ms: number) { return new Promise((resolve) => setTimeout(resolve, ms)); }
}
const one = new Line();
one.onLineClose(«1234»);
one["onLineClose"](«2001»);
one.wait(2001);

=== handlers that go through a wrapper
const ws = new WebSocket(url);
ws.onclose = jest.fn((it) => { if (it.code === «1001→1001») stop(); });
ws.addEventListener("close", mustCall((it) => { if (it.code === «1003→1003») stop(); }, 1));
ws.addEventListener("close", Sky.bindEnvironment(left));
ws.addEventListener("message", mustCall((it) => { if (it.code === 1008) stop(); }));
ws.onclose = debounce((it) => { if (it.code === 1009) stop(); }, 500);
function left(it) { if (it.code === «4001→4001») stop(); }

=== a code that is handed to what closes a connection by the names of both
import { WebSocketEngine } from "./engine";
class Session {
  again(fresh: boolean, code = «4000→4000», text = "") { this.webSocket.disconnect(code, text); }
  done(code = 4000) { this.dialog.close(code); }
  late(delay = 4000) { this.webSocket.disconnectAfter(delay); }
  beat() {
    this.again(true, «4009→4009», "no answer");
    this.done(4001);
  }
}

=== a test that says what a code should be
const ws = new WebSocket(url);
ws.onclose = (it) => { it.code.should.equal(«1000→1000»); it.reason.length.should.equal(1001); };

=== what a handler hears first when a connection of unknown make closes
module.exports = function (ws, child) {
  ws.on("close", (why) => { if (why !== «1000→1000») stop(); });
  ws.on("message", (it) => { if (it === 1001) stop(); });
  child.on("close", (why) => { if (why === 1003) stop(); });
};

=== a function that is given other numbers that are called codes
const ws = new WebSocket(url);
function report(code) { if (code === 4001) exit(code); }
ws.onmessage = (event) => report(event.data.code);
report(3000);

=== a function that is called bind
const ws = new WebSocket(url);
listen(bind(handler));
ws.onclose = bind((event) => { if (event.code === «4001→4001») stop(); });
ws.onclose = (event) => { setTimeout(bind(again), 1000); };
ws.close(«4002→4002»);

=== what a promise brings
import { WebSocket } from "ws";
const left = (socket) => new Promise((resolve) => { socket.once("close", (code) => resolve(code)); });
it("is refused", async () => {
  const line = new WebSocket(url);
  const closed = new Promise<number>((resolve) => line.on("close", resolve));
  const code = await closed;
  expect(code).to.equal(«4003→4003»);
  expect(await left(line)).toBe(«1008→1008»);
});

=== what an event brings that is waited for
const socket = new WebSocket(url);
it("is refused", async () => {
  const [code, reason] = await once(socket, "close");
  assert.strictEqual(code, «4003→4003»);
  const [status] = await once(child, "close");
  assert.strictEqual(status, 4003);
});

=== what an event brings that is waited for later
import { once } from "node:events";
import { WebSocket } from "ws";
const guest = new WebSocket(url);
it("is refused", async () => {
  const closed = once(guest, "close");
  const ended = once(child, "close");
  guest.send("rude");
  const [told, why] = await closed;
  assert.strictEqual(told, «4003→4003»);
  assert.strictEqual((await closed)[0], «4003→4003»);
  const [status] = await ended;
  assert.strictEqual(status, 4003);
});

=== a code that is taken out of what a close gives, which also stands for none
const ws = new WebSocket(url);
class Caller {
  async close({ code, reason } = {}) {
    if (!this.open) return { code: «1001→1001», reason };
    return this.ended;
  }
}
it("is told", async () => {
  const caller = new Caller();
  const { code } = await caller.close({ code: «4003→4003», reason: "done" });
  assert.strictEqual(code, «4003→4003»);
  const { size } = { size: 4003 };
  assert.strictEqual(size, 4003);
});

=== an object that an event of a client of the project's own brings
const guest = new Caller({ to: "ws://localhost" });
it("is refused", async () => {
  const left = once(guest, "close");
  const [first] = await left;
  assert.strictEqual(first.code, «4003→4003»);
  const [answer] = await once(guest, "answer");
  assert.strictEqual(answer.code, 4003);
});

=== a handler of an event that is a constant
conn.on(Events.CLOSED, (event) => { if (event.code === «4004→4004» ? stopped : !SOME.includes(event.code)) stop(); });
conn.on(Events.FAILED, (event) => { if (event.code === 4005) stop(); });
export type Line = WebSocket;

=== codes that tests are run with
const line = new FakeWebSocket();
test.each([«1000→1000», «1008→1008»])("gives up after %i", (code) => { line.emit("close", code, "over"); });
test.each([[«1001→1001», true], [«4999→4999», false]])("says of close code %i whether to retry", (code, expected) => {
  expect(retries(code)).toBe(expected);
});
test.each([[3001, true], [4001, false]])("says of answer %i whether to retry", (code, expected) => {
  expect(retries(code)).toBe(expected);
});

=== codes that a test goes through
// of a WebSocket
test("ends", () => { for (const code of [«1000→1000», «4007→4007»]) expect(session.onSocketClose(code)).toBe(false); });
test("takes", () => { for (const size of [1000, 20000]) session.onSocketClose(size); });
test("reads", () => { for (const size of [1000, 1001]) session.onSocketData(size); });

=== a double that hears of a close
const line = new WebSocket(url), told = vi.fn(), heard = vi.fn();
line.on("close", told);
line.on("message", heard);
expect(told).toHaveBeenCalledWith(«1001→1001», "going away");
expect(heard).toHaveBeenCalledWith(1001, "a message");

=== a code that an error carries
class Line {
  async open() {
    this.socket = new WebSocket(url);
    try { await this.greet(); } catch (error) {
      if (error.statusCode == null) error.statusCode = «4003→4003»;
      error.after = 4001;
      this.socket.close(error.statusCode);
    }
  }
}

=== what another promise brings
const line = new WebSocket(url);
const read = new Promise((resolve) => line.addEventListener("message", (event) => resolve(event.data.code)));
it("counts", async () => { const code = await read; expect(code).to.equal(4003); });

=== texts by code
const REASONS = { «4001→4001»: "kicked", «4002→4002»: { text: "idle", after: 3000 } };
const ws = new WebSocket(url);
ws.onclose = (event) => show(REASONS[event.code]);

=== texts by the names of codes
const Codes = { KICKED: «4001→4001», IDLE: «4002→4002», PORT: 4003 } as const;
const REASONS = { [«Codes.KICKED→4001»]: "kicked", [«Codes.IDLE→4002»]: "idle" };
const ws = new WebSocket(url);
ws.onclose = ({ code }) => { if (code in REASONS) show(REASONS[code]); };

=== texts by the members of what is an object of codes by what it has
// of a WebSocket
const Problem = { GoingAway: «1001→1001», ProtocolError: «1002→1002», Moved: «4001→4001» } as const;
const TEXTS = { [«Problem.GoingAway→1001»]: "gone", [«Problem.Moved→4001»]: "moved" };
const Wait = { Short: 1001, Long: 4001 } as const;
const NAMES = { [Wait.Short]: "short", [Wait.Long]: "long" };

=== what is called a status code, and is none of HTTP
// reads the frames of a WebSocket
class Frames {
  read(head) {
    if (head & 0x30) return this.failure(RangeError, "reserved bits", «1002→1002», "BITS");
    if (head > 9) return this.failure(RangeError, "too many", 4002, "MANY");
    return this.later("wait", 1002);
  }
  inflated(failure) { failure[kStatusCode] = «1007→1007»; failure.statusCode = «1009→1009»; failure.statusCode = 1000; }
  failure(Kind, text, statusCode, label) { return Object.assign(new Kind(text), { statusCode, label }); }
  later(text, delay) {}
}
it("refuses", () => {
  assert.strictEqual(failure[kStatusCode], «1002→1002»);
  expect(failure.statusCode).toBe(«1009→1009»);
  expect(response.statusCode).toBe(1002);
  if (failure.statusCode === «1007→1007» || reply.statusCode === 1007) again();
});

=== texts by other numbers
const REASONS = { 4001: "kicked", 4002: "idle" };
const ws = new WebSocket(url);
ws.onmessage = ({ data }) => show(REASONS[data.code]);

=== what is taken where no code is given
const ws = new WebSocket(url);
function stop({ closeCode = «1000→1000», after = 2000 } = {}) { ws.close(closeCode); }
function leave({ code = «4001→4001», reason = "bye" }) { queue({ code, reason }); }
function end({ code: given = «4002→4002» }) { ws.close(given); }
function quit(options) { const { closeCode = «4003→4003», after = 3000 } = options; }
function step({ code = 4004 }) { report(code); }

=== what a function gives back that is asked for the code
const line = new WebSocket(url);
const codeFor = (error) => error.name === "Denied" ? «4401→4401» : «4500→4500»;
function leave(peer: WebSocket, code: number) { peer.close(code, "bye"); }
function toldCode(code) { if (code === 1006) return «1011→1011»; return code; }
function patience() { return 3000; }
class Room {
  why(full) { switch (full) { case true: return «4003→4003»; default: return «4004→4004»; } }
  end(error) {
    setTimeout(() => line.close(codeFor(error)), patience());
    line.close(this.why(false));
    leave(line, toldCode(error.number));
  }
}
function App() {
  function pick() { return full ? «4010→4010» : «4011→4011»; }
  return () => line.close(pick());
}
"""

PYTHON = """
=== what a function gives back is taken apart, at once or under a name, by its place or its key
from fastapi import WebSocket

KICKED = «4001→4001»

def refusal(token):
    if token == "late":
        return «4002→4002», "late"
    return (KICKED, "kicked") if token == "rude" else None

async def greeted(line):
    if not line.name:
        return None, «4003→4003», "nameless"
    return 3001, 0, ""

async def found(line):
    if not line.room:
        return 4100, («4004→4004», "no room")
    return 4101, None

def asked(line):
    return {"why": «4005→4005», "size": 4102}

async def serve(line: WebSocket):
    refused = refusal(line.token)
    if refused:
        code, text = refused
        await line.close(code, text)
    name, number, text = await greeted(line)
    if not name:
        await line.close(code=number, reason=text)
    room, problem = await found(line)
    if problem:
        await line.close(*problem)
    answer = asked(line)
    await line.close(code=answer["why"])

class Gate:
    def check(self, line):
        return None, «4006→4006» if line.full else «4007→4007», 4103

    async def open(self, line: WebSocket):
        name, why, size = self.check(line)
        await line.close(why)

=== an exception that closes with the number it was raised with
import websockets

class Refused(Exception):
    def __init__(self, status, text, retry=3000):
        self.status = status
        self.text = text
        self.retry = retry

class Unheard(Exception):
    def __init__(self, status):
        self.status = status

async def greet(line):
    if await line.recv() != "hello":
        raise Refused(«4001→4001», "rude", 3001)
    if await line.recv() != "name":
        raise Refused(status=«4002→4002», text="nameless")
    raise Unheard(4003)

async def serve(line: websockets.ServerConnection):
    try:
        await greet(line)
    except Refused as error:
        await line.close(error.status, error.text)
    except Unheard as error:
        report(error.status)

=== exceptions that extend one that closes with its number
import websockets

class Refused(Exception):
    code = «4000→4000»
    after = 3000

class Banned(Refused):
    code = «4003→4003»

class Other(Exception):
    code = 4004

async def serve(line: websockets.ServerConnection):
    try:
        await greet(line)
    except Refused as error:
        await line.close(error.code)

=== texts that are asked for by a message's code
import aiohttp

session = aiohttp.ClientSession()

async def read():
    line = await session.ws_connect("wss://example.org")
    message = await line.receive()
    texts = {«4000→4000»: "late", «4001→4001»: "lost"}
    sizes = {4000: "small", 4001: "large"}
    if message.type == aiohttp.WSMsgType.TEXT:
        print(sizes.get(message.data))
    elif message.type == aiohttp.WSMsgType.CLOSE:
        print(texts.get(message.data, "unknown"))

=== an attribute that may be missing
import websockets

async def read(line: websockets.ClientConnection):
    try:
        await line.recv()
    except websockets.ConnectionClosed as error:
        if getattr(error, "code", None) == «4009→4009» or getattr(error, "size", None) == 4010:
            return

=== lists in an enum of codes
from enum import Enum

class WebsocketCloseCode(Enum):
    NORMAL = «1000→1000»
    LOST = «1006→1006»

    RESUME_CODES = [«1000→1000», «4001→4001»]
    DELAYS = [1000, 3000]

class Answer(Enum):
    HELLO_CODES = [1000, 4001]

=== texts side by side
import websocket

def closed(app, code, reason):
    print(
        f"closed with {code}: "
        f"{reason}, clean: {code in («1000→1000», «1001→1001»)}, "
        "since 4002"
    )

websocket.WebSocketApp("wss://example.org/feed", on_close=closed).run_forever()

=== constants of one family, of which one says what it is, in a file that hands them on
from starlette.websockets import WebSocket

CLOSE_LEFT = «4000→4000»
CLOSE_POLICY = «1008→1008»
CLOSE_OVERLOADED = «1013→1013»
CLOSE_TIMEOUT_MS = 3000
QUEUE_MAX = 4001

=== what stands in for a code that a message lacks
from starlette.websockets import WebSocketDisconnect

def raise_if_closed(message, sizes):
    if message["type"] == "websocket.close":
        raise WebSocketDisconnect(code=message.get("code", «1000→1000»), reason=message.get("size", 4001))

async def read(self):
    message = await self.line.receive()
    if message.get("type") == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", «1005→1005»))
    if message.get("type") == "websocket.receive":
        raise TooLong(message.get("code", 1005))

=== a code as received, and the one that stands in for it
import websockets

async def read(line, errors):
    wait = 1006
    try:
        return await line.recv()
    except websockets.ConnectionClosed as error:
        if error.rcvd:
            told = error.rcvd.code
        else:
            told = «1006→1006»
        errors.append(told)

=== a handler that a test calls through an adapter
from asgiref.sync import async_to_sync
from channels.generic.websocket import AsyncWebsocketConsumer

class Feed(AsyncWebsocketConsumer):
    async def disconnect(self, close_code):
        await self.leave()

def test_leaves(printer):
    feed = Feed()
    async_to_sync(feed.disconnect)(«1000→1000»)
    consumer = Feed()
    async_to_sync(consumer.disconnect)(«1001→1001»)
    async_to_sync(feed.wait)(1000)
    async_to_sync(printer.disconnect)(1000)

=== constants that a call takes which closes by its name
from .base import WebSocketFeed

NO_SUCH_ROOM = «4004→4004»
ENDED_NORMALLY = «1000→1000»
PAUSE = 1000

class Feed(WebSocketFeed):
    def refuse(self):
        self.disconnect(«NO_SUCH_ROOM→4004»)

    def leave(self):
        self.disconnect(«ENDED_NORMALLY→1000»)
        self.disconnect(PAUSE)

=== what a project's own function is given by its name
from fastapi import WebSocket

async def refuse(line: WebSocket, *, within=3000, status=«1008→1008»):
    await asyncio.sleep(within)
    await line.close(status)

async def serve(line):
    await refuse(line, status=«4001→4001»)
    await refuse(line, within=4000, status=«4002→4002»)
    await refuse(line, within=4000)

=== what a function gives back that is asked for the code
from fastapi import WebSocket

def code_for(error):
    if isinstance(error, PermissionError):
        return «4403→4403»
    return «1011→1011»

async def drop(line: WebSocket, error):
    await line.close(code_for(error))
"""


PHP = """
=== what those who listen to a close are given in a list
<?php
use Ratchet\\RFC6455\\Messaging\\Frame;
class Line {
    public function lost($stream) {
        $this->emit("close", [«1006→1006», $this, ""]);
        $this->emit("close", [«Frame::CLOSE_ABNORMAL→1006», "lost"]);
        $this->emit("resize", [1006, 1001]);
    }
}
=== a frame's own field
<?php
use Swoole\\WebSocket\\CloseFrame;
function leave($server, $fd) {
    $frame = new CloseFrame();
    $frame->code = «1001→1001»;
    $frame->opcode = 1002;
    $server->push($fd, $frame);
}
=== what controllers are handed, and numbers that nobody else has in one list
<?php
use Hyperf\\Contract\\OnOpenInterface;
class Hall implements OnOpenInterface {
    public function onOpen($server, $request): void {
        $server->disconnect($request->fd, «4001→4001», "who are you?");
    }
    public function isValid(int $code) {
        return !in_array($code, [«1004→1004», «1005→1005», «1006→1006», «1015→1015»], true);
    }
}
"""


CSHARP = """
=== what is made with a code and a reason, with or without the name of its type
using System.Net.WebSockets;
class Lobby {
  async Task Empty(ISeat seat) {
    await seat.LeaveAsync(new() { Code = «4001→4001», Reason = "full" });
    await seat.LeaveAsync(new Leaving { Reason = "full", Code = «4002→4002» });
    Left?.Invoke(this, new Leaving() { Code = «4003→4003», Reason = "full" });
    await seat.LeaveAsync(new() { Code = 4004, Price = "full" });
    await seat.LeaveAsync(new() { Size = 4005, Reason = "full" });
  }
}
=== own methods of a WebSocket that take a code with a reason
class RoomWebSocket
{
    void Fail(ushort code, string reason) { Drop(new Payload(code, reason)); }
    void Refuse(int attempts, string reason) { Answer(attempts); }
    void Read()
    {
        Fail(«1011→1011», "broken");
        Refuse(1012, "busy");
    }
}
class Ledger
{
    void Fail(ushort code, string reason) { Note(code, reason); }
    void Read() { Fail(1011, "broken"); }
}
=== a parameter that is called a close code
class Lobby
{
    void Finish(RoomWebSocket line, int closeCode, int delay) { line.Note(closeCode); }
    void Read(RoomWebSocket line) { Finish(line, «4001→4001», 4002); }
}
"""


JAVA = """
=== a setter of what is of a close
class Page {
    void lose(WebSocket line, Answer answer, ClosedOrders closedOrders) {
        CloseEvent closeEvent = new CloseEvent();
        closeEvent.setCode(«1006→1006»);
        answer.setCode(1006);
        closedOrders.setCode(4003);
        leave(new Line.CloseOptions().setReason("moved").setCode(«4001→4001»));
        leave(new Line.SendOptions().setReason("moved").setCode(4002));
        write(CloseFrame.newBuilder().setCode(«1000→1000»).build());
    }
}

=== what is told of a connection that has closed
import org.example.WebSocketProcessor;
import org.example.WebSocket;
class Kept {
    WebSocketProcessor processor;
    void lose(WebSocket line) {
        processor.close(line, «1002→1002»);
        processor.wait(line, 1003);
    }
}

=== the two bytes of a close frame
class Line {
    void leave(WebSocket line) {
        write(OP_CLOSE, ByteBuffer.allocate(2).putShort((short) «4001→4001»).array());
        write(OP_TEXT, ByteBuffer.allocate(2).putShort((short) 4002).array());
    }
}
"""

KOTLIN = """
=== the two bytes of a close frame
class Line(private val websocket: Socket) {
    fun leave() {
        write(OP_CLOSE, ByteBuffer.allocate(2).putShort(«1000→1000»).array())
        write(OP_CLOSE, ByteBuffer.allocate(2).putShort(«4001→4001».toShort()).array())
        write(OP_TEXT, ByteBuffer.allocate(2).putShort(4002).array())
    }
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(cs=CSHARP, ts=TYPESCRIPT, py=PYTHON, php=PHP, java=JAVA, kt=KOTLIN)
)
def test_codes_that_are_handed_on(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
