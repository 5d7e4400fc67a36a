"""Which calls close a connection, with which codes, and what goes out."""

import pytest

from wsclose.analysis.facts import CloseCall

from .support import cases, close_calls, facts, run

JAVASCRIPT = """
=== with and without a code and a reason
import WebSocket from "ws";
const line = new WebSocket(address);
line.«close→none»();
line.«close→1001»(1001);
line.«close→1008»(1008, "policy");
line.«close→none»(undefined, "bye");
line.«terminate→nothing»();

=== an end with a code and a reason, of which nobody says what it is
export const uses = "uWebSockets";
export const behavior = {
  message(guest, text) {
    if (text === "late") guest.«end→4001»(4001, "too late");
    guest.end(4002);
    answer.end("bye", 4003);
  },
};

=== a close that waits
const line = new WebSocket(address);
setTimeout(() => line.«close→1000»(1000), 5000);
button.onclick = () => line.«close→none»();

=== a method that something is given here, and a task that is told why
const line = new WebSocket(address);
const VERSION = 4004;
pipe.on("handshake", (socket) => {
  socket.close = (number) => socket.end(encode(number));
  socket.close(VERSION);
});
task.close(VERSION);

=== a constant that nobody knows the number of, and a text, on what may be a connection
import sockjs from "sockjs";
import { failures } from "./failures";
export function check(conn, dialog, door) {
  if (door.full) conn.«close→unknown»(failures.FULL, "no more guests");
  conn.close(failures.options, "no more guests");
  conn.close(failures.FULL);
  dialog.close(failures.FULL, "no more guests");
}

=== a method that is taken out
import { WebSocketServer } from "ws";
const rooms = new WebSocketServer({ port: 8080 });
rooms.on("connection", (guest) => {
  guest.on("error", () => guest["close"](1011));
});

=== what a library adds to the method's arguments
import ReconnectingWebSocket from "reconnecting-websocket";
const line = new ReconnectingWebSocket(address);
line.«close→4000»(4000, "idle");

=== a server of uWebSockets
import { App } from "uWebSockets.js";
App().ws("/*", {
  message: (guest, text) => guest.«end→1003»(1003, "text only"),
  close: (guest, code) => console.log(code),
});

=== a server of nodejs-websocket gives its connections to a callback
const ws = require("nodejs-websocket");
const rooms = ws.createServer((guest) => {
  guest.on("text", () => guest.«close→4001»(4001, "idle"));
}).listen(8080);
rooms.connections.forEach((guest) => guest.«close→none»());
rooms.close();

=== close is called on the server, which is no connection
import { WebSocketServer } from "ws";
const rooms = new WebSocketServer({ port: 8080 });
process.on("SIGTERM", () => rooms.close());
"""

