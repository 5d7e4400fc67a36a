"""How a name becomes a connection: each way in which programs make one, name it and hand it on."""

import pytest

from wsclose.analysis.facts import CloseCall

from .support import cases, close_calls, named, run

JAVASCRIPT = """
=== a module as compilers load it
const ws_1 = __importDefault(require("ws"));
const ws_2 = tslib_1.__importStar(require("ws"));
var import_ws = __toESM(require("ws"));
var _ws = _interopRequireDefault(require("ws"));
var _net = _interopRequireDefault(require("net"));
const one = new ws_1.default(address);
const two = new ws_2.WebSocket(address);
const three = new import_ws.default(address);
const four = new _ws.default(address);
const five = new _net.default.Socket(address);
one.«close→ws client»(1000);
two.«close→ws client»(1000);
three.«close→ws client»(1000);
four.«close→ws client»(1000);
five.close(1000);

=== the global of a page
const feed = new WebSocket("wss://example.org/feed");
feed.«close→browser client»(1000);

=== one of two modules, of which only one is known
const Socket = inBrowser ? require("./browser_socket") : require("ws");
const feed = new Socket(address);
feed.«close→ws client»(1000);

=== the global, as a member of the window
const feed = new window.WebSocket(address);
feed.«close→browser client»();

=== assigned to two at once
class Feed {
  open() {
    const feed = this.feed = new WebSocket(address);
    feed.«close→browser client»();
  }
  stop() {
    this.feed.«close→browser client»();
  }
}

=== something else stands in for it until it is opened
let feed = { close() {} };
let other = { close() {} };
function connect() { feed = new WebSocket(address); other = { close() { report(); } }; }
function leave() { feed.«close→browser client»(1000); other.close(1000); }

=== a default import under another name
import Socket from "ws";
const feed = new Socket("wss://example.org/feed");
feed.«close→ws client»(1001);

=== a named import under another name
import { WebSocket as Client } from "ws";
const feed = new Client(address);
feed.«close→ws client»(1001);

=== a namespace
import * as WS from "ws";
const feed = new WS.WebSocket(address);
feed.«close→ws client»(1001);

=== a module that is required
const WebSocket = require("ws");
const feed = new WebSocket(address);
feed.«close→ws client»(1001);

=== a module that is required and taken apart
const { WebSocket: Client } = require("ws");
const feed = new Client(address);
feed.«close→ws client»(1001);

=== a server's class below the default export
const WebSocket = require("ws");
const server = new WebSocket.Server({ port: 8080 });
server.on("connection", (socket) => socket.«close→ws server»(1013));

=== a server's callback
import { WebSocketServer } from "ws";
const rooms = new WebSocketServer({ noServer: true });
rooms.on("connection", function enter(guest, request) {
  guest.«close→ws server»(1008, "no room");
});

=== a server's callback that is a function by name
import { WebSocketServer } from "ws";
const rooms = new WebSocketServer({ noServer: true });
function enter(guest) {
  guest.«close→ws server»(1008);
}
rooms.on("connection", enter);

=== a server's callback that is bound
import { WebSocketServer } from "ws";
class Rooms {
  constructor() {
    this.server = new WebSocketServer({ port: 8080 });
    this.server.on("connection", this.enter.bind(this));
  }
  enter(guest) {
    guest.«close→ws server»(1013);
  }
}

=== the clients of a server
import { WebSocketServer } from "ws";
const rooms = new WebSocketServer({ port: 8080 });
process.on("SIGTERM", () => {
  for (const guest of rooms.clients) guest.«close→ws server»(1001);
  rooms.clients.forEach((guest) => guest.«terminate→ws server»());
});

=== a field of a class, set in another method
class Feed {
  connect() {
    this.line = new WebSocket(this.address);
  }
  leave() {
    this.line?.«close→browser client»(1000);
  }
}

=== a private field
class Feed {
  #line = null;
  connect() {
    this.#line = new WebSocket(address);
  }
  leave() {
    this.#line.«close→browser client»(1000);
  }
}

=== a subclass, and what it inherits
class Feed extends WebSocket {
  leave() {
    this.«close→browser client»(1000);
    super.«close→browser client»(4000);
  }
}
const feed = new Feed(address);
feed.«close→browser client»(4001);

=== a function that makes one
function open(path) {
  const line = new WebSocket(`wss://example.org/${path}`);
  line.binaryType = "arraybuffer";
  return line;
}
const feed = open("feed");
feed.«close→browser client»(1000);

=== an arrow function that makes one
const open = (path) => new WebSocket(path);
open("/feed").«close→browser client»(1000);

=== a function that is called again by what uses it
import { useCallback } from "react";
export function useFeed(address) {
  const open = useCallback(() => new WebSocket(address), [address]);
  return () => open().«close→browser client»(1000);
}

=== a reference of React
import { useRef, useEffect } from "react";
export function Feed({ address }) {
  const line = useRef(null);
  useEffect(() => {
    line.current = new WebSocket(address);
    return () => line.current?.«close→browser client»(1000);
  }, [address]);
}

=== what a reference of React holds, asked for where it is made
import { useRef } from "react";
export function Feed({ address }) {
  const line = useRef(new WebSocket(address)).current;
  const { current: other } = useRef(new WebSocket(address));
  const { current: timer } = useRef(new Timer());
  return () => { line.«close→browser client»(1000); other.«close→browser client»(1000); timer.close(1000); };
}

=== a variable that is set later
let line;
export function connect() {
  line = new WebSocket(address);
}
export function leave() {
  if (line && line.readyState === WebSocket.OPEN) line.«close→browser client»(1000);
}

=== one of two
const line = cached ?? new WebSocket(address);
line.«close→browser client»(1000);

=== a promise of one
import WebSocket from "ws";
async function open() {
  const line = new WebSocket(address);
  await once(line, "open");
  return line;
}
(await open()).«close→ws client»(1000);

=== one of two things that come back
function dial(url) {
  return [new WebSocket(url), Date.now()];
}
const [line, since] = dial(url);
line.«close→browser client»(1000);
since.close(1000);

=== ... out of a promise
const dial = (url) =>
  new Promise((resolve) => {
    const line = new WebSocket(url);
    line.onopen = () => resolve([line, () => stop(url)]);
  });
dial(url).then(([line, leave]) => {
  line.«close→browser client»(1000);
  leave.close(1000);
});

=== ... that has names
const dial = (url) =>
  new Promise((resolve) => {
    const line = new WebSocket(url);
    line.onopen = () => resolve({ line, since: Date.now() });
  });
dial(url).then(({ line }) => line.«close→browser client»(1000));

=== what opens it is of another file and says so
import { connectToWebsocket, connectAll } from "./lines.js";
connectToWebsocket(token).then((line) => line.«close→unknown client?»(1000));
connectAll(token).then((line) => line.close());

=== by its name alone
// speaks of a WebSocket
export function leave(ws) {
  ws.«close→unknown?»(1000, "bye");
}

=== a component of Vue
export default {
  data: () => ({ line: null }),
  methods: {
    connect() {
      this.line = new WebSocket(this.address);
    },
    leave() {
      this.line.«close→browser client»(1000);
    },
  },
};

=== an object that a call makes something of
Page({
  connect() {
    this.line = new WebSocket(this.address);
  },
  leave() {
    this.line.«close→browser client»(1000);
  },
});

=== a mini program's
let line = wx.connectSocket({ url });
line.«close→miniprogram client»({ code: 1000, reason: "bye", success() {} });
uni.«closeSocket→miniprogram client»();
const paying = my.connectSocket({ url, multiple: true });
paying.«close→miniprogram client»({ complete() {} });
uni.closeBLEConnection({ deviceId });
const plain = wx.createTCPSocket();
plain.close();

=== ... of Taro, and what has its name
import Taro from "@tarojs/taro";
const qq = require("./chat");
async function join() {
  const line = await Taro.connectSocket({ url });
  line.«close→miniprogram client»();
  qq.connectSocket({ url }).close();
}

=== a WebSocket of who knows whose making, which is given an address
import { WebSocket } from "../transport/index.js";
const line = new WebSocket(`wss://${host}/feed`);
line.«close→unknown client»(1000);
const other = new WebSocket(options);
other.«close→unknown?»(1000);
"""

