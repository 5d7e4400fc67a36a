"""Collections that no type describes: what is put into them is what they hold."""

import pytest

from .support import cases, close_calls, named, run

PYTHON = """
=== several that are waited for together
import asyncio, websockets
async def main(path):
    first, told = await asyncio.gather(websockets.connect(path), load(path))
    await first.«close→websockets client»()
    await told.close()

=== a set and a dictionary of fields
import websockets
class Hub:
    def __init__(self):
        self.guests = {}
        self.members = set()
    async def serve(self, ws: websockets.ServerConnection, name):
        self.guests[name] = ws
        self.members.add(ws)
    async def stop(self, name):
        await self.guests[name].«close→websockets server»()
        for one in self.members:
            await one.«close→websockets server»()
        for one in self.guests.values():
            await one.«close→websockets server»()
        await self.guests.pop(name).«close→websockets server»()

=== a list of the module
import websockets
crowd = []
async def serve(ws: websockets.ServerConnection):
    crowd.append(ws)
async def stop():
    for one in list(crowd):
        await one.«close→websockets server»()

=== another variable of that name holds something else
import websockets
async def serve(ws: websockets.ServerConnection):
    crowd = []
    crowd.append(ws)
def others(paths):
    crowd = []
    for path in paths:
        crowd.append(open(path))
    for one in crowd:
        one.close()

=== under a key of the application
import asyncio
from aiohttp import web
async def serve(request):
    guest = web.WebSocketResponse()
    await guest.prepare(request)
    request.app["guests"].add(guest)
    request.app["named"][request.query["name"]] = guest
    request.app["jobs"].add(asyncio.ensure_future(greet(guest)))
async def stop(app):
    for one in set(app["guests"]):
        await one.«close→aiohttp server»()
    await asyncio.gather(*(one.«close→aiohttp server»() for one in app["guests"]))
    for one in app["named"].values():
        await one.«close→aiohttp server»()
    for job in app["jobs"]:
        job.close()
    for file in app["files"]:
        file.close()

=== under a key that is a constant
from aiohttp import web
GUESTS = web.AppKey("guests", set)
async def serve(request):
    guest = web.WebSocketResponse()
    request.app[GUESTS].add(guest)
async def stop(app):
    for one in app[GUESTS]:
        await one.«close→aiohttp server»()

=== others put it into the field of an object
import websockets
class Hall:
    def __init__(self):
        self.guests = []
        self.files = []
    async def clear(self):
        for one in self.guests:
            await one.«close→websockets server»()
        for page in self.files:
            page.close()
halls = {}
async def serve(line: websockets.ServerConnection):
    halls[line.path].guests.append(line)
async def leave(hall, name):
    for one in hall.guests:
        await one.«close→websockets server»()
    for one in halls[name].guests:
        await one.«close→websockets server»()
    for page in hall.files:
        page.close()

=== a class that fills its field itself is not taken for another one's
import websockets
class Archive:
    def __init__(self):
        self.guests = []
    def enter(self, page):
        self.guests.append(page)
    def clear(self):
        for one in self.guests:
            one.close()
async def serve(hall, line: websockets.ServerConnection):
    hall.guests.append(line)

=== what also holds something else says nothing
import asyncio
import websockets
class Hub:
    def __init__(self):
        self.open = []
    async def serve(self, ws: websockets.ServerConnection):
        self.open.append(ws)
        self.open.append(asyncio.Queue())
        for one in self.open:
            one.close()
"""

