"""What a model can say beyond names and types: annotations, sides, conditions, directions, functions of a module."""

import pytest
from tests.analysis import support

CLOSES = support.cases(
    php="""\
=== Workerman: what hears of the handshake, and all that the worker has
<?php
use Workerman\\Connection\\TcpConnection;
use Workerman\\Worker;
$hall = new Worker("websocket://0.0.0.0:2346");
$hall->onWebSocketConnect = function (TcpConnection $guest, $request) { $guest->«close→workerman»(); };
$hall->onWorkerStart = function ($worker) {
    foreach ($worker->connections as $one) { $one->«close→workerman»(); }
};
$plain = new Worker("http://0.0.0.0:8080");
$plain->onConnect = function (TcpConnection $guest) { $guest->close(); };
""",
    rs="""\
=== a crate by another name, and what a channel is upgraded to
use rocket_ws as ws;

#[get("/hall")]
fn hall(ws: ws::WebSocket) -> ws::Channel<'static> {
    ws.channel(move |mut line| Box::pin(async move { line.«close→rocket_ws server»(None).await }))
}

=== a crate by another name, whose function connects
use tokio_tungstenite as wire;

async fn visit() -> Result<(), wire::tungstenite::Error> {
    let (mut line, _) = wire::connect_async("ws://localhost").await?;
    line.«close→tokio_tungstenite client»(None).await
}

=== an enum of this file by another name is no crate
use Door as D;

enum Door { Shut }

fn shut(door: D) {
    door.close(4001);
}

=== the half that sends
use soketto::handshake::Client;

async fn leave(stream: TcpStream) {
    let (mut tx, _rx) = Client::new(stream, "localhost", "/").into_builder().finish();
    let _ = tx.«close→soketto»().await;
}
""",
    java="""\
=== Micronaut: the side is that of the annotation of the class
import io.micronaut.websocket.*;
import io.micronaut.websocket.annotation.*;

@ClientWebSocket("/chat")
public class Chat {
    @OnOpen
    public void open(WebSocketSession session) {
        session.«close→micronaut client»(CloseReason.GOING_AWAY);
    }
}

=== Quarkus: the side is that of the connection
import io.quarkus.websockets.next.*;

@WebSocket(path = "/chat")
public class Chat {
    @OnOpen
    public void open(WebSocketConnection guest, WebSocketClientConnection upstream) {
        guest.«closeAndAwait→quarkus server»(new CloseReason(4001, "full"));
        upstream.«close→quarkus client»();
    }
}

=== the side is that of the annotation of the class
import jakarta.websocket.*;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/chat")
public class Chat {
    private Session held;

    @OnOpen
    public void open(Session session) {
        session.«close→jakarta server»();
        held.«close→jakarta server»();
    }
}

=== a client's endpoint
import jakarta.websocket.*;

@ClientEndpoint
public class Chat {
    @OnOpen
    public void open(Session session) {
        session.«close→jakarta client»();
    }
}

=== a class that says neither
import jakarta.websocket.*;

public class Chat extends Endpoint {
    public void onOpen(Session session, EndpointConfig config) {
        session.«close→jakarta»();
    }
}
""",
    cs="""\
=== websocket-sharp: who closes one of the server's
using WebSocketSharp.Server;
public class Chat : WebSocketBehavior
{
    protected override void OnMessage(MessageEventArgs e)
    {
        Sessions.«CloseSession→websocket_sharp server»(ID, 4001, "kicked");
        Drawers.CloseSession(ID);
    }
    void Clear(WebSocketSessionManager all) { all.«CloseSession→websocket_sharp server»("ann"); }
}

=== SuperSocket
using SuperSocket.WebSocket.Server;
class Hall
{
    async Task Refuse(WebSocketSession session) { await session.«CloseAsync→super_socket server»(CloseReason.ViolatePolicy, "no"); }
}
""",
    kt="""\
=== the side is that of the annotation of the class
import jakarta.websocket.*

@ClientEndpoint
class Chat {
    @OnOpen
    fun open(session: Session) {
        session.«close→jakarta client»()
    }
}
""",
    go="""\
=== a function of a module that is given a close frame, and one that is not
package a

import (
	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

func leave(conn Peer) {
	ws.«WriteFrame→gobwas»(conn, ws.NewCloseFrame(ws.NewCloseFrameBody(ws.StatusGoingAway, "bye")))
	ws.WriteFrame(conn, ws.NewTextFrame([]byte("1001")))
	wsutil.«WriteServerMessage→gobwas»(conn, ws.OpClose, ws.NewCloseFrameBody(1001, ""))
	wsutil.WriteServerMessage(conn, ws.OpText, []byte("1001"))
}
""",
    ts="""\
=== a mock of a server has the other end of each connection, and takes its code in an object
import { Server, WebSocket } from "mock-socket";
import type { Client } from "mock-socket";

const server = new Server("ws://localhost:9");
const first = new Promise<Client>((resolve) => server.on("connection", (guest) => resolve(guest)));
const feed = new WebSocket("ws://localhost:9");

export async function drop() {
    const guest = await first;
    guest.«close→mock-socket server»({ code: 1006, reason: "", wasClean: false });
    server.clients().forEach((each) => each.«close→mock-socket server»());
    feed.«close→browser client»(4001);
    server.stop();
}

=== a client of GraphQL subscriptions
import { SubscriptionClient } from "subscriptions-transport-ws";

export class Feed {
    private client?: SubscriptionClient;
    open(url: string) { this.client = new SubscriptionClient(url, { reconnect: true }); }
    stop() { this.client?.«close→subscriptions-transport-ws client»(); }
}

=== a route hands over a socket only when it is asked for one
import Fastify from "fastify";

const app = Fastify();
app.get("/live", { websocket: true }, (peer, request) => peer.«close→ws server»(1001));
app.get("/page", { logLevel: "warn" }, (peer, request) => peer.close(1001));

=== a peer of crossws, also where its handlers are there without an import
export default defineWebSocketHandler({
  open(peer) { if (full()) peer.«close→crossws server»(); },
  message: (peer, text) => { printer.close(); },
  error(peer) { peer.«terminate→crossws server»(); },
});

=== a socket of Hono
import type { WSContext } from "hono/ws";
const leave = (peer: WSContext) => peer.«close→hono server»();

=== a client whose methods are promised
import WebSocketAsPromised from "websocket-as-promised";

const line = new WebSocketAsPromised(address, { createWebSocket });
line.«close→websocket-as-promised client»(4001);
line.ws.«close→browser client»();
line.onClose.close(4001);

=== what has a socket is closed by a function of its own
export function follow(feed: Feed) {
  let line: { close: () => void; socket: WebSocket | null } | null = null;
  let lines: Record<string, WebSocket> = {};
  line = feed.open();
  line.close();
  lines[feed.name].«close→browser client»();
}
""",
)

