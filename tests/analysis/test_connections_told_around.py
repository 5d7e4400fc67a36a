"""Connections that nothing but their surroundings tell: handlers, servers by name, what only a plain socket is asked."""

import pytest

from wsclose.checker import check_text
from wsclose.project.settings import Settings

from .support import cases, close_calls, named, run

PYTHON = """
=== a socket that is asked for bytes is none
# of a WebSocket
class Line:
    def __init__(self, sock=None):
        self.sock = sock
    def run(self):
        self.events.receive(self.sock.recv(4096))
        self.sock.close()

=== a socket that takes frames
# of a WebSocket
class Line:
    def __init__(self, sock=None):
        self.sock = sock
    def run(self):
        self.take(self.sock.recv())
        self.sock.«close→unknown?»()

=== what a cast says
from websockets.asyncio import client
async def leave(self):
    await cast(client.ClientConnection, self.line).«close→websockets client»()
    await cast("asyncio.Task", self.task).close()

=== a client that hands itself to the constructor of what works for it
import threading
from ws4py.client.threadedclient import WebSocketClient
class Worker(threading.Thread):
    def __init__(self, owner, channel):
        super().__init__()
        self.owner = owner
    def run(self):
        self.owner.«close→ws4py client»(reason="unknown channel")
class Chat(WebSocketClient):
    def opened(self):
        Worker(self, channel=1).start()

=== a constructor that is given another thing elsewhere in the file
import websocket
class Worker:
    def __init__(self, owner):
        self.owner = owner
    def run(self):
        self.owner.close()
first = Worker(websocket.WebSocketApp(address))
second = Worker(open(path))
"""

HELD = """
=== the WebSocket of something that is none
# of a WebSocket
class Robot:
    def __init__(self, token):
        self.client = robots.StreamClient(token)
        self.driver = robots.Driver(token)

    async def leave(self):
        await self.client.websocket.«close→unknown?»(code=1000, reason="done")
        await self.driver._ws.«close→unknown?»()
        await self.client.close()
        self.driver.link.close()
"""