JAVASCRIPT = """
=== what calls itself as an object does, and is another one
const WebSocket = require("ws");

function Switchboard() {
  this.lines = [];
  this.files = [];
  plug(this);
}
Switchboard.prototype.hush = function () {
  for (let at = 0; at < this.lines.length; at++) this.lines[at].«close→ws client»();
  for (let at = 0; at < this.files.length; at++) this.files[at].close();
};
function plug(board) {
  const self = board;
  self.lines.push(new WebSocket("wss://example.org"));
  self.files.push(open("log"));
}

=== both ends that something stands between
import { WebSocket, WebSocketServer } from "ws";
new WebSocketServer({ port: 8080 }).on("connection", (guest) => {
  const further = new WebSocket(address);
  [guest, further].forEach((one) => one.«terminate→unknown?»());
  for (const one of [guest, pipe]) one.terminate();
});

=== a list that is written out
import WebSocket from "ws";
const lines = [new WebSocket(left), new WebSocket(right)], mixed = [new WebSocket(left), open(right)];
lines.find((one) => one.name).«close→ws client»(4001);
lines[0].«close→ws client»(4002);
lines.pop().«close→ws client»(4003);
for (const one of lines.slice(1)) one.«close→ws client»(4004);
mixed.pop().close(4005);

=== what a durable object that extends nothing has open
const hibernated = "WebSocket";
export class Room {
  constructor(state) { this.state = state; }
  alarm() {
    for (const guest of this.state.getWebSockets()) guest.«close→cloudflare server?»(4001);
    this.state.getWebSockets("late").forEach((guest) => guest.«close→cloudflare server?»(4002));
    for (const guest of this.state.getGuests()) guest.close(4003);
  }
}

=== sets under names, of which another one is asked
const WebSocket = require("ws");
const rooms = {}, shelf = {};
function enter(room, address) {
  const line = new WebSocket(address);
  rooms[room].add(line);
  shelf["lines"].add(line);
  shelf[LINES].add(line);
}
function leave(other) {
  rooms[other].forEach((one) => one.«close→ws client»(4001));
  for (const room of Object.values(rooms)) for (const one of room) one.«close→ws client»(4002);
  rooms[other].close();
  shelf["books"].forEach((one) => one.close());
  shelf[BOOKS].forEach((one) => one.close());
}

=== several that are waited for together, and one made of each of several
import WebSocket from "ws";
const open = async () => new WebSocket(url);
const [first, told] = await Promise.all([open(), fetch(url)]);
first.«close→ws client»();
told.close();
const crowd = await Promise.all(Array.from({ length: 5 }, () => open()));
crowd.forEach((one) => one.«close→ws client»());
const lines = urls.map((url) => new WebSocket(url));
lines[1].«close→ws client»();
const files = urls.map((url) => load(url));
files[1].close();

=== a list for each name
import WebSocket from "ws";
const halls = {};
function enter(hall, line = new WebSocket(url)) { halls[hall].push(line); }
function leave(hall) { for (const one of halls[hall]) one.«close→ws client»(); }
function clear(files) { for (const one of files[hall]) one.close(); }

=== a list that an object has
import WebSocket from "ws";
const halls = new Map();
function enter(hall, line = new WebSocket(url)) { halls.get(hall).lines.push(line); }
function leave(hall) { hall.lines.forEach((one) => one.«close→ws client»()); }
function drop(hall) { for (const one of halls.get(hall).lines) one.«close→ws client»(); }
function clear(hall) { hall.files.forEach((one) => one.close()); }
function lend(hall, line = new WebSocket(url)) { hall.current.push(line); }
function hide(menu) { menu.current.forEach((one) => one.close()); }

=== sets, lists and objects
const { WebSocketServer } = require("ws");
const server = new WebSocketServer({ port: 8000 });
const crowd = new Set(), rooms = {}, queue = [];
server.on("connection", (one) => { crowd.add(one); rooms[one.id] = one; queue.push(one); });
function stop() {
  crowd.forEach((each) => each.«close→ws server»());
  for (const each of crowd) each.«close→ws server»();
  rooms[1].«close→ws server»();
  queue.forEach((each) => each.«close→ws server»());
  Object.values(rooms).forEach((each) => each.«close→ws server»());
}

=== objects of the project's own hold a connection each
import { WebSocket } from "ws";
class Pointer {
  constructor(line) { this.line = line; }
  close() { this.line.stop(); }
}
const sockets = {};
function point(url) {
  const line = new WebSocket(url);
  line.on("open", () => { sockets[url] = new Pointer(line); });
}
function end() { for (const url of Object.keys(sockets)) sockets[url].close(4002); }

=== objects that are written where they are put hold a connection each
const { WebSocketServer } = require("ws");
const seats = [];
const byName = new Map();
const tables = {};
new WebSocketServer({ port: 9 }).on("connection", (guest, request) => {
  seats.push({ diner: guest, course: 1 });
  byName.set("anna", { diner: guest, bill: 0 });
  tables[request.url] = { host: guest };
});
function clear(url) {
  seats.forEach((seat) => seat.diner.«close→ws server»());
  seats.forEach(({ diner }) => diner.«close→ws server»());
  for (const { diner: left } of seats) left.«close→ws server»();
  seats.find((seat) => seat.course === 2)?.diner.«close→ws server»();
  byName.get("anna").diner.«close→ws server»();
  for (const [name, { diner }] of byName) diner.«close→ws server»();
  tables[url].host.«close→ws server»();
  Object.values(tables).forEach((table) => table.host.«close→ws server»());
}

=== objects that hold something else hold no connection
const { WebSocketServer } = require("ws");
const { open } = require("fs/promises");
const drawers = [];
const mixed = [];
new WebSocketServer({ port: 9 }).on("connection", async (guest) => {
  drawers.push({ content: await open("a.txt"), label: "a" });
  mixed.push({ content: guest });
  mixed.push(await open("b.txt"));
});
function clear() {
  drawers.forEach((drawer) => drawer.content.close());
}

=== one or some of several, and several in another order
const { WebSocketServer } = require("ws");
const waiting = [], named = {};
new WebSocketServer({ port: 9 }).on("connection", (guest, request) => {
  waiting.push(guest);
  named[request.url] = guest;
});
function clear() {
  const next = waiting.shift();
  next.«close→ws server»();
  const [gone] = waiting.splice(2, 1);
  gone.«close→ws server»();
  waiting.at(-1).«close→ws server»();
  waiting.concat(others).reverse().forEach((each) => each.«close→ws server»());
  Object.entries(named).forEach(([name, each]) => each.«close→ws server»());
  for (const [name, each] of Object.entries(named)) each.«close→ws server»();
}

=== what goes in is a WebSocket by its name, as nothing else tells
const crowd = new Map(), paths = [], sheets = [];
export function welcome(guestWs, name) { crowd.set(name, guestWs); }
export function part(name) {
  const one = crowd.get(name);
  one.«close→unknown?»();
  crowd.forEach((each) => each.«close→unknown?»());
}
export function note(wsPath, wsServer) {
  paths.push(wsPath);
  sheets.push(wsServer);
  paths.forEach((each) => each.close());
  sheets.forEach((each) => each.close());
}

=== it is handed to what puts it there, and taken out by a method
export class Hall {
  #guests = new Map();
  #seat(guest, name) { this.#guests.set(name, guest); }
  #guest(name) { return this.#guests.get(name); }
  enter(webSocketClient, name) { this.#seat(webSocketClient, name); }
  leave(name) {
    const guest = this.#guest(name);
    guest?.«close→unknown?»();
  }
}
"""