TYPESCRIPT = """
=== a type that is a class itself, which another may be given in place of
import Line from "ws";
interface Options { webSocket?: typeof WebSocket; door?: typeof Door }
const Chosen: typeof Line = Line;
const chosen = new Chosen(address);
chosen.«close→ws client»(1001);
export function feed({ Kind = WebSocket }: { Kind?: typeof WebSocket }, Other: typeof WebSocket | undefined) {
  const one = new Kind(address), two = new Other(address);
  one.«close→unknown client»(1001);
  two.«close→unknown client»(4001);
}
export class Feed {
  constructor(private options: Options) {}
  visit() {
    const line = new this.options.webSocket(address), door = new this.options.door(address);
    line.«close→unknown client»(4002);
    door.close(4003);
  }
}
let same: typeof chosen;
let held: InstanceType<typeof Shelf>;
same.«close→ws client»(1001);
held.close(4004);

=== a type that says what each connection carries, in a type of the file's own
import type { Visit } from "./visits";
interface Guest { name: string }
class Desk {
  private lines = new Map<string, RoomWebSocket<Guest>>();
  turnAway(one: lines.WebSocket<Guest>) { one.«close→unknown?»(4001, "full"); }
  leave(one: RoomWebSocket<Visit>) { one.«close→unknown?»(4002, "over"); }
  file(one: Sheet<Guest>, told: WebSocketMessage<Guest>) { one.close(); told.close(); }
  sort(rows: Map<RoomWebSocket, Guest>) { for (const row of rows.values()) row.close(); }
}

=== a pair that a test imports
import { WebSocketPair } from "miniflare";
const [client, server] = Object.values(new WebSocketPair());
server.accept();
server.«close→cloudflare server»();

=== the second of a pair, by its place
export function upgrade(): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.«close→cloudflare server»(1011, "not ready");
  return new Response(null, { status: 101, webSocket: client });
}
export function refuse(pair: WebSocketPair): void {
  const { 1: server } = pair;
  server.«close→cloudflare server»(1008);
}

=== one whose handlers are taken away first
import WebSocket from "ws";
import { connect, type Socket } from "node:net";
export class Feed {
  private line: WebSocket | null = new WebSocket("wss://example.org/feed");
  private under: Socket = connect(4000);
  stop(): void {
    this.line?.removeAllListeners().«close→ws client»(1000);
    this.line?.off("message", this.show).off("close", this.gone).«terminate→ws client»();
    this.under.removeAllListeners().destroy();
    this.under.off("data", this.show).close();
  }
}

=== parameters whose type says nothing are what all calls of the file give
import WebSocket from "ws";
function leave(it: any) {
  it.«close→ws client»(1000);
}
const leaveAll = (them: any[]) => {
  for (const it of them) it.«close→ws client»(1000);
};
function dropAll(them: unknown[], files: any[]) {
  files.forEach((it) => it.close());
}
export function run(urls: string[]): void {
  const lines = [];
  for (const url of urls) {
    const line = new WebSocket(url);
    lines.push(line);
  }
  const first = new WebSocket(urls[0]);
  leave(first);
  leaveAll(lines);
  dropAll(lines, [openFile(urls[0])]);
}

=== an interface says no more of the side than what it extends
import WebSocket from "ws";
interface Guest extends WebSocket { id: string }
interface Speaker extends Guest { topic: string }
class Caller extends WebSocket {}
export function drop(guest: Guest, speaker: Speaker, caller: Caller): void {
  guest.«close→ws»(1012);
  speaker.«close→ws»(1012);
  caller.«close→ws client»(1000);
}

=== an interface adds to the one that the platform has
export const line = new WebSocket("wss://example.org");
line.«close→browser client»(1000);
export function leave(other: WebSocket): void {
  other.«close→browser client»(1000);
}
declare global {
  interface WebSocket { sendAll(all: string[]): void }
}

=== an interface of the project's own stands for itself
interface Door { close(): void }
export function shut(door: Door): void {
  door.close();
}

=== a field by the name of its type
class Feed {
  WebSocket: WebSocket | undefined;
  Door: Door;
  open() {
    this.WebSocket = new WebSocket("wss://example.org");
    this.Door = new Door();
  }
  leave() {
    this.WebSocket.«close→browser client»(1000);
    this.Door.close(1000);
  }
}

=== ... that says nothing
class Feed {
  WebSocket: any = null;
  open = () => {
    this.WebSocket = this.given || new WebSocket("wss://example.org");
  };
  leave() {
    this.WebSocket.«close→browser client»(1000);
  }
}

=== an annotated parameter
export function leave(line: WebSocket): void {
  line.«close→browser client»(1000);
}

=== a type whose module is named beside it
export function drop(line: import("ws").WebSocket, lines: Set<import('ws').WebSocket>) {
  line.«close→ws»(1002);
  for (const one of lines) one.«close→ws»(1002);
}

=== ... in a cast, and under a name of its own
type Line = import("ws").WebSocket;
const line = (client as unknown as { line: Line }).line as import("ws").WebSocket | null;
line.«close→ws»(1002);
export const leave = (other: Line) => other.«close→ws»(1002);

=== a tuple that a parameter is taken apart into
import type { WebSocket } from "ws";
each(lines, ([id, line]: [Map<string, number>, WebSocket], done) => line.«close→ws»(1001));

=== objects whose types are written out
import type { WebSocket } from "ws";
class Room {
  private guests: { [name: string]: { line: WebSocket; lastPing: number; leave: () => void } };
  private lines: { [name: string]: WebSocket } = {};
  private byId = new Map<string, { line: WebSocket | null, file: File }>();
  private host?: { readonly line: WebSocket; since: Date }
  empty(name: string) {
    this.guests[name].line.«close→ws»();
    this.guests[name].leave();
    this.lines[name].«close→ws»();
    this.byId.get(name)?.line?.«close→ws»();
    this.byId.get(name)?.file.close();
    this.byId.forEach((guest) => guest.line?.«close→ws»());
    for (const [id, guest] of this.byId) guest.line?.«close→ws»();
    this.host?.line.«close→ws»();
  }
}
function leave({ line, title }: { line: WebSocket; title: Dialog }) { line.«close→ws»(); title.close(); }
type Feed = Record<string, { of: { line: WebSocket } }>;

=== a type of a library, imported as a type
import type { WebSocket } from "ws";
export const leave = (line: WebSocket | null) => line?.«close→ws»(1001);

=== a method taken out of what has it, at the top of the file and under another name
import { useWebSocket } from "@vueuse/core";
const { data, close } = useWebSocket(address);
const { close: hangUp } = useWebSocket(address);
const { close: hide, open: disconnect } = useDialog();
«close→vueuse client»(4000);
export function leave() {
  «hangUp→vueuse client»(1000, "bye");
  «close→vueuse client»();
  hide(1000);
  disconnect(1000);
}
export const shut = (close: (code: number) => void) => close(1000);

=== one of several types, the connection last
import type { Server, Socket } from "net";
import type { WebSocket } from "ws";
export const leave = (line: Socket | WebSocket) => line.«close→ws»(1001);
export const end = (line: Maybe<Server | WebSocket>) => line.«close→ws»(1001);
export const shut = (line: Server | Socket) => line.close(1001);
export const drop = (line: Map<Socket, Server> | null) => line.close(1001);

=== a type from a namespace
import * as ws from "ws";
export const leave = (line: ws.WebSocket) => line.«close→ws»(1001);

=== a field with a type
export class Feed {
  private line?: WebSocket;
  leave(): void {
    this.line!.«close→browser client»(1000);
  }
}

=== a parameter that is a field
export class Feed {
  constructor(private readonly line: WebSocket, readonly name: string) {}
  leave(): void {
    this.line.«close→browser client»(1000);
  }
}

=== a type by another name
import * as lines from "ws";
import WebSocket from "ws";
type Guest = lines.WebSocket & { name: string };
type Perhaps = WebSocket | undefined;
type Seat = { line: WebSocket; place: number };
type Told = (line: WebSocket) => void;
type Outcome = { line: WebSocket } | { error: string };
function one(guest: Guest) { guest.«close→ws»(1008); }
function two(perhaps: Perhaps) { perhaps?.«close→ws»(); }
function three(seats: Seat[]) { for (const { line: taken } of seats) taken.«close→ws»(4001); }
function four(told: Told, outcome: Outcome) { told.close(1000); outcome.close(); }

=== a runtime's own WebSocket with more to it is one, but not the browser's for sure
export type Guest = WebSocket & { name: string };
export function refuse(guest: Guest) { guest.«close→unknown?»(1008); }
export function leave(guest: WebSocket & { room: string }) { guest.«close→unknown?»(); }

=== a library's with more to it, and a type with something more that is a library's
import type WebSocket from "ws";
export type Guest = WebSocket & { name?: string };
type Named = { name: string } & WebSocket;
type Door = Hinge & { open: boolean };
export class Seat {
  constructor(readonly guest: Guest, readonly door: Door) {}
  free(named: Named) { this.guest.«terminate→ws»(); named.«close→ws»(4001); this.door.close(); }
}

=== a default import of a module that has none
import servers from "uWebSockets.js";
const guests = new Set<servers.WebSocket<unknown>>();
function leave() { for (const one of guests) one.«end→uwebsockets server»(1001); }

=== a type argument
import { useRef } from "react";
export function useFeed() {
  const line = useRef<WebSocket | null>(null);
  return () => line.current?.«close→browser client»(1000);
}

=== a cast
export const leave = (line: unknown) => (line as WebSocket).«close→browser client»(1000);

=== the declared result of a function
declare function open(path: string): WebSocket;
function pick(): WebSocket {
  return pool.pop();
}
pick().«close→browser client»(1000);

=== a function whose result is promised
async function open(path: string): Promise<WebSocket> {
  return pool.take(path);
}
const line = await open("/feed");
line.«close→browser client»(1000);

=== a map of them
const guests = new Map<string, WebSocket>();
const names: Map<WebSocket, string> = new Map();
for (const [name, guest] of guests) guest.«close→browser client»(1000);
for (const guest of names.keys()) guest.«close→browser client»(1000);
guests.get("ada")?.«close→browser client»(1000);
names.get(line)?.close(1000);

=== an array of them
const lines: WebSocket[] = [];
for (const line of lines) line.«close→browser client»(1000);
lines.forEach((line) => line.«close→browser client»(1000));
"""