PYTHON = """
=== what opens a connection by its name, whatever it is called on
async def test_echo(client):
    line = await client.ws_connect("/feed")
    await line.«close→4001»(code=4001)
    await client.close()

=== with and without a code and a reason
from websockets import ClientConnection

async def leave(line: ClientConnection):
    await line.«close→none»()
    await line.«close→1001»(1001)
    await line.«close→1001»(code=1001, reason="bye")
    await line.«close→1008»(reason="policy", code=1008)

=== a frame that the protocol's messages carry
async def app(scope, receive, send):
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": 1001})

=== a call that another function makes
import asyncio
import websocket

async def leave(line: websocket.WebSocket, stack: ExitStack):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, line.«close→1001», 1001)
    loop.call_later(30, line.«close→4001», 4001)
    stack.callback(line.«close→1000», 1000)

=== what is entered without a `with`
import httpx_ws
import websockets

class Feed:
    async def open(self, stack):
        self.opening = httpx_ws.aconnect_ws(address)
        self.line = await self.opening.__aenter__()
        self.far = await stack.enter_async_context(websockets.connect(far))
        self.log = stack.enter_context(open("feed.log"))

    async def leave(self):
        await self.line.«close→4001»(4001)
        await self.far.«close→none»()
        self.log.close()

=== a coroutine that is handed on
import asyncio
from starlette.websockets import WebSocket

async def leave(guests: list[WebSocket]):
    await asyncio.gather(*(guest.«close→1001»(1001) for guest in guests))

=== the layer of websockets without input and output
from websockets.server import ServerProtocol

class Line:
    def __init__(self, protocol: ServerProtocol):
        self.protocol = protocol

    def leave(self):
        self.protocol.«send_close→1001»(1001)
        self.protocol.«fail→1011»(1011, "lost")

=== a method of the project's own WebSocket that ends the connection with the code it is given
from websockets.server import ServerProtocol

class WebsocketLine:
    def __init__(self, protocol: ServerProtocol):
        self.protocol = protocol

    def end_connection(self, code):
        self.protocol.«send_close→unknown»(code)

class Hub:
    line: WebsocketLine

    def stop(self):
        self.line.«end_connection→1001»(1001)

=== a project's own WebSocket that refuses the handshake with the status of HTTP that it is given
from http import HTTPStatus

class WebSocket:
    def close(self, status):
        self.transport.write(response(status))

class Hub:
    line: WebSocket

    def refuse(self):
        self.line.«close→none»(HTTPStatus.SERVICE_UNAVAILABLE)

=== a method whose name says that it sends a close, on something of an unknown kind
from autobahn.twisted.websocket import WebSocketClientProtocol

class Back(WebSocketClientProtocol):
    def leave(self):
        self.factory.front.«sendClose→1001»(1001)
        self.factory.front.sendClose()

=== what is called a protocol and sends a close
from autobahn.websocket.protocol import WebSocketProtocol

def test_leaving(protocol, session):
    protocol.«sendClose→none»()
    session.sendClose()

=== an own method that passes on what it is given to the library's of the same name
from autobahn.twisted.websocket import WebSocketServerProtocol

class Room(WebSocketServerProtocol):
    def leave(self):
        self.«sendClose→4001»(code=4001)

    def sendClose(self, code=None, reason=None):
        self.left = True
        return WebSocketServerProtocol.«sendClose→unknown»(self, code, reason)

class Hall(WebSocketServerProtocol):
    def leave(self):
        self.«sendClose→1000»(1000)

    def sendClose(self, code=None, reason=None):
        return super().«sendClose→unknown»(code, reason)

class Stage(WebSocketServerProtocol):
    def leave(self):
        self.sendClose("the play is over")

    def sendClose(self, last_words):
        super().«sendClose→1000»(1000, last_words)

class Door:
    def leave(self):
        Door.sendClose(self, 1000)

=== what a listening socket has accepted is no WebSocket
# of a WebSocket
def run(self):
    try:
        sock, address = self.listening.accept()
        self.guests.append(upgrade(sock))
    except OSError:
        sock.close()

=== what stands beside its port is no WebSocket
from tornado.websocket import websocket_connect

async def run(self):
    sock, port = bind_unused_port()
    sock.close()
    line = await websocket_connect(f"ws://localhost:{port}")
    line.«close→none»()

=== a server and a client of ws4py
from ws4py.client.threadedclient import WebSocketClient
from ws4py.websocket import WebSocket as BaseWebSocket

class Room(BaseWebSocket):
    def received_message(self, message):
        self.«close→4001»(4001, "no such room")
        self.«close→none»(reason="gone")

class Guest(WebSocketClient):
    def closed(self, code, reason=None):
        self.«close_connection→nothing»()

=== a call that is made ready
import functools
from fastapi import WebSocket

async def leave(websocket: WebSocket, stack):
    stack.callback(functools.partial(websocket.«close→1011», code=1011))

=== methods of two classes that call each other
import websockets

class NearWebSocket:
    def __init__(self, far: "FarWebSocket"):
        self.far = far

    def close(self, code):
        self.far.«close→unknown»(code)

class FarWebSocket:
    def __init__(self, near: NearWebSocket):
        self.near = near

    def close(self, code):
        self.near.«close→unknown»(code)

=== what closes when it is told to
from channels.generic.websocket import AsyncWebsocketConsumer

class Room(AsyncWebsocketConsumer):
    async def tell(self, text, last=False, then=None):
        await self.send(text_data=text, close=False)
        await self.send(text_data=text, close=last)
        await self.send(text_data=text, close=then)

    async def refuse(self, text, code):
        await self.«send→unknown»(text_data=text, close=True)
        await self.«send→unknown»(text_data=text, close=code)
"""