RUBY = """
=== lists under names, of which another one is asked; the parameter of a block that names none
require "faye/websocket"
class Hall
  def enter(room, address)
    line = Faye::WebSocket::Client.new(address)
    @rooms[room] << line
  end

  def leave(other)
    @rooms[other].each { |one| one.«close→faye_websocket client»(4001) }
    @rooms[other].each { _1.«close→faye_websocket client»(4002) }
    @rooms[other].each do
      it&.«close→faye_websocket client»(4003)
    end
    @files.each { it.close }
    @books[other].each { _1.close }
  end
end

=== what is pushed with a sign
require "faye/websocket"
class Backend
  def initialize
    @crowd = []
  end
  def call(env)
    one = Faye::WebSocket.new(env)
    one.on(:open) { |event| @crowd << one }
  end
  def stop
    @crowd.each { |each| each.«close→faye_websocket server» }
  end
end

=== what an object has, filled from outside
require "faye/websocket"
App = lambda do |env|
  line = Faye::WebSocket.new(env)
  HALLS.fetch(env["PATH_INFO"]).guests << line
  line.rack_response
end
def clear(hall)
  hall.guests.each { |each| each.«close→faye_websocket server» }
  hall.files.each { |each| each.close }
end

=== one of them, some of them, each with its key
require "faye/websocket"
class Hall
  def initialize
    @guests, @named = [], {}
    @files = {}
  end
  def call(env)
    line = Faye::WebSocket.new(env)
    @guests << line
    @named[env["name"]] = line
    @files[env["name"]] = File.open(env["path"])
  end
  def stop(name)
    @guests.first&.«close→faye_websocket server»
    @guests.shift.«close→faye_websocket server»
    @named.fetch(name).«close→faye_websocket server»
    @named.delete(name)&.«close→faye_websocket server»
    @files.delete(name)&.close
    @files.first.close
  end
  def leave
    @named.each { |name, one| one.«close→faye_websocket server» }
    @named.each_value { |one| one.«close→faye_websocket server» }
    @named.values.each { |one| one.«close→faye_websocket server» }
    @guests.each_with_index { |one, place| one.«close→faye_websocket server» }
    @guests.dup.each { |one| one.«close→faye_websocket server» }
    @guests.select(&:open?).each { |one| one.«close→faye_websocket server» }
    @files.each { |name, one| one.close }
    @files.values.each { |one| one.close }
  end
end
"""