TYPESCRIPT = """
=== a type that lists what a WebSocket has
export interface WebSocketLike {
  binaryType?: string;
  readyState: number;
  addEventListener: { (event: "close", listener: () => void): void };
  close(): void;
}
export function leave(line: WebSocketLike) {
  line.«close→unknown?»();
}

=== a type of that name that lists something else
export interface WebSocketOptions {
  address: string;
  close(): void;
}
export function leave(line: WebSocketOptions) {
  line.close();
}

=== a variable for the WebSocket of something else
// of a WebSocket
async function bridge(env) {
  const answer = await env.ROOMS.fetch(url, { headers: { Upgrade: "websocket" } });
  let line = null;
  try { line = answer && answer.webSocket; } catch { return; }
  const other = answer.ws, body = answer.body, server = answer.websocketServer;
  line.«close→unknown?»();
  other.«close→unknown?»();
  body.close();
  server.close();
}

=== a getter that gives something unknown
// of a WebSocket
class Line {
  get ws() { return this.held.get(); }
  leave() { this.ws?.«close→unknown?»(); }
}

=== whatever gets the handlers of a WebSocket is one
// of a WebSocket
class Line {
  open() {
    this.wire = new this.transport(this.address);
    this.wire.onopen = () => this.opened();
    this.wire.onclose = (event) => this.gone(event);
    this.feed = new this.reader(this.address);
    this.feed.onmessage = (event) => this.take(event);
  }
  leave() {
    this.wire.«close→unknown?»();
    this.feed.close();
  }
}

=== a code and a reason with a default
// of a WebSocket
function leave(wire, code, reason) { wire.«close→unknown?»(code, reason || ""); }

=== what is closed with a code and a reason, and without
// of a WebSocket
function leave(wire, code, reason) {
  if (code) wire.«close→unknown?»(code, reason);
  else wire.«close→unknown?»();
}
function save(wire) { wire.close(); }
class Line {
  leave(code, reason) {
    if (code) this.wire.«close→unknown?»(code, reason);
    else this.wire.«close→unknown?»();
  }
}
class Sheet {
  leave() { this.wire.close(); }
}

=== what a test finds to be something else
class Feed {
  socket: WebSocketLike;
  leave() {
    if (this.ready && this.socket instanceof EventSource) this.socket.close();
    else this.socket.«close→unknown?»();
  }
}

=== the clients of a server
// of a WebSocket
function stop(app) {
  const server = app.websocketServer;
  for (const client of server.clients) client.«close→unknown server?»();
  app.wss.clients.forEach((client) => client.«terminate→unknown server?»());
}
function others(app) {
  for (const client of app.clients) client.close();
}
class Hub {
  end() {
    for (const guest of this.wss.clients) guest.«terminate→unknown server?»();
    for (const guest of /** @type {Server} */ (this.webSocketServer).clients) guest.«close→unknown server?»(1001);
    for (const client of this.office.clients) client.terminate();
  }
}

=== a code and a reason in an object
// of a WebSocket
await route.«close→unknown?»({ code: 3009, reason: "moved" });
await dialog.close({ animated: true, code: 3009 });

=== what is cast, and what is given away
// of a WebSocket
(line as any)?.websocket?.«close→unknown?»();
(this.inner.ws as any).«terminate→unknown?»();
websocket.close(ws);
websocket.«close→unknown?»();

=== the object whose handler this is
const line = new WebSocket("wss://example.com");
line.onopen = function () { this.«close→browser client»(); };
const door = new Door();
door.onopen = function () { this.close(); };
function connect(address) {
  let inner = null;
  inner = new WebSocket(address);
  inner.onmessage = function () { if (stale) this.«close→browser client»(4001); };
}
function Feed() {}
Feed.prototype.open = function (address) {
  const inner = new WebSocket(address);
  inner.onopen = () => { this.close(); };
};
function Door(address) {
  const inner = new WebSocket(address);
  inner.onerror = event => { this.close(); };
  inner.onmessage = (event) => { this.close(); };
  inner.onopen = function () { later(() => this.«close→browser client»()); };
}

=== the object that a handler is registered on
import WebSocket, { WebSocketServer } from "ws";
const line = new WebSocket("wss://example.com");
function beat() {
  clearTimeout(this.silence);
  this.silence = setTimeout(() => this.«terminate→ws client»(), 31000);
}
line.on("open", beat);
line.on("ping", beat);
const server = new WebSocketServer({ port: 8080 });
server.on("connection", (socket) => {
  socket.on("message", function read(data) {
    if (data.length > 4096) this.«close→ws server»(1009);
    socket.once("message", read);
  });
});
server.on("listening", function () { this.close(); });
door.on("click", function () { this.close(); });
line.on("message", () => { this.close(); });
function again() { this.once("message", again); this.close(); }

=== what a promise holds
import { WebSocketServer } from "ws";
async function stop() {
  const server = await new Promise<WebSocketServer>((resolve) => start(resolve));
  for (const client of server.clients) client.«close→ws server»();
}

=== a socket that is handed over, and tells a code and a reason
function Peer(line) {
  this.line = line;
  this.socket = line.socket;
  this.socket.on("close", (code, reason) => this.end(code));
}
Peer.prototype.refuse = function () {
  this.socket.«close→unknown?»(4009);
  this.socket.«terminate→unknown?»();
};

=== one that is handed over, and tells no more than that it ends
function Peer(line) {
  this.socket = line.socket;
  this.socket.on("close", (failed) => this.end(failed));
}
Peer.prototype.refuse = function () {
  this.socket.close(4009);
};

=== a class in the form of a function, whose methods stand elsewhere
function Feed(address) {
  this.tape = new WebSocket(address);
}
Feed.prototype.stop = function () { this.tape.«close→browser client»(4001); };
var Ticker = function (address) {
  this.tape = new WebSocket(address);
};
Ticker.prototype.stop = function () { this.tape.«close→browser client»(4002); };
exports.Quotes = function (address) {
  this.tape = new WebSocket(address);
};
exports.Quotes.prototype.stop = function () { this.tape.«close→browser client»(4003); };
module.exports = inner.Market = function (address) {
  this.tape = new WebSocket(address);
};
inner.Market.prototype.stop = function () { this.tape.«close→browser client»(4004); };
function Recorder(path) {
  this.tape = new Tape(path);
}
Recorder.prototype.stop = function () { this.tape.close(4004); };
Recorder.prototype.Start = function (address) { this.line = new WebSocket(address); };
Recorder.prototype.leave = function () { this.line.«close→browser client»(); };

=== the methods of a class that a function puts together
Object.assign(Feed.prototype, {
  open(address) { this.line = new WebSocket(address); },
  stop() { this.line.«close→browser client»(); this.file.close(); },
});
Door.prototype = {
  open: function (address) { this.latch = new WebSocket(address); },
  stop: function () { this.latch.«close→browser client»(); },
};
const Ticker = Model.extend({
  initialize: function () { this.tape = new WebSocket(address); },
  stop: function () { this.tape.«close→browser client»(); },
});
const Other = Model.extend({
  initialize: function () { this.tape = new Tape(address); },
  stop: function () { this.tape.close(); },
});
run(Door, { stop() { this.latch.close(); } });

=== the servers that tests pretend to be
import { ws } from "msw";
const chat = ws.link("wss://example.com");
chat.addEventListener("connection", ({ client, server }) => {
  client.«close→msw server»(1006);
  server.addEventListener("open", () => server.«close→msw client»());
});
"""