CODES = support.cases(
    rs="""\
=== what soketto tells of a close
use soketto::{Incoming, Receiver};

async fn watch(mut line: Receiver<TcpStream>) {
    if let Ok(Incoming::Closed(why)) = line.receive(&mut Vec::new()).await {
        if why.code == «1001» { again(); }
    }
}
""",
    ts="""\
=== what crossws tells of a close
export default defineWebSocketHandler({
  close(peer, details) { if (details.code === «1006») again(); },
  message(peer, details) { if (details.code === 1006) again(); },
});

=== what a channel of events tells of a close
import WebSocketAsPromised from "websocket-as-promised";

class Feed {
  private line: WebSocketAsPromised | null = null;
  watch() {
    this.line!.onClose.addListener((event) => { if (event.code === «4002») leave(); });
    this.line!.onMessage.addListener((text) => { if (text.code === 4002) leave(); });
  }
}

=== what a room tells of its connection
import { Client, CloseCode } from "colyseus.js";
const lobby = new Client(url);
const hall = await lobby.joinOrCreate<Hall>("hall", { name });
hall.onLeave((told) => { if (told !== «1000» && told !== «CloseCode.CONSENTED») again(); });
hall.onMessage("score", (told) => { if (told === 4010) cheer(); });
hall.onError((told, why) => { if (told === 4212) show(why); });

=== guests of a room
import { Client, Room } from "@colyseus/core";
export class Hall extends Room<State> {
  onJoin(guest: Client, options: Options) { if (!options.name) guest.leave(«4401»); }
  async onLeave(guest: Client, told?: number) { if (told !== «4000») await this.allowReconnection(guest, 4000); }
  empty() { this.clients.forEach((one) => one.leave(«4410», "closed")); club.leave(4410); }
}

=== codes that have a name in the types of a platform
import WebSocket from "ws";
import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import { VoiceCloseCodes } from "discord.js";

const line = new WebSocket("wss://gateway.discord.gg");
line.on("close", (code) => {
  if (code === «GatewayCloseCodes.AuthenticationFailed» || code === «VoiceCloseCodes.Disconnected») return;
});
line.send(GatewayOpcodes.Hello);
line.close(«GatewayCloseCodes.SessionTimedOut»);
""",
    java="""\
=== what Micronaut and Quarkus tell of a close
import io.micronaut.websocket.*;
import io.micronaut.websocket.annotation.*;
import io.quarkus.websockets.next.WebSocketClientConnection;

@ServerWebSocket("/chat")
public class Chat {
    @OnClose
    public void left(WebSocketSession session, CloseReason why) {
        if (why.getCode() == «1001») { return; }
    }

    boolean gone(WebSocketClientConnection upstream) {
        return upstream.closeReason().getCode() == «1011»;
    }
}

=== what an annotated method is handed is told apart by type
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.annotations.*;

@WebSocket
public class Chat {
    @OnWebSocketClose
    public void gone(int number, String text) {
        if (number == «1006») { return; }
    }

    @OnWebSocketClose
    public void left(Session session, int number, String text) {
        if (number == «1006») { return; }
    }

    @OnWebSocketError
    public void failed(Session session, int number) {
        if (number == 1006) { return; }
    }
}

=== Java-WebSocket: what refuses a handshake goes out as a status of HTTP, if at all
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.server.WebSocketServer;
class Hall extends WebSocketServer {
    void check(String path) throws Exception {
        if (path == null) throw new InvalidDataException(401, "no path");
        if (path.isEmpty()) throw new PathException(4005, "empty");
    }
}
""",
    py="""\
=== data is the code of a message that says that it is a close
import aiohttp

async def talk(ws: aiohttp.ClientWebSocketResponse):
    msg = await ws.receive()
    if msg.type == aiohttp.WSMsgType.CLOSE:
        return msg.data == «1001»
    elif msg.type == aiohttp.WSMsgType.TEXT:
        return msg.data == 1001
    match msg.type:
        case aiohttp.WSMsgType.CLOSE:
            return msg.data == «1000»

=== a received message has a code when it tells of a disconnect
async def app(scope, receive, send):
    message = await receive()
    if message["type"] == "websocket.disconnect":
        return message["code"] == «1001»
    if message["type"] == "websocket.receive":
        return message["code"] == 1001
    match message["type"]:
        case "websocket.disconnect":
            return message["code"] == «1006»

=== what a pattern asks of the parts of a message, or of an event
from wsproto.events import CloseConnection, TextMessage

async def app(scope, receive, send):
    message = await receive()
    match message:
        case {"type": "websocket.disconnect", "code": «1001» | «1006» as left}:
            return left
        case {"type": "websocket.receive", "code": 1001}:
            return None

def take(line):
    for event in line.events():
        match event:
            case CloseConnection(code=«4001») | CloseConnection(code=«4002»):
                return event
            case TextMessage(data=4004):
                return None

=== what a test reads as a message has the code of a close, and what it reads as JSON has not
from starlette.testclient import TestClient

def test_leaving():
    with TestClient(app).websocket_connect("/feed") as line:
        assert line.receive_json()["code"] == 4001
        assert line.receive()["code"] == «4001»

=== what is asked for by its name is the same with get
from starlette.testclient import TestClient

def test_leaving():
    with TestClient(app).websocket_connect("/feed") as line:
        last = line.receive()
        told = last.get("code", 1000)
        why = last.get("reason")
        assert told == «4001»
        assert why == 4001

async def app(scope, receive, send):
    event = await receive()
    if event["type"] == "websocket.disconnect":
        return int(event.get("code", 1005)) == «1001»

=== Qt: a client asks for the code, and a server's peers are handed out
from PySide6.QtWebSockets import QWebSocket, QWebSocketProtocol, QWebSocketServer

class Line(QObject):
    def __init__(self):
        self.line = QWebSocket()
        self.line.disconnected.connect(self.lost)

    def lost(self):
        if self.line.closeCode() in («4001», «QWebSocketProtocol.CloseCode.CloseCodeGoingAway»):
            self.line.open(self.url)

class Hall(QObject):
    def welcome(self):
        guest = self.server.nextPendingConnection()
        hall = QWebSocketServer("hall", QWebSocketServer.NonSecureMode)
        hall.nextPendingConnection().close(«QWebSocketProtocol.CloseCodePolicyViolated», "full")
        hall.close()

=== only a message that is sent closes
async def app(scope, receive, send):
    await send({"type": "websocket.close", "code": «1001»})

async def test_leaving(app):
    await app.receive({"type": "websocket.disconnect", "code": 1005})
""",
)


@pytest.mark.parametrize(("suffix", "source"), CLOSES)
def test_what_a_close_call_is_known_to_close(suffix: str, source: str) -> None:
    support.run(suffix, source, support.close_calls(lambda call: support.named(call.connection)))


@pytest.mark.parametrize(("suffix", "source"), CODES)
def test_which_numbers_are_codes_that_are_sent_or_compared(suffix: str, source: str) -> None:
    support.run(suffix, source, support.uses("sent", "compared"))