PHP = """
=== an array that an object has
<?php
class Chat {
    public function onOpen(\\Ratchet\\ConnectionInterface $line) { $this->halls["x"]->guests[] = $line; }
    public function clear($hall) { foreach ($hall->guests as $one) { $one->«close→ratchet server»(); } }
    public function tidy($hall) { foreach ($hall->files as $one) { $one->close(); } }
}

=== an array and an object storage
<?php
use Ratchet\\ConnectionInterface;
class Chat implements Ratchet\\MessageComponentInterface {
    protected $crowd;
    protected $rooms = [];
    public function __construct() { $this->crowd = new \\SplObjectStorage; }
    public function onOpen(ConnectionInterface $conn) {
        $this->crowd->attach($conn);
        $this->rooms[$conn->resourceId] = $conn;
        $this->queue[] = $conn;
    }
    public function stop($id) {
        foreach ($this->crowd as $one) { $one->«close→ratchet server»(); }
        foreach ($this->queue as $one) { $one->«close→ratchet server»(); }
        $this->rooms[$id]->«close→ratchet server»();
    }
}

=== one of them that is lent to a method without types
<?php
use Ratchet\\ConnectionInterface;
class Hall implements Ratchet\\MessageComponentInterface {
    private array $guests = [];
    private array $files = [];
    public function onOpen(ConnectionInterface $conn) { $this->guests[$conn->resourceId] = $conn; }
    public function leave($id) {
        $this->farewell($this->guests[$id]);
        $this->farewell($this->unseen[$id]);
        $this->put($this->files[$id]);
    }
    private function farewell($one) { $one->«close→ratchet server»(4001); }
    private function put($one) { $one->close(4002); }
}

=== functions that go through an array
<?php
use Ratchet\\ConnectionInterface;
class Room implements Ratchet\\MessageComponentInterface {
    private array $guests = [];
    private array $files = [];
    public function onOpen(ConnectionInterface $conn) { $this->guests[] = $conn; }
    public function stop() {
        array_map(fn ($guest) => $guest->«close→ratchet server»(), $this->guests);
        array_walk($this->guests, function ($guest) { $guest->«close→ratchet server»(); });
        array_walk($this->files, function ($file) { $file->close(); });
    }
}

=== what a call on a connection gives back is the connection
<?php
use Ratchet\\ConnectionInterface;
class Pusher implements Ratchet\\Wamp\\WampServerInterface {
    public function onCall(ConnectionInterface $conn, $id, $topic, array $params) {
        $conn->callError($id, $topic, "not here")->«close→ratchet server»();
        $conn->send("bye")->«close→ratchet server»();
    }
}

=== events are registered in capitals, too
<?php
$server = new OpenSwoole\\WebSocket\\Server("0.0.0.0", 9501);
$server->on("Open", function ($serving, $request) { $serving->«disconnect→swoole server»($request->fd, 4001); });
$server->on("Shutdown", function ($serving) {
    foreach ($serving->connections as $fd) { $serving->«disconnect→swoole server»($fd, 1001); }
});
"""

TYPESCRIPT = """
=== a type says what is called a WebSocket better than its name
import { WebSocketServer } from "ws";
import { Worksheet } from "sheets";
const open: Worksheet[] = [], pages = new Set();
export function keep(ws: Worksheet) { pages.add(ws); pages.forEach((page) => page.close()); }

=== the entries of a map, also of a promise of one
import { WebSocket } from "ws";
class Hall {
  private guests: Map<string, WebSocket> = new Map();
  private fetched(): Promise<Map<string, WebSocket>> { return Promise.resolve(this.guests); }
  leave() {
    [...this.guests.values()].forEach((one) => one.«close→ws»(1001));
    [...this.guests].forEach(([name, one]) => { log(name); one.«close→ws»(1001); });
    this.fetched().then((all) => { for (const [, one] of all) one.«close→ws»(4001); });
    [files].forEach((one) => one.close());
  }
}
"""