PYTHON = """
=== a client as a context
import websockets

async def listen(address):
    async with websockets.connect(address) as line:
        await line.«close→websockets client»(1001)

=== a client that is awaited
from websockets.asyncio.client import connect

async def listen(address):
    line = await connect(address)
    await line.«close→websockets client»()

=== a module under another name
import websockets as w

async def listen(address):
    line = await w.connect(address)
    await line.«close→websockets client»()

=== a handler that a server is given
import websockets

async def enter(guest):
    await guest.«close→websockets server»(1008)

async def main():
    async with websockets.serve(enter, "localhost", 8765):
        pass

=== an annotated parameter
from websockets import ServerConnection

async def enter(guest: ServerConnection) -> None:
    await guest.«close→websockets server»(1008)

=== an annotation as a string, and in Optional
from __future__ import annotations
from typing import Optional
from websockets import ClientConnection

async def leave(line: Optional[ClientConnection], other: "ClientConnection | None") -> None:
    await line.«close→websockets client»()
    await other.«close→websockets client»()

=== a decorated endpoint
from fastapi import FastAPI, WebSocket

app = FastAPI()

@app.websocket("/rooms")
async def enter(guest: WebSocket):
    await guest.accept()
    await guest.«close→starlette server»(code=1001)

=== a router's endpoint without an annotation
from fastapi import APIRouter

router = APIRouter()

@router.websocket("/rooms")
async def enter(websocket):
    await websocket.«close→starlette server»(1001)

=== a field of a class
import websocket

class Feed:
    def connect(self, address):
        self.line = websocket.create_connection(address)

    def leave(self):
        self.line.«close→websocket_client client»(1001)

=== a field with an annotation
import aiohttp

class Feed:
    line: aiohttp.ClientWebSocketResponse | None = None

    async def leave(self):
        await self.line.«close→aiohttp client»(code=1001)

=== a subclass
from tornado.websocket import WebSocketHandler

class Feed(WebSocketHandler):
    def on_message(self, message):
        self.«close→tornado server»(1003, "text only")

=== a subclass of a subclass, and super
from tornado.websocket import WebSocketHandler

class Base(WebSocketHandler):
    pass

class Feed(Base):
    def leave(self):
        super().«close→tornado server»(1001)

=== a dictionary of them
from fastapi import WebSocket

class Rooms:
    def __init__(self):
        self.guests: dict[str, WebSocket] = {}

    async def empty(self):
        for guest in self.guests.values():
            await guest.«close→starlette server»(1001)

=== what a dictionary holds beside its keys
from fastapi import WebSocket

class Rooms:
    guests: dict[str, list[WebSocket]]

    async def leave(self, name: str):
        for room, guests in self.guests.items():
            for guest in list(guests):
                await guest.«close→starlette server»(1001)

=== what a dictionary holds beside keys of a class of one's own
from enum import Enum
from websockets.asyncio.client import ClientConnection

class Market(Enum):
    SPOT = "spot"

class Feeds:
    def __init__(self):
        self.lines: dict[Market, ClientConnection | None] = {}

    async def leave(self, market):
        await self.lines[market].«close→websockets client»()

=== a list of them
from starlette.websockets import WebSocket

guests: list[WebSocket] = []

async def empty():
    for guest in guests:
        await guest.«close→starlette server»(1001)

=== a response that upgrades
from aiohttp import web

async def enter(request):
    line = web.WebSocketResponse(heartbeat=30)
    await line.prepare(request)
    await line.«close→aiohttp server»(code=1001)
    return line

=== a session's connection
import aiohttp

async def listen():
    async with aiohttp.ClientSession() as session, session.ws_connect("/feed") as line:
        await line.«close→aiohttp client»()

=== ... of a session that is not known to open any
from impersonating.requests import AsyncSession

async def listen():
    async with AsyncSession() as session:
        line = await session.ws_connect("wss://example.org")
        page = await session.get("https://example.org")
        await line.«close→aiohttp client?»()
        await page.close()

=== the app in a callback
import websocket

def on_message(app, message):
    app.«close→websocket_client client»()

websocket.WebSocketApp("wss://example.org", on_message=on_message).run_forever()

=== by its name alone
# speaks of a websocket
async def leave(ws):
    await ws.«close→unknown?»(1000, "bye")
"""

