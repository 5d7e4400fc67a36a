"""The same words and numbers for other things: here nothing may be said, though each file speaks of WebSockets."""

import pytest

from .support import anything, cases, run

JAVASCRIPT = """
=== times, sizes and ports
const line = new WebSocket("wss://example.org:4000");
setTimeout(retry, 1000);
setInterval(() => line.send("ping"), 3000);
server.listen(4000);
const BATCH = 1000;
const year = 1999 + 2;
if (line.bufferedAmount > 1009) pause();
sleep(1001);
canvas.width = 1000;

=== other statuses
const line = new WebSocket(address);
if (response.status === 1001) retry();
app.get("/", (request, reply) => reply.code(4004).send({ code: 4001, message: "gone" }));
if (error.code === 3000) retry();
process.exit(1000);

=== processes
import { spawn } from "node:child_process";
import WebSocket from "ws";
const child = spawn("node", ["worker.js"]);
child.on("close", (code) => {
  if (code === 1000) retry();
});
child.on("exit", (code, signal) => code === 1001);
child.kill(1001);

=== a server, by what it is called, of another file
import { wss, doors } from "./house";
class House {
  stop() { this._wss.close(); doors.wss.close(); wss.close(); }
}

=== files, streams and compression
import fs from "node:fs";
import zlib from "node:zlib";
import WebSocket from "ws";
const stream = fs.createReadStream("log");
stream.close(1000);
stream.on("close", () => log("done"));
const gzip = zlib.createGzip();
gzip.close(1001);
fs.close(1000, () => {});

=== sockets that are none of these
import dgram from "node:dgram";
import net from "node:net";
import WebSocket from "ws";
const socket = dgram.createSocket("udp4");
socket.close(() => {});
const plain = net.connect(4000);
plain.on("close", (hadError) => hadError);
plain.end(1000);

=== workers, events and channels
const line = new WebSocket(address);
const worker = new Worker("worker.js");
worker.terminate();
const source = new EventSource("/events");
source.close();
const channel = new RTCPeerConnection().createDataChannel("chat");
channel.close();
new BroadcastChannel("rooms").close();
const pages = indexedDB.open("pages");
pages.result.close();

=== servers, windows and dialogs
const server = http.createServer().listen(3000);
const line = new WebSocket(address);
server.close(1000);
window.close();
dialog.close(4000);

=== what is called when a server is closed
import { WebSocketServer } from "ws";
app.decorate("ws", new WebSocketServer({ server: app.server }));
app.addHook("onClose", (instance, done) => instance.ws.close(done));
afterEach((callback) => suite.socket.close(callback));

=== databases and browsers
import { MongoClient } from "mongodb";
import puppeteer from "puppeteer";
const line = new WebSocket(address);
const client = new MongoClient(url);
await client.close(1000);
const browser = await puppeteer.launch();
await browser.close(1001);

=== socket.io
import { io } from "socket.io-client";
// it falls back from WebSocket
const socket = io("http://localhost:4000");
socket.on("disconnect", (reason) => log(reason));
socket.close();

=== keys and codes of other kinds
const line = new WebSocket(address);
input.onkeydown = (event) => event.code === 1001;
const order = { code: 4001, price: 1000 };
const country = { code: 1004 };
if (product.code === 3003) sell();

=== a code in a message
const line = new WebSocket(address);
line.onmessage = (event) => {
  const { code, data } = JSON.parse(event.data);
  if (code === 1000) show(data);
  line.send(JSON.stringify({ code: 1001, data }));
};

=== a method of the project's own that closes something else
class Menu {
  close(delay) {
    setTimeout(() => this.element.remove(), delay);
  }
}
const line = new WebSocket(address);
const menu = new Menu();
menu.close(1000);
"""

TYPESCRIPT = """
=== a framework for HTTP that has WebSockets, too
import { createError, defineEventHandler } from "h3";

export default defineEventHandler(async () => {
  const socket = await pool.connect();
  socket.close();
  const error = createError({ statusCode: 1001 });
  if (error.code === 1006) throw error;
});

=== other types with the same methods
import type { Socket } from "node:net";
export class Rooms {
  private socket?: Socket;
  private watcher: FSWatcher;
  readonly feed = "WebSocket";
  stop(): void {
    this.socket?.end(1000);
    this.watcher.close();
  }
}

=== types are no values
type Close = 1000 | 1001;
interface Line {
  code: 1000;
  close(code: 4000): void;
}
declare const line: WebSocket & Line;
"""