GO = """
=== what is made by its type
package a
import "github.com/gorilla/websocket"
var halls = make(map[string]map[*websocket.Conn]bool)
var named = make(map[string]*websocket.Conn, 1000)
var rows = map[string][]*websocket.Conn{}
var files = make(map[string]map[*os.File]bool)
func leave(hall string) {
	for guest := range halls[hall] { guest.«Close→gorilla»() }
	for _, all := range halls { for guest := range all { guest.«Close→gorilla»() } }
	for file := range files[hall] { file.Close() }
}
func stop(hall string) {
	for _, guest := range named { guest.«Close→gorilla»() }
	for _, guest := range rows[hall] { guest.«Close→gorilla»() }
	waiting := make([]*websocket.Conn, 0, 8)
	for _, guest := range waiting { guest.«Close→gorilla»() }
}
"""

JAVA = """
=== what the keys of a map stand for may be a collection
import org.springframework.web.socket.WebSocketSession;
class Hall {
    private Map<WebSocketSession, Set<String>> topics;
    private Map<String, Set<WebSocketSession>> guests;
    void leave(String hall) throws Exception {
        for (WebSocketSession guest : topics.keySet()) { guest.«close→spring»(); }
        for (var guest : guests.get(hall)) { guest.«close→spring»(); }
    }
}

=== records that hold one each, iterators, what a function gets that may take them away, an optional
import org.springframework.web.socket.WebSocketSession;
class Hall {
    private Map<String, Guest> guests;
    private Map<String, WebSocketSession> lines;
    private Map<String, Receipt> receipts;
    record Guest(WebSocketSession session, long since) {}
    record Receipt(InputStream stream, long since) {}
    void clear(Iterator<WebSocketSession> each) {
        guests.get("ann").session().«close→spring»();
        guests.values().forEach(guest -> guest.session().«close→spring»());
        receipts.values().forEach(receipt -> receipt.stream().close());
        while (each.hasNext()) each.next().«close→spring»();
        lines.values().removeIf(line -> { line.«close→spring»(); return true; });
        lines.computeIfPresent("bob", (name, line) -> { line.«close→spring»(); return null; });
        lines.forEach((name, line) -> line.«close→spring»());
        lines.values().stream().sorted().findFirst().get().«close→spring»();
        Optional.ofNullable(lines.get("eve")).ifPresent(line -> line.«close→spring»());
    }
}

=== what each of several has, and what may hold one
import okhttp3.WebSocket;
class Hall {
    record Guest(String name, WebSocket line, Writer log) {}
    Map<String, Set<WebSocket>> rooms;
    Map<String, Guest> named;
    void clear() {
        rooms.values().stream().flatMap(Set::stream).forEach(line -> line.«cancel→okhttp client»());
        named.values().stream().map(Guest::line).filter(Objects::nonNull).forEach(line -> line.«cancel→okhttp client»());
        named.computeIfPresent("ann", (name, guest) -> { guest.line().«cancel→okhttp client»(); return null; });
        for (var entry : named.entrySet()) entry.getValue().line().«cancel→okhttp client»();
        Optional.ofNullable(named.remove("ann")).ifPresent(guest -> guest.line().«cancel→okhttp client»());
        Optional.ofNullable(named.get("ann")).map(Guest::line).ifPresent(line -> line.«cancel→okhttp client»());
        var copy = new ArrayList<>(named.values());
        copy.forEach(guest -> guest.line().«cancel→okhttp client»());
        named.values().stream().map(Guest::log).forEach(log -> log.close());
    }
}
"""