GO = """
=== an upgraded request
package hub

import "github.com/gorilla/websocket"

var upgrader = websocket.Upgrader{}

func enter(w http.ResponseWriter, r *http.Request) {
	guest, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer guest.«Close→gorilla server»()
}

=== a dialer's connection
package feed

import "github.com/gorilla/websocket"

func listen(address string) error {
	line, _, err := websocket.DefaultDialer.Dial(address, nil)
	if err != nil {
		return err
	}
	return line.«Close→gorilla client»()
}

=== a package under another name
package feed

import ws "github.com/gorilla/websocket"

func leave(line *ws.Conn) {
	line.«Close→gorilla»()
}

=== a field of a struct
package hub

import "github.com/gorilla/websocket"

type guest struct {
	name string
	line *websocket.Conn
}

func (g *guest) leave() {
	g.line.«Close→gorilla»()
}

=== an embedded connection
package hub

import "github.com/gorilla/websocket"

type guest struct {
	*websocket.Conn
	name string
}

func (g *guest) leave() {
	g.«Close→gorilla»()
}

=== a connection within a struct that closes in a way of its own
package hub

import "github.com/gorilla/websocket"

type guest struct {
	*websocket.Conn
}

func (g *guest) Close() error {
	return g.Conn.«Close→gorilla»()
}

func leave(g *guest) {
	g.Close()
}

=== a field of a parameter
package hub

import "github.com/coder/websocket"

type guest struct {
	line *websocket.Conn
}

func leave(g *guest) {
	g.line.«Close→coder»(websocket.StatusGoingAway, "bye")
}

=== an accepted request
package hub

import "nhooyr.io/websocket"

func enter(w http.ResponseWriter, r *http.Request) {
	guest, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	guest.«CloseNow→coder server»()
}

=== a map of them
package hub

import "github.com/gorilla/websocket"

var guests = map[*websocket.Conn]bool{}

func empty() {
	for guest := range guests {
		guest.«Close→gorilla»()
	}
}

=== a slice of them, and a map with names
package hub

import "github.com/gorilla/websocket"

type room struct {
	guests []*websocket.Conn
	named  map[string]*websocket.Conn
}

func (r *room) empty() {
	for _, guest := range r.guests {
		guest.«Close→gorilla»()
	}
	for name, guest := range r.named {
		log.Println(name)
		guest.«Close→gorilla»()
	}
	r.named["ada"].«Close→gorilla»()
}
"""