GO = """
=== a control message
package hub

import "github.com/gorilla/websocket"

func leave(line *websocket.Conn) {
	text := websocket.FormatCloseMessage(websocket.CloseGoingAway, "bye")
	line.«WriteControl→1001»(websocket.CloseMessage, text, time.Now().Add(time.Second))
	line.«WriteMessage→1000»(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""))
	line.WriteMessage(websocket.TextMessage, []byte("1001"))
	line.«Close→nothing»()
}

=== status and reason
package hub

import "github.com/coder/websocket"

func leave(line *websocket.Conn) {
	defer line.«CloseNow→nothing»()
	line.«Close→1001»(websocket.StatusGoingAway, "bye")
	line.«Close→4001»(websocket.StatusCode(4001), "bye")
}

=== a writer of a message is no connection
package hub

import "github.com/gorilla/websocket"

func write(line *websocket.Conn) {
	w, err := line.NextWriter(websocket.TextMessage)
	if err != nil {
		return
	}
	w.Close()
}
"""

RUST = """
=== a frame in a message
use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn leave(mut guest: WebSocket) {
    let frame = CloseFrame { code: 1001, reason: "bye".into() };
    guest.send(Message::«Close→1001»(Some(frame))).await.ok();
}

=== a frame for the method itself
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

async fn leave(mut line: WebSocketStream<MaybeTlsStream<TcpStream>>) {
    line.«close→1001»(Some(CloseFrame { code: CloseCode::Away, reason: "".into() })).await.ok();
    line.«close→none»(None).await.ok();
}

=== the clients of reqwest-websocket, awc and ewebsock
use awc::{ws, Client};
use ewebsock::connect;
use reqwest_websocket::{CloseCode, Message, RequestBuilderExt};

async fn visit(of: reqwest::Client) -> anyhow::Result<()> {
    let answer = of.get("wss://example.org/").upgrade().send().await?;
    let mut line = answer.into_websocket().await?;
    line.send(Message::«Close→1001» { code: CloseCode::Away, reason: "bye".into() }).await?;
    line.«close→1000»(CloseCode::Normal, Some("done")).await?;
    answer.close();
    let (_, mut framed) = Client::new().ws("wss://example.org/").connect().await.unwrap();
    framed.send(ws::Message::«Close→1000»(Some(ws::CloseCode::Normal.into()))).await?;
    framed.«close→nothing»().await?;
    let (mut sender, receiver) = connect("wss://example.org/", Default::default()).unwrap();
    sender.«close→none»();
    Ok(())
}

=== the client and the server of ws-tool
use ws_tool::{codec::BytesCodec, frame::{OpCode, OwnedFrame}, ClientConfig, ServerBuilder};

fn visit(stream: TcpStream) {
    let mut line = ClientConfig::default().connect("ws://localhost:9002/feed").unwrap();
    line.send(OpCode::Text, b"hello").unwrap();
    line.«send→1001»(OpCode::Close, &1001u16.to_be_bytes()).unwrap();
    line.«close→1000»(1000u16, &[]).unwrap();
    let (_, mut writing) = ClientConfig { window: None, ..Default::default() }.connect(ADDRESS).unwrap().split();
    writing.send_owned_frame(OwnedFrame::text_frame(mask(), "hi")).ok();
    writing.send_owned_frame(OwnedFrame::«close_frame→1011»(mask(), 1011, &[])).ok();
    let mut guest = ServerBuilder::accept(stream, check, BytesCodec::factory).unwrap();
    guest.«close→4001»(4001, b"idle").unwrap();
}

=== the part of a pair beside one that nobody takes
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

async fn leave(line: WebSocketStream<MaybeTlsStream<TcpStream>>, other: WebSocketStream<MaybeTlsStream<TcpStream>>) {
    let (mut writing, _) = line.split();
    writing.«close→none»().await.ok();
    let (_, mut reading) = other.split();
    reading.close().await.ok();
}

=== what is received is a pattern, and closes nothing
use axum::extract::ws::{Message, WebSocket};

async fn read(mut guest: WebSocket) {
    while let Some(Ok(message)) = guest.recv().await {
        match message {
            Message::Close(Some(frame)) => println!("{}", frame.code),
            Message::Close(None) => break,
            _ => {}
        }
    }
}
"""

JAVA = """
=== a close frame of Netty, as it is and under a name
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

class Line {
    void leave(Channel channel) {
        TextWebSocketFrame last = new TextWebSocketFrame("bye");
        channel.writeAndFlush(last);
        CloseWebSocketFrame goodbye = new CloseWebSocketFrame(1001, "bye");
        channel.«writeAndFlush→1001»(goodbye).addListener(sent -> channel.close());
        channel.writeAndFlush(new «CloseWebSocketFrame→1000»(1000, "done"));
    }
}

=== reasons, statuses and numbers
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

class Rooms {
    void leave(WebSocketSession guest) throws IOException {
        guest.«close→none»();
        guest.«close→1001»(CloseStatus.GOING_AWAY);
        guest.«close→1008»(CloseStatus.POLICY_VIOLATION.withReason("no room"));
        guest.«close→4001»(new CloseStatus(4001, "idle"));
    }
}

=== the JDK's client
import java.net.http.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.«sendClose→1000»(WebSocket.NORMAL_CLOSURE, "bye");
        line.«abort→nothing»();
    }
}
"""