CSHARP = """
=== what a collection gives by a parameter
using System.Net.WebSockets;
class Hall {
    ConcurrentDictionary<string, WebSocket> lines = new();
    ConcurrentBag<WebSocket> spare = new();
    Dictionary<string, FileStream> files = new();
    void Clear() {
        if (lines.TryRemove("ann", out var first)) first.«Abort→system_net»();
        if (!this.lines.TryGetValue("bob", out var second)) return;
        second.«Abort→system_net»();
        while (spare.TryTake(out WebSocket third)) third.«Dispose→system_net»();
        if (files.TryGetValue("eve", out var line)) line.Dispose();
    }
}

=== one or some of several
using System.Net.WebSockets;
class Hall {
    Dictionary<string, WebSocket> lines = new();
    Queue<WebSocket> waiting = new();
    WebSocket last;
    void Clear() {
        foreach (var line in lines.Values.Where(one => one.State == WebSocketState.Open)) line.«Abort→system_net»();
        lines.Values.FirstOrDefault()?.«Abort→system_net»();
        lines.GetValueOrDefault("ann")?.«Abort→system_net»();
        waiting.Dequeue().«Abort→system_net»();
        Interlocked.Exchange(ref last, null)?.«Abort→system_net»();
    }
}

=== pairs, and what is made when it is asked for
using System.Net.WebSockets;
class Hall {
    IReadOnlyDictionary<string, WebSocket> lines;
    IDictionary<string, FileStream> files;
    Lazy<WebSocket> last;
    void Clear(IEnumerable<WebSocket> others) {
        foreach (var pair in lines) pair.Value.«Abort→system_net»();
        foreach (KeyValuePair<string, WebSocket> pair in lines) pair.Value.«Abort→system_net»();
        foreach (var other in others) other.«Abort→system_net»();
        foreach (var pair in files) pair.Value.Dispose();
        last.Value.«Abort→system_net»();
    }
}

=== what a pattern gives a name to
using System.Net.WebSockets;
class Hall {
    WebSocket last;
    void Clear(object thing) {
        if (last is { State: WebSocketState.Open } open) open.«Abort→system_net»();
        if (last is not { } there) return;
        there.«Abort→system_net»();
        switch (thing) {
            case WebSocket line: line.«Abort→system_net»(); break;
            case FileStream file: file.Close(); break;
        }
    }
}

=== a socket of the system is no WebSocket
using System.Net.Sockets;
using System.Net.WebSockets;
class Hall {
    Socket plain;
    WebSocket last;
    void Clear(Socket socket) { plain.Close(1000); socket.Close(3000); last.«Abort→system_net»(); }
}

=== what each of several has, and tuples whose parts have names
using System.Net.WebSockets;
class Hall {
    record Guest(string Name, WebSocket Line);
    List<Guest> guests = new();
    Dictionary<string, List<WebSocket>> rooms = new();
    Dictionary<string, (WebSocket Line, FileStream Log)> named = new();
    (WebSocket line, FileStream log) Find(string name) => named[name];
    void Clear() {
        foreach (var line in rooms.Values.SelectMany(room => room)) line.«Abort→system_net»();
        foreach (var line in rooms.SelectMany(room => room.Value)) line.«Abort→system_net»();
        guests.Select(guest => guest.Line).ToList().ForEach(line => line.«Abort→system_net»());
        foreach (var (name, guest) in named) guest.Line.«Abort→system_net»();
        foreach (var guest in named.Values) { guest.Line.«Abort→system_net»(); guest.Log.Close(); }
        foreach (var pair in named.Where(one => one.Key != "")) pair.Value.Line.«Abort→system_net»();
        var (found, log) = Find("ann");
        found.«Abort→system_net»();
        log.Close();
        Find("bob").line.«Abort→system_net»();
    }
}
"""

KOTLIN = """
=== some of several
import okhttp3.WebSocket
class Hall(private val lines: MutableMap<String, WebSocket>) {
    fun clear() {
        lines.values.toSet().filterNot { it.queueSize() > 0L }.forEach { it.«close→okhttp client»(1000, null) }
        lines.values.singleOrNull()?.«cancel→okhttp client»()
    }
}

=== several for each name
import okhttp3.WebSocket
class Hall(private val rooms: MutableMap<String, MutableSet<WebSocket>>) {
    fun clear(name: String) {
        rooms.values.forEach { room -> room.forEach { it.«cancel→okhttp client»() } }
        rooms.remove(name)?.forEach { it.«cancel→okhttp client»() }
    }
}

=== what each of several has, and what is in each
import okhttp3.WebSocket
class Hall(private val rooms: MutableMap<String, MutableSet<WebSocket>>, private val guests: List<Guest>) {
    class Guest(val name: String, val line: WebSocket, val log: Writer)
    fun clear() {
        rooms.values.flatten().forEach { it.«cancel→okhttp client»() }
        rooms.flatMap { (_, lines) -> lines }.forEach { it.«cancel→okhttp client»() }
        rooms.forEach { (_, lines) -> lines.forEach { it.«cancel→okhttp client»() } }
        guests.map { it.line }.forEach { it.«cancel→okhttp client»() }
        guests.map(Guest::line).forEach { it.«cancel→okhttp client»() }
        guests.sortedBy { it.name }.drop(2).forEachIndexed { place, guest -> guest.line.«cancel→okhttp client»() }
        guests.chunked(10).forEach { some -> some.forEach { it.line.«cancel→okhttp client»() } }
        guests.map { it.log }.forEach { it.close() }
    }
}
"""