PYTHON = """
=== the two streams of a connection below the protocol, kept as a pair
from framework.websocket import WebSocket

def answer(loop, environ):
    if "server.socket" in environ:
        reader, writer = open_streams(environ["server.socket"])
        sock = (reader, writer)
    else:
        sock = (None, None)
    if sock[1]:
        loop.run_until_complete(sock[1].aclose())

=== times, sizes and ports
import asyncio
import websockets

async def main():
    await asyncio.sleep(1000)
    server = await websockets.serve(enter, "localhost", 4000, max_size=1009, close_timeout=3000)
    year = 1001
    if len(guests) > 1000:
        raise ValueError(1001)

=== files, databases and sessions
import aiohttp
import sqlite3
import websockets

async def main():
    with open("log") as file:
        file.close()
    base = sqlite3.connect("rooms")
    base.close()
    async with aiohttp.ClientSession() as session:
        await session.close()

=== functions that are told of events
import websockets
from .events import WebsocketEventHandlers

class Feed:
    def __init__(self):
        self.handlers = WebsocketEventHandlers()

    async def ended(self):
        await self.handlers.close()

=== what else is closed, and when
import websockets

async def leave(market, screen):
    market.close_position(4000)
    market.close_order(1001, 4002)
    screen.on_modal_closed(4001)
    close_later(3000)
    market.schedule_close(3000)
    door.closeAt(4000)
    bar.setClose(4000)
    is_close(took, 3000)
    redis.disconnect(3000)
    this.mqttClient.disconnect(4000)
    expect(took).toBeCloseTo(3000, 2)
    assertThat(took).isCloseTo(4000)

=== sockets
import socket
import websockets

line = socket.create_connection(("localhost", 4000))
line.close()
line.shutdown(socket.SHUT_RDWR)

=== processes and exit codes
import subprocess
import sys
import websockets

child = subprocess.Popen(["ls"])
child.terminate()
if child.returncode == 1000:
    sys.exit(1001)

=== statuses of HTTP and codes of other protocols
import aiohttp
import requests

async def fetch(session: aiohttp.ClientSession):
    async with session.get("/") as response:
        if response.status == 1001:
            return
    if requests.get("/").status_code == 3000:
        return
    error = {"code": 4001, "message": "gone"}

=== names that only look like it
import websockets

websocket_port = 4000
ws_timeout = 1000
close_delay = 3000
closed_at = 1001
connection_count = 1000
"""

GO = """
=== times, buffers and HTTP
package hub

import (
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1000, WriteBufferSize: 4096, HandshakeTimeout: 3000 * time.Millisecond}

func enter(w http.ResponseWriter, r *http.Request) {
	defer r.Body.Close()
	http.Error(w, "no", 1001)
	time.Sleep(1000 * time.Millisecond)
	http.ListenAndServe(":4000", nil)
	if r.ContentLength == 1009 {
		return
	}
}

=== plain connections, files and channels
package hub

import (
	"net"
	"os"

	"github.com/gorilla/websocket"
)

var _ websocket.Upgrader

func leave(send chan []byte) {
	line, _ := net.Dial("tcp", "localhost:4000")
	line.Close()
	file, _ := os.Open("log")
	file.Close()
	close(send)
}

=== statuses of gRPC
package hub

import (
	"github.com/gorilla/websocket"
	"google.golang.org/grpc/status"
)

var _ websocket.Upgrader

func refuse() error {
	return status.Error(1001, "no")
}
=== what listens for WebSockets, and is told what to do with its connections when it is closed
package a

import "github.com/gorilla/websocket"

type Websocket struct {
	upgrader *websocket.Upgrader
}

func (w *Websocket) Close(each func(name string)) {}

func NewWebsocket() *Websocket { return &Websocket{} }

func stop(names map[string]bool) {
	listener := NewWebsocket()
	listener.Close(func(name string) { delete(names, name) })
}
"""

RUST = """
=== sockets and ports
use std::net::{TcpListener, UdpSocket};
use tungstenite::accept;

fn main() {
    let listener = TcpListener::bind(("localhost", 4000)).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1000));
    let limit: usize = 1009;
    drop(UdpSocket::bind("localhost:4001").unwrap());
    listener.set_ttl(1001).unwrap();
}
=== prices, of which one is that of the last close
use crate::websocket::Server;

fn open(book: &Book, name: &str) {
    let first = match name {
        "A" => 3800.0,
        _ => 1001.0,
    };
    book.set_pre_close(name, first);
    book.set_pre_close(name, 4100.0);
}
"""

JAVA = """
=== a framework for HTTP that has WebSockets, too
import io.javalin.Javalin;

class App {
    void stop(int code) {
        var socket = pool.take();
        socket.close();
        if (code == 1006) fail();
    }
}

=== streams, executors and clients
import okhttp3.*;

class Feed {
    void stop(InputStream stream, OkHttpClient client, Response response) throws Exception {
        stream.close();
        client.dispatcher().cancelAll();
        response.close();
        Thread.sleep(1000);
        if (response.code() == 1001) return;
        new ServerSocket(4000).close();
    }
}

=== results that a service counts its own way
import org.springframework.web.socket.WebSocketSession;

enum ResultCode {
    OK(1000, "fine"), LATE(1001, "too late"), FULL(4001, "no room");

    private final int code;

    ResultCode(int code, String text) { this.code = code; }
}
"""