RUST = """
=== the two halves of a socket
use axum::extract::ws::{Message, WebSocket};

async fn enter(mut guest: WebSocket) {
    guest.send(Message::«Close→axum server»(None)).await.ok();
}

=== a client's stream
use tokio_tungstenite::connect_async;

async fn listen() {
    let (mut line, _) = connect_async("wss://example.org").await.unwrap();
    line.«close→tokio_tungstenite client»(None).await.unwrap();
}
"""

JAVA = """
=== a session that a container hands over
import jakarta.websocket.*;

@ServerEndpoint("/rooms")
public class Rooms {
    @OnMessage
    public void read(Session guest, String text) throws IOException {
        guest.«close→jakarta server»();
    }
}

=== a field
import okhttp3.WebSocket;

class Feed {
    private WebSocket line;

    void leave() {
        line.«close→okhttp client»(1000, null);
    }
}
"""

KOTLIN = """
=== a property that can be null
import okhttp3.WebSocket

class Feed {
    private var line: WebSocket? = null

    fun leave() {
        line?.«close→okhttp client»(1000, null)
    }
}

=== what is done with it where it is made
import okhttp3.*

class Feed(client: OkHttpClient, request: Request) {
    private val feed = client.newWebSocket(request, Ears()).also { println(it) }

    fun leave() {
        feed.apply { send("bye") }.«close→okhttp client»(1000, null)
    }
}

=== what is made when it is first asked for, or elsewhere
import io.ktor.client.plugins.websocket.webSocketSession
import kotlinx.coroutines.withContext
import okhttp3.OkHttpClient

class Feed(private val client: OkHttpClient, private val other: HttpClient) {
    private val line by lazy {
        val made = client.newWebSocket(request, ears)
        made.send("hello")
        made
    }
    private val file by lazy { open(path) }

    suspend fun leave() {
        line.«close→okhttp client»(1000, null)
        file.close()
        val session = withContext(Dispatchers.IO) { other.webSocketSession(address) }
        session.«close→ktor client»()
    }
}

=== a session as a receiver
import io.ktor.server.websocket.*
import io.ktor.websocket.*

fun Application.rooms() = routing {
    webSocket("/rooms") {
        «close→ktor server»(CloseReason(CloseReason.Codes.GOING_AWAY, "bye"))
    }
}

=== a session that is waited for, or that a state holds
import io.ktor.client.plugins.websocket.DefaultClientWebSocketSession
import io.ktor.websocket.close
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.flow.MutableStateFlow

class Board {
    private val line: CompletableDeferred<DefaultClientWebSocketSession?> = CompletableDeferred(null)
    private val state = MutableStateFlow<DefaultClientWebSocketSession?>(null)

    suspend fun leave(): Pair<Int, suspend () -> Unit> {
        val other = CompletableDeferred<DefaultClientWebSocketSession>()
        other.await().«close→ktor client»()
        state.value?.«close→ktor client»()
        state.value?.«cancel→ktor client»()
        other.cancel()
        return Pair(1, { line.await()!!.«close→ktor client»() })
    }
}
"""