DART = """
=== a literal that says what it will hold, and copies of it
import 'dart:io';
class Hall {
  final _guests = <WebSocket>[];
  final _named = <String, WebSocket>{};
  final _files = <RandomAccessFile>[];
  Future<void> stop() async {
    for (final guest in List<WebSocket>.of(_guests)) { await guest.«close→dart_io»(); }
    for (final guest in _guests.toList()) { await guest.«close→dart_io»(1001); }
    for (final guest in _named.values) { await guest.«close→dart_io»(); }
    for (final file in _files) { await file.close(); }
    _named.forEach((name, guest) => guest.«close→dart_io»());
    _guests.first.«close→dart_io»();
  }
}
"""

SWIFT = """
=== what a collection holds says its type, or what makes it
import Foundation
final class Hall {
  private var guests: [URLSessionWebSocketTask] = []
  private var more = [URLSessionWebSocketTask]()
  private var friends = Set<URLSessionWebSocketTask>()
  private var named: [String: URLSessionWebSocketTask] = [:]
  private var byRoom = [RoomID: URLSessionWebSocketTask]()
  private var jobs: [String: Task<Void, Never>] = [:]
  private var work = [DispatchWorkItem]()
  private var names: [URLSessionWebSocketTask: Timer] = [:]
  func stop(name: String, room: RoomID) {
    guests.forEach { guest in guest.«cancel→urlsession client»() }
    guests.first?.«cancel→urlsession client»()
    named[name]?.«cancel→urlsession client»()
    byRoom[room]!.«cancel→urlsession client»()
    named.removeValue(forKey: name)?.«cancel→urlsession client»()
    jobs[name]?.cancel()
    names[guests[0]]?.cancel()
    names.first?.cancel()
  }
  func leave() {
    guests.forEach { $0.«cancel→urlsession client»() }
    more.forEach { $0.«cancel→urlsession client»() }
    friends.forEach { $0.«cancel→urlsession client»() }
    named.values.forEach { $0.«cancel→urlsession client»() }
    jobs.values.forEach { $0.cancel() }
    work.forEach { $0.cancel() }
  }
}
"""

LOOPS_PYTHON = """
=== a variable of several loops is in each what that one goes through
import websockets

class Hub:
    async def join(self, peer: websockets.WebSocketServerProtocol):
        self.peers.add(peer)

    async def stop(self):
        for one in self.peers:
            await one.send("bye")
        for one in self.files:
            one.close()
        for one in self.files:
            for other in self.peers:
                await other.«close→websockets server»()
                one.close()
        for one in self.peers:
            await one.«close→websockets server»()
"""

LOOPS_GO = """
=== a variable of several loops
package feed

import "github.com/gorilla/websocket"

type Hub struct {
	peers map[*websocket.Conn]bool
	files []*os.File
}

func (h *Hub) Stop() {
	for one := range h.peers {
		one.WriteMessage(1, nil)
	}
	for _, one := range h.files {
		one.Close()
	}
	for one := range h.peers {
		one.«Close→gorilla»()
	}
}
"""

ARMS_RUST = """
=== a variable of several arms is in each what its pattern takes
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

pub enum Line {
    Socket(WebSocketStream<MaybeTlsStream<TcpStream>>),
    Plain(LineWriter),
}

impl Line {
    async fn end(&mut self) {
        match self {
            Self::Socket(it) => it.«close→tokio_tungstenite»(None).await,
            Self::Plain(it) => it.close().await,
        }
    }
}
"""

TABLES = {
    "cs": CSHARP,
    "dart": DART,
    "go": GO,
    "java": JAVA,
    "kt": KOTLIN,
    "py": PYTHON,
    "js": JAVASCRIPT,
    "ts": TYPESCRIPT,
    "rb": RUBY,
    "php": PHP,
    "swift": SWIFT,
}


@pytest.mark.parametrize(("suffix", "marked"), [*cases(**TABLES), *cases(py=LOOPS_PYTHON, go=LOOPS_GO, rs=ARMS_RUST)])
def test_what_is_put_into_a_collection_is_what_it_holds(suffix: str, marked: str) -> None:
    run(suffix, marked, close_calls(lambda call: named(call.connection)))