KOTLIN = """
=== Apple's tasks, as Kotlin/Native names them
import kotlinx.cinterop.convert
import platform.Foundation.NSURL
import platform.Foundation.NSURLSession

class Feed(private val session: NSURLSession, url: NSURL) {
    private val line = session.webSocketTaskWithURL(url, listOf("feed"))
    private val download = session.dataTaskWithURL(url)

    fun leave() {
        line.«cancelWithCloseCode→4001»(closeCode = 4001.convert(), reason = null)
        line.«cancelWithCloseCode→1001»(1001, null)
        line.«cancel→none»()
        download.cancel()
        session.invalidateAndCancel()
    }
}

=== codes and reasons of Ktor
import io.ktor.websocket.*

suspend fun leave(guest: WebSocketSession) {
    guest.«close→1001»(CloseReason(CloseReason.Codes.GOING_AWAY, "bye"))
    guest.«close→4001»(CloseReason(4001.toShort(), "idle"))
}

=== an extension that is imported by its name
import io.ktor.server.websocket.webSocket
import io.ktor.websocket.CloseReason
import io.ktor.websocket.DefaultWebSocketSession
import io.ktor.websocket.close

fun Route.rooms() {
    webSocket("/rooms") {
        «close→1008»(CloseReason(CloseReason.Codes.VIOLATED_POLICY, "who are you?"))
    }
}

suspend fun serve(guest: DefaultWebSocketSession) = guest.apply {
    val seat = Seat({ reason -> «close→1000»(CloseReason(CloseReason.Codes.NORMAL, reason)) })
    «close→none»()
}

=== a function of the project's own that has its name
import io.ktor.server.websocket.webSocket
import org.example.doors.close

fun Route.rooms() {
    webSocket("/rooms") {
        close()
    }
}

=== a field that has the name of an extension
import io.ktor.client.plugins.websocket.DefaultClientWebSocketSession
import io.ktor.client.plugins.websocket.webSocketSession
import io.ktor.websocket.CloseReason
import io.ktor.websocket.close

class Feed(private val client: HttpClient) {
    private var webSocketSession: DefaultClientWebSocketSession? = null

    suspend fun open() {
        webSocketSession = client.webSocketSession(url)
    }

    suspend fun leave(why: String) {
        webSocketSession?.«close→1001»(reason = CloseReason(code = 1001, message = why))
    }
}

=== a client's socket
import okhttp3.WebSocket

fun leave(line: WebSocket) {
    line.«close→1000»(1000, null)
    line.«cancel→nothing»()
}
"""

CSHARP = """
=== what a host has made is closed with a code of the library's own
using System.Net.WebSockets;

class Tests
{
    async Task Talks()
    {
        var server = new HostBuilder().Build().GetTestServer();
        var socket = await server.CreateClient().ConnectAsync(address, stop.Token);
        await socket.«CloseAsync→1000»(WebSocketCloseStatus.NormalClosure, "done", stop.Token);
        await server.CloseAsync(stop.Token);
    }
}

=== both ways to close, and to drop
using System.Net.WebSockets;

class Rooms
{
    async Task LeaveAsync(WebSocket guest)
    {
        await guest.«CloseAsync→1001»(WebSocketCloseStatus.EndpointUnavailable, "bye", default);
        await guest.«CloseOutputAsync→1000»(WebSocketCloseStatus.NormalClosure, null, default);
        await guest.«CloseAsync→4001»((WebSocketCloseStatus)4001, "idle", default);
        guest.«Abort→nothing»();
    }
}
"""