CSHARP = """
=== somebody else's, which is closed with a code that nothing else has
using System.Net.WebSockets;

class Desk
{
    public async Task Part(Desk other)
    {
        var serverSocket = other.Line();
        await serverSocket.«CloseOutputAsync→unknown?»(WebSocketCloseStatus.NormalClosure, null, default);
    }
}

=== one that is waited for, and no longer than some time
using System.Net.WebSockets;

class Desk
{
    private Task<WebSocket> Accepted { get; }

    public async Task Part()
    {
        var line = await Accepted.WaitAsync(TimeSpan.FromSeconds(5));
        line.«Abort→system_net»();
    }
}

=== a field
using System.Net.WebSockets;

class Feed
{
    private readonly ClientWebSocket line = new ClientWebSocket();

    public Task LeaveAsync() => line.«CloseAsync→system_net client»(WebSocketCloseStatus.NormalClosure, null, default);
}

=== a property by the name of its type
using System.Net.WebSockets;

class Feed
{
    private ClientWebSocket ClientWebSocket { get; set; }

    public async Task LeaveAsync()
    {
        ClientWebSocket = new ClientWebSocket();
        await ClientWebSocket.«CloseAsync→system_net client»(WebSocketCloseStatus.NormalClosure, null, default);
    }
}
"""