JAVASCRIPT = """
=== what a component keeps between its renderings
export function Feed({ address }) {
  const [line, setSocket] = useState(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const made = new WebSocket(address);
    setSocket(made);
    setCount(1);
  }, [address]);
  const leave = () => line?.«close→browser client»(1000);
  return <button onClick={leave}>{count.close()}</button>;
}

=== a function that is called as a setter, and is none
export function Feed({ address }) {
  const [line, setLine] = makePair(null);
  setLine(new WebSocket(address));
  return () => line.close();
}

=== what is an empty object first
const { WebSocket } = require("ws");
class Feed {
  open(address) {
    this.line = {};
    this.line = new WebSocket(address);
  }
  leave() {
    this.line.«close→ws client»();
  }
}

=== a function by the name under which it is exported
exports.open = (address) => new WebSocket(address);
exports.first = () => exports.open("wss://a.example").«close→browser client»();
exports.second = () => module.exports.open("wss://b.example").«close→browser client»();
"""

SHOWN = """
=== what is asked for what only a connection is asked for
import tornado.websocket

class Worker:
    def take(self, tab, log):
        self.tab = tab
        self.log = log

    def tell(self, text):
        try:
            self.tab.write_message(text)
        except tornado.websocket.WebSocketClosedError:
            self.log.write(text)

    def leave(self, reason):
        self.tab.«close→unknown?»(reason=reason)
        self.log.close()

class Other:
    def leave(self):
        self.tab.close()

=== what is closed with a code that is named so, and without
# of a WebSocket
async def leave(peer, code):
    if code:
        await peer.«close→unknown?»(code=code)
    else:
        await peer.«close→unknown?»()

async def save(peer):
    await peer.close()
"""

GIVEN = """
=== what a function whose types say nothing is given
from typing import Any
import websockets

class Relay:
    async def run(self, url: str) -> None:
        async with websockets.connect(url) as upstream:
            await self.pump(upstream, [])

    async def pump(self, upstream: Any, left: object) -> None:
        await upstream.«close→websockets client»()
        await left.close()
"""

PHP = """
=== what a function without types is given
<?php
use Ratchet\\ConnectionInterface;
class Chat implements Ratchet\\MessageComponentInterface {
    public function onMessage(ConnectionInterface $from, $msg) { $this->refuse("no", $from); $this->tidy($from, 1); }
    private function refuse($why, $who) { $who->«close→ratchet server»(1008); }
    private function tidy($who, $what) { $who->«close→ratchet server»(); $what->close(); }
}
"""

NODE = """
=== what all calls give a function
const { WebSocketServer } = require("ws");
const server = new WebSocketServer({ port: 8000 });
server.on("connection", (one) => { refuse(one); leave(one); leave(other); });
const refuse = (who) => { who.«close→ws server»(1008); };
function leave(it) { it.close(); }
"""

CALLED = {"py": PYTHON + GIVEN + HELD + SHOWN, "ts": TYPESCRIPT, "jsx": JAVASCRIPT, "php": PHP, "js": NODE}


@pytest.mark.parametrize(("suffix", "source"), cases(**CALLED))
def test_connections_told_by_what_stands_around(suffix: str, source: str) -> None:
    run(suffix, source, close_calls(lambda call: named(call.connection)))


def test_a_pretended_server_may_drop_the_connection() -> None:
    source = b'import { ws } from "msw";\nws.link("wss://a").addEventListener("connection", ({ client }) => client.close(1006));\n'
    assert "reserved-code" not in {finding.rule for finding in check_text("a.ts", source, Settings()).findings}