SWIFT = """
=== a task and a library's socket
import Foundation
import Starscream

class Feed {
    var task: URLSessionWebSocketTask!
    var line: Starscream.WebSocket!

    func leave() {
        task.«cancel→1001»(with: .goingAway, reason: nil)
        task.«cancel→none»()
        line.«disconnect→4001»(closeCode: 4001)
    }
}

=== a connection of Apple's network framework
import NWWebSocket

final class Feed {
    private var line: NWWebSocket

    func leave() {
        line.«disconnect→4001»(closeCode: .privateCode(4001))
        line.«disconnect→1001»(closeCode: .protocolCode(.goingAway))
        line.«disconnect→none»()
    }
}

=== a code by its label, whatever it is that is closed
import Foundation

func leave(_ request: FeedRequest, _ files: Files, _ answer: Answer, task: URLSessionWebSocketTask) {
    request.«close→1001»(sending: .goingAway)
    files.close(mode: .goingAway)
    answer.close(error: .protocolError)
    request.close(sending: .allBytes)
}
"""

DART = """
=== a server under Serverpod
import 'package:serverpod/serverpod.dart';

Result upgrade(Session session) {
  return WebSocketUpgrade((guest) async {
    await guest.«tryClose→4001»(4001, 'full');
    await session.close();
  });
}

class Feed {
  final List<RelicWebSocket> guests = [];

  Future<void> end() async {
    for (final one in guests) {
      await one.«tryClose→none»();
    }
  }
}

=== a sink and a socket
import 'dart:io';
import 'package:web_socket_channel/status.dart' as status;
import 'package:web_socket_channel/web_socket_channel.dart';

Future<void> leave(WebSocketChannel line, WebSocket guest) async {
  await line.sink.«close→1001»(status.goingAway, 'bye');
  await guest.«close→1001»(WebSocketStatus.goingAway);
  await guest.«close→none»();
}

=== a WebSocket of package:web_socket, and the sink of a channel in a class that is one by its name
import 'package:stream_channel/stream_channel.dart';
import 'package:web_socket/web_socket.dart';

class WebSocketGuest {
  WebSocketGuest(this._channel);
  final StreamChannel<String> _channel;
  void leave() => _channel.sink.«close→none»();
}

class Lines {
  Lines(this._channel);
  final StreamChannel<String> _channel;
  void leave() => _channel.sink.close();
}

Future<void> visit(Uri uri) async {
  final line = await WebSocket.connect(uri);
  await line.«close→1000»(1000, 'done');
}
"""

PHP = """
=== a connection of Ratchet takes the code as it is
<?php
use Ratchet\\ConnectionInterface;

function leave(ConnectionInterface $guest) {
    $guest->«close→1001»(1001);
    $guest->«close→none»();
}

=== a client of Pawl, of a promise and by its type
<?php
use Ratchet\\Client\\WebSocket;
use function Ratchet\\Client\\connect;

connect("wss://example.org")->then(function ($line) {
    $line->«close→1001»(1001, "bye");
});

function leave(WebSocket $line) {
    $line->«close→none»();
}

=== a client of AMPHP, by the type that it had before
<?php
use Amp\\Websocket\\Client;
use Amp\\Websocket\\Client\\Connection;
use Amp\\Websocket\\Code;

class Line {
    private Connection $line;

    public function run(): void {
        \\Amp\\Loop::run(function () {
            $this->line = yield $this->open();
            $last = $this->line;
            $last->«close→none»();
        });
    }
    public function leave(): void { $this->line->«close→1001»(Code::GOING_AWAY, "bye"); }
}
function refuse(Client $guest, string $path): void {
    $guest->onClose(function (Client $guest, int $code, string $reason) { $guest->«close→none»(); });
    $guest->«close→4001»(4001);
}

=== a client of Wrench
<?php
use Wrench\\Client;
use Wrench\\Protocol\\Protocol;

class Line {
    protected Client $client;

    public function leave($reason = 1000) {
        $this->client->«disconnect→1000»($reason);
    }

    public function away() {
        $this->client->«disconnect→1001»(Protocol::CLOSE_GOING_AWAY);
    }
}
"""