KOTLIN = """
=== coroutines and clients
import io.ktor.client.*
import io.ktor.client.plugins.websocket.*
import kotlinx.coroutines.*

suspend fun stop(client: HttpClient, job: Job) {
    delay(1000)
    client.close()
    job.cancel()
    println(4000)
}

=== channels of coroutines, by the name of a guest
import io.ktor.server.websocket.webSocket
import kotlinx.coroutines.channels.Channel

class Guests {
    val connectedSockets = mutableMapOf<String, Channel<String>>()
}

fun Route.rooms(guests: Guests) {
    webSocket("/rooms") {
        guests.connectedSockets["ann"]?.close()
    }
}
"""

CSHARP = """
=== streams and delays
using System.IO;
using System.Net.WebSockets;

class Feed
{
    async Task StopAsync(Stream stream, CancellationTokenSource source)
    {
        stream.Close();
        source.Cancel();
        await Task.Delay(1000);
        var port = 4000;
    }
}
"""

SWIFT = """
=== why somebody left, which nobody has made a code of
import Foundation

enum DisconnectReason {
    case goingAway, protocolError, banned
}

final class Seat {
    var task: URLSessionWebSocketTask?
    func text(for reason: DisconnectReason) -> String {
        switch reason {
        case .goingAway: return "bye"
        case .protocolError: return "bad"
        case .banned: return "no"
        }
    }
}

extension DisconnectReason {
    var mild: Bool { switch self { case .goingAway: return true; default: return false } }
}

=== tasks and timers
import Foundation

class Feed {
    let page = URLSession.shared.dataTask(with: URL(string: "https://example.org")!)
    let note = "beside a WebSocket"

    func stop(timer: Timer, error: NSError) {
        page.cancel()
        timer.invalidate()
        if error.code == 1001 { return }
        DispatchQueue.main.asyncAfter(deadline: .now() + 1000) {}
    }
}

=== the sockets beneath, of which a server of HTTP with WebSockets has many
import Foundation

final class Hall {
    private var socket = Socket(descriptor: -1)
    private var sockets = Set<Socket>()
    func serve() {
        while let guest = try? socket.acceptClientSocket() { sockets.insert(guest) }
    }
    func stop() {
        for socket in self.sockets { socket.close() }
        socket.close()  // also those that speak to a websocket
    }
}

=== what went wrong with a frame
enum WsError: Error { case protocolError(String), badText(String) }
func tell(_ error: Error) {
    switch error {
    case WebSocketSession.WsError.protocolError: print("a frame that makes no sense")
    default: break
    }
}
"""

DART = """
=== sinks, controllers and servers
import 'dart:async';
import 'dart:io';

Future<void> stop(StreamController<String> lines, IOSink sink, HttpServer server) async {
  await lines.close();
  await sink.close();
  await server.close();
  await Future.delayed(const Duration(milliseconds: 1000));
  print('no WebSocket');
}
"""

PHP = """
=== files and curl
<?php // beside a WebSocket
fclose($file);
curl_close($curl);
$statement->close();
sleep(1000);
http_response_code(1001);
if ($response->getStatusCode() === 4001) { return; }
=== the sockets beneath a WebSocket, and beside it
<?php // the handshake of a WebSocket
use React\\Socket\\Connection;
use Swoole\\Client;
use Swoole\\Coroutine\\Client as Line;

class WebSocketClient {
    private $socket;
    public function with(Connection $socket) { $socket->close(); }
    public function open() { $this->socket = new Client(SWOOLE_SOCK_TCP); }
    public function leave() { $this->socket->close(); }
    public function other() { $socket = new Line(SWOOLE_SOCK_TCP); $socket->close(); }
}

=== what hands a close on
<?php
use Swoole\\WebSocket\\Server;

class Ends {
    public function onClose(Server $server, int $fd): void { $this->wsDispatcher->close($server, $fd); }
}

=== a connection whose address begins with another scheme, however it goes on
<?php
use Workerman\\Connection\\AsyncTcpConnection;

function register(string $address, $line) { // beside the WebSockets
    $line = new AsyncTcpConnection("text://{$address}");
    $line->close();
    $line = new AsyncTcpConnection('GateProtocol://' . $address);
    $line->close();
}
"""

RUBY = """
=== files and sleeping
require "faye/websocket"

File.open("log") { |file| file.close }
sleep 1000
exit 1001
port = 4000
raise ArgumentError if response.code == 1001
"""


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(
        js=JAVASCRIPT, ts=TYPESCRIPT, py=PYTHON, go=GO, rs=RUST, java=JAVA, kt=KOTLIN, cs=CSHARP, swift=SWIFT,
        dart=DART, php=PHP, rb=RUBY,
    ),
)  # fmt: skip
def test_silence(suffix: str, source: str) -> None:
    run(suffix, source, anything)