SWIFT = """
=== an optional task
import Foundation

class Feed {
    var line: URLSessionWebSocketTask?

    func leave() {
        line?.«cancel→urlsession client»(with: .goingAway, reason: nil)
    }
}
"""

DART = """
=== a channel's sink
import 'package:web_socket_channel/web_socket_channel.dart';

Future<void> leave(WebSocketChannel line) async {
  await line.sink.«close→web_socket_channel»(1000);
}

=== an object that a constructor with a name makes
import 'package:web_socket_channel/io.dart';

class Line {
  IOWebSocketChannel held;
  Line.open(String url) { held = new IOWebSocketChannel.connect(url); }
}

void leave() {
  final line = new Line.open('wss://example.org');
  line.held.sink.«close→web_socket_channel»(4001);
}
"""

PHP = """
=== a connection that a component is given
<?php
use Ratchet\\ConnectionInterface;

class Rooms {
    public function onMessage(ConnectionInterface $guest, $text) {
        $guest->«close→ratchet server»();
    }
}
"""

RUBY = """
=== a socket of a request
require "faye/websocket"

App = lambda do |env|
  line = Faye::WebSocket.new(env)
  line.on(:message) { |event| line.«close→faye_websocket server»(1003) }
  line.rack_response
end
"""


def described(call: CloseCall) -> str:
    return named(call.connection)


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(
        js=JAVASCRIPT, ts=TYPESCRIPT, py=PYTHON, go=GO, rs=RUST, java=JAVA, kt=KOTLIN, cs=CSHARP, swift=SWIFT,
        dart=DART, php=PHP, rb=RUBY,
    ),
)  # fmt: skip
def test_connections(suffix: str, source: str) -> None:
    run(suffix, source, close_calls(described))