RUBY = """
=== a code and a reason
require "faye/websocket"

line = Faye::WebSocket::Client.new("wss://example.org")
line.«close→1001»(1001, "bye")
line.«close→none»

=== a server of EventMachine: close_connection drops the connection
require "em-websocket"

EM.run do
  EM::WebSocket.run(host: "0.0.0.0", port: 8080) do |guest|
    guest.onmessage { |text| guest.«close→4001»(4001, "bye") }
    guest.onerror { guest.«close_connection→nothing» }
  end
end

=== what has no require, and a method that nothing else has
# Talks to a WebSocket.
class Handler
  def refuse
    @line.«close_websocket→none»
  end
end

=== clients of EventMachine and of a thread
require "websocket-eventmachine-client"
require "websocket-client-simple"

first = WebSocket::EventMachine::Client.connect(uri: "wss://example.org")
first.«close→1001»(1001)
first.«close_connection→nothing»
second = WebSocket::Client::Simple.connect("wss://example.org")
second.«close→none»

=== a driver beside them
require "websocket/driver"

driver = WebSocket::Driver.client(self)
driver.«close→1001»("bye", 1001)

=== what a block is left with, and a method by its name
require "em-websocket"

EM::WebSocket.run(host: "0.0.0.0", port: 8080) do |guest|
  @guests << guest
  @pages << File.open("said.txt")
  guest.onmessage do |text|
    news = JSON.parse(text) rescue (next guest.«close→4001»(4001, "bye"))
    next guest.«close→4002»(4002) if news.empty?
    break guest.«close→none» if news.last?
  end
end
@guests.each(&:«close→none»)
@guests.reject(&:nil?).each(&:«close→none»)
@guests.map(&:state)
@pages.each(&:close)

=== what a block of RSpec comes to
require "websocket/driver"

describe "a driver" do
  let(:guest) { WebSocket::Driver.server(beneath) }
  let! :host do
    made = WebSocket::Driver::Client.new(beneath)
    made.on(:open) { |event| @open = true }
    made
  end
  subject { WebSocket::Driver::Hybi.new(beneath) }
  let(:file) { File.open("said.txt") }
  it "closes" do
    guest.«close→4001»("idle", 4001)
    host.«close→none»
    subject.«close→none»
    file.close
  end
end
"""


def sent(call: CloseCall) -> str:
    """The codes that a call sends; `none` for a close frame without one, `nothing` where no frame goes out."""
    if call.method is not None and call.method.sends == "nothing":
        return "nothing"
    return ", ".join(str(code.number) for code in call.codes) or call.code_kind


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(
        js=JAVASCRIPT,
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
def test_close_calls(suffix: str, source: str) -> None:
    run(suffix, source, close_calls(sent))


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        ("js", "const line = new WebSocket(url);\nconst { first, second, third } = later(() => line.close(1001));\n"),
        (
            "rs",
            """
use axum::extract::ws::WebSocket;
async fn serve(mut socket: WebSocket, seats: Seats) {
    let (seat, number) = match seats.free() {
        Some(found) => found,
        None => {
            socket.close().await.ok();
            return;
        }
    };
}
""",
        ),
    ],
)
def test_a_close_among_what_several_names_are_taken_from_is_one(suffix: str, source: str) -> None:
    assert len([fact for _, fact in facts(suffix, source) if isinstance(fact, CloseCall)]) == 1


SPRING = """\
import org.springframework.web.socket.*;
import org.springframework.web.socket.handler.TextWebSocketHandler;

class Ends { static final CloseStatus GONE = new CloseStatus(4410); }

public class Rooms extends TextWebSocketHandler {
    private static final CloseStatus EXPIRED = new CloseStatus(4401, "expired");
    private CloseStatus last;
    void leave(WebSocketSession line, CloseStatus why) throws Exception { line.close(%s); }
}
"""


@pytest.mark.parametrize(
    ("frame", "kind", "numbers"),
    [
        ("EXPIRED", "numbers", [4401]),
        ("Ends.GONE", "numbers", [4410]),
        ("CloseStatus.GOING_AWAY", "numbers", [1001]),
        ("why", "unknown", []),
        ("last", "unknown", []),
        ("reasonFor(line)", "unknown", []),
        ("null", "none", []),
        ("", "none", []),
    ],
)
def test_a_close_frame_that_was_made_before(frame: str, kind: str, numbers: list[int]) -> None:
    (call,) = (fact for _, fact in facts("java", SPRING % frame) if isinstance(fact, CloseCall))
    assert (call.code_kind, [code.number for code in call.codes]) == (kind, numbers)


@pytest.mark.parametrize("writes", ["pipe.write", "pipe.send", "pipe.sendall"])
def test_bytes_that_one_call_makes_and_another_writes_are_one_close(writes: str) -> None:
    made = f"""import wsproto
from wsproto.events import CloseConnection

def leave(pipe):
    line = wsproto.WSConnection(wsproto.ConnectionType.CLIENT)
    {writes}(line.send(CloseConnection(code=1001)))
"""
    assert len([fact for _, fact in facts("py", made) if isinstance(fact, CloseCall)]) == 1
