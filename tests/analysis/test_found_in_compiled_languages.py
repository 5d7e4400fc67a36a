"""What reading Go, Rust, Java and Kotlin has taught, in code of our own: close calls and codes that were missed."""

import re

import pytest

from wsclose.analysis.facts import CloseCall, CodeUse, Fact
from wsclose.checker import check_text
from wsclose.project.settings import Settings

from .support import Found, cases, run

GO = """
=== an error of the library's that a test makes
package a

import "github.com/gorilla/websocket"

func fail(failures chan<- error) {
	failures <- &websocket.CloseError{Code: «1006→1006», Text: "gone"}
	failures <- &problem{Code: 1006, Text: "gone"}
}

=== a fork that goes by its own path
package a

import "github.com/btcsuite/websocket"

func drop(conn *websocket.Conn) {
	conn.«Close»()
}

=== lxzan/gws
package a

import "github.com/lxzan/gws"

func refuse(socket *gws.Conn) {
	socket.«WriteClose»(«4001→4001», nil)
}

=== lesismal/nbio
package a

import (
	"errors"

	"github.com/lesismal/nbio/nbhttp/websocket"
)

func upgrader() *websocket.Upgrader {
	u := websocket.NewUpgrader()
	u.OnMessage(func(c *websocket.Conn, kind websocket.MessageType, data []byte) {
		if len(data) == 0 {
			_ = c.«WriteClose»(«1008→1008», "empty")
			c.«CloseWithError»(errors.New("empty"))
		}
	})
	u.OnClose(func(c *websocket.Conn, err error) {
		if websocket.CloseCode(err) != «1001→1001» {
			report(err)
		}
		_ = c.«Close»()
	})
	return u
}

=== a field that is called as a reference of React is
package a

import "github.com/gorilla/websocket"

type hub struct {
	current *websocket.Conn
}

func (h *hub) stop() {
	h.current.«Close»()
}

=== what an atomic pointer holds
package a

import (
	"sync/atomic"
	"github.com/coder/websocket"
)

type line struct {
	conn atomic.Pointer[websocket.Conn]
}

func (l *line) drop() {
	if conn := l.conn.Swap(nil); conn != nil {
		conn.«CloseNow»()
	}
	l.conn.Load().«CloseNow»()
}

=== the first of several results is an object that has the connection
package a

import "github.com/gorilla/websocket"

type handler struct {
	Line *websocket.Conn
}

func open() (*handler, error) {
	return dial()
}

func run() {
	h, err := open()
	defer h.Line.«Close»()
}

=== a session of SSH behind a WebSocket
package a

import "github.com/gorilla/websocket"

type sshWsSession struct {
	session *ssh.Session
}

func (s *sshWsSession) Close() {
	s.session.Close()
}

func serve(line *websocket.Conn) {
	shell, err := open(line)
	var one sshWsSession = shell
	defer one.Close()
	line.«Close»()
}

=== each of a list of objects that have a connection
package a

import "github.com/gorilla/websocket"

type guest struct {
	line *websocket.Conn
}

func (r *room) guests() []*guest {
	return r.all
}

func (r *room) tell() {
	for _, one := range r.guests() {
		one.line.«Close»()
	}
}

=== frames that are written at any price
package a

import "github.com/gobwas/ws"

func leave(conn net.Conn) {
	ws.«MustWriteFrame»(conn, ws.NewCloseFrame(ws.NewCloseFrameBody(«ws.StatusGoingAway→1001», "bye")))
}

=== a type switch says for one arm that it is of a close
package a

func (g *gate) handle(event any) {
	switch data := event.(type) {
	case *ws.CloseEvent:
		if data.Code == «4007→4007» {
			g.forget()
		}
	case *Answer:
		if data.Code == 4010 {
			g.forget()
		}
	}
}

=== a type assertion, too
package a

// of a WebSocket
func kicked(err error) bool {
	return err.(*CloseError).Code == «4000→4000» || err.(*Failure).Code == 4000
}

=== a list of codes in a field, and constants that are keys
package a

import "github.com/gorilla/websocket"

var options = Options{
	FatalCloseCodes: []int{«4004→4004», «4010→4010»},
	Ports:           []int{4004, 4010},
}

var texts = map[int]string{
	«websocket.CloseGoingAway→1001»: "left",
}
"""

RUST = """
=== a pair of a socket and the answer that opened it
use std::net::TcpStream;
use tungstenite::{handshake::client::Response, stream::MaybeTlsStream, WebSocket};

struct Feed {
    line: Option<(WebSocket<MaybeTlsStream<TcpStream>>, Response)>,
}

impl Feed {
    fn stop(&mut self) {
        if let Some(ref mut line) = self.line {
            line.0.«close»(None).ok();
        }
    }
}

=== a name for what takes messages
use futures::{Sink, SinkExt};
use tokio_tungstenite::tungstenite::{Error, Message};

type Outgoing = Pin<Box<dyn Sink<Message, Error = Error> + Send>>;

async fn leave(out: &mut Outgoing) {
    out.«close»().await.ok();
}

=== a type that is by its name where a WebSocket takes messages
use crate::transport::WebSocketSink;

async fn leave(out: &mut WebSocketSink) {
    timeout(LONGEST, out.«close»()).await.ok();
}

=== a struct around the half of a connection, which has what the half has and no more
use futures::{stream::SplitSink, Sink, SinkExt};
use tokio_tungstenite::{tungstenite::Message, WebSocketStream};

struct Half(SplitSink<WebSocketStream<TcpStream>, Message>, u64);

impl Half {
    async fn end(&mut self) {
        self.0.«close»().await.ok();
    }
}

async fn leave(half: &mut Half, calm: &mut Calm) {
    half.«close»().await.ok();
    calm.close().await;
}

struct Calm(WebSocketStream<TcpStream>);

impl Calm {
    async fn close(&mut self) {
        self.0.«close»(None).await.ok();
    }
}

=== a message of bytes that have the name of a close is no close
use futures::SinkExt;
use tokio_tungstenite::tungstenite as ws;

const CLOSE_CHANNEL: u8 = 255;

async fn end_of_input(mut out: Outgoing) {
    let bytes = vec![CLOSE_CHANNEL, 0];
    out.send(ws::Message::binary(bytes)).await.ok();
}

=== poem's messages
use poem::web::websocket::{CloseCode, Message, WebSocket};

async fn rooms(ws: WebSocket) -> impl IntoResponse {
    ws.on_upgrade(|mut socket| async move {
        socket.send(Message::«close_with»(«CloseCode::Away→1001», "bye")).await
    })
}

=== Salvo's
use salvo::websocket::{Message, WebSocket};

async fn rooms(mut ws: WebSocket) {
    ws.send(Message::«close_with»(«4001u16→4001», "bye")).await;
    ws.«close»().await;
}

=== tokio-websockets
use futures_util::{SinkExt, StreamExt};
use tokio_websockets::{ClientBuilder, CloseCode, Message, ServerBuilder};

async fn feed(uri: http::Uri) {
    let (mut line, _) = ClientBuilder::from_uri(uri).connect().await.unwrap();
    while let Some(Ok(said)) = line.next().await {
        if let Some((code, _)) = said.as_close() {
            if code == «CloseCode::GOING_AWAY→1001» || u16::from(code) == «4001→4001» { break; }
        }
    }
    line.send(Message::«close»(Some(«CloseCode::NORMAL_CLOSURE→1000»), "bye")).await.ok();
    line.send(Message::«close»(Some(CloseCode::try_from(«4002→4002»).unwrap()), "")).await.ok();
}
=== a session of ezsockets
use ezsockets::{CloseCode, CloseFrame, Session};

fn refuse(session: Session) {
    session.«close»(Some(CloseFrame { code: «CloseCode::Policy→1008», reason: "no".into() }));
}

=== a message of the project's own that closes
// of a WebSocket
fn answer(id: &str) -> Output {
    if id.is_empty() {
        return Output::Failed { code: 4409, message: "no id".into() };
    }
    Output::Close { code: «4409→4409», message: "taken".into() }
}

=== what comes back unless it takes too long, and the first of several results
use tokio::time::{timeout, Duration};
use tokio_tungstenite::{connect_async, MaybeTlsStream, WebSocketStream};

async fn dial() -> Result<(WebSocketStream<MaybeTlsStream<TcpStream>>, Response), Error> {
    connect_async(request).await
}

async fn once() {
    let (line, _) = timeout(Duration::from_secs(5), dial()).await.unwrap().unwrap();
    let (mut sink, _) = line.split();
    sink.«close»().await;
}

=== what a lock holds
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

struct Line {
    held: RwLock<WebSocketStream<MaybeTlsStream<TcpStream>>>,
}

impl Line {
    async fn leave(&self) {
        self.held.write().await.«close»(None).await;
    }
}

=== what containers of std hold, and what a name stands for
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use axum::extract::ws::{Message, WebSocket};
use futures_util::stream::SplitSink;

type Guests = Arc<Mutex<HashMap<String, SplitSink<WebSocket, Message>>>>;

async fn leave(guests: Guests) {
    let mut guests = guests.lock().unwrap();
    if let Some(guest) = guests.get_mut("a") {
        guest.«close»().await;
    }
    for guest in guests.values_mut() {
        guest.«close»().await;
    }
}

=== ws_stream_wasm
use ws_stream_wasm::WsMeta;

async fn leave(meta: WsMeta) {
    meta.«close_code»(«4001→4001»).await;
    meta.«close»().await;
}

async fn visit(url: &str) {
    let (meta, mut stream) = WsMeta::connect(url, None).await.expect_throw("no way in");
    meta.wrapped().«close»().unwrap_throw();
    meta.«close_reason»(«1000→1000», "seen").await;
    SinkExt::«close»(&mut stream).await;
}

=== what is made of something of the same name
use std::net::TcpListener;
use tungstenite::{accept, connect};

fn serve() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let peer = port.incoming().next().unwrap();
    let mut peer = accept(peer.unwrap()).unwrap();
    peer.«close»(None).unwrap();
}

fn record(path: &str) {
    let sink = std::fs::File::create(path).unwrap();
    let sink = sink.try_clone().unwrap();
    sink.close();
}

=== an enum of the project's own turned into numbers
impl From<CloseCode> for u16 {
    fn from(code: CloseCode) -> u16 {
        match code {
            «Normal→1000» => «1000→1000»,
            «Away→1001» => «1001→1001»,
            «Tls→1015» => «1015→1015»,
            Other(code) => code,
        }
    }
}
"""

JAVA = """
=== a field of a class that is a client
import org.java_websocket.client.WebSocketClient;

class Desk {
    private Feed feed;

    void stop(Feed other) throws InterruptedException {
        feed.«closeBlocking»();
        other.«closeBlocking»();
    }

    private class Feed extends WebSocketClient {
        Feed() {
            super(Desk.ADDRESS);
        }
    }
}

=== a number that is made smaller on its way to a method of the class's own
import io.vertx.core.http.ServerWebSocket;

class Line extends Base {
  final ServerWebSocket ws;

  void expire() {
    this.leave((short) «1001→1001», "expired");
  }

  void leave(int status, String reason) {
    ws.«close»((short) status, reason);
  }
}

=== what comes of a connection that is awaited
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocketClient;

class Lines {
    Future<Line> open(WebSocketClient client, HttpServerRequest request, HttpClient plain) {
        request.toWebSocket().compose(guest -> guest.«close»((short) «1001→1001»));
        client.connect(8080, "localhost", "/").flatMap(line -> line.«close»((short) «4001→4001», "done"));
        var line = client.connect(8080, "localhost", "/").await();
        line.«close»();
        plain.connect(8080).flatMap(other -> other.close());
        return client.connect(8080, "localhost", "/").map(it -> new Line() {
            public Future<Void> leave() {
                return it.«close»();
            }
        });
    }
}

=== members of an enum with methods of their own
import org.java_websocket.WebSocket;

enum Door {
    SHUT() {
        void leave(WebSocket line) {
            line.«close»(«1001→1001», "shut");
        }
    },
    FULL(«4001→4001») {
        void leave(WebSocket line) {
            line.«close»(closeCode);
        }
    };

    int closeCode;

    Door() {}

    Door(int closeCode) {
        this.closeCode = closeCode;
    }
}

=== nv-websocket-client
import com.neovisionaries.ws.client.*;
class Line extends WebSocketAdapter {
    private WebSocket socket;
    void leave() {
        socket.«disconnect»(«WebSocketCloseCode.AWAY→1001», "bye");
        socket.«sendClose»(«4000→4000»);
    }
    @Override
    public void onDisconnected(WebSocket ws, WebSocketFrame theirs, WebSocketFrame ours, boolean byServer) {
        if (theirs.getCloseCode() == «4004→4004») stop();
    }
}

=== what an anonymous class sees of the class around it
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
class Line {
    private static final int SIZE_LIMIT = «1009→1009»;
    private static final int PAGE_SIZE = 1009;
    private WebSocket ws;
    void open() {
        this.ws = make(new WebSocketListener() {
            @Override
            public void onClosed(WebSocket webSocket, int code, String reason) {
                later(() -> { if (code == «SIZE_LIMIT→1009») Line.this.ws.«cancel»(); });
            }
        });
    }
}

=== a class within another sees its constants
// of a WebSocket
class Line {
    private static final int REFUSE = «1003→1003»;
    class Handler {
        public void onClose(int code, String reason) {
            switch (code) {
                case «REFUSE→1003»: stop();
            }
        }
    }
}

=== a class that listens has methods of its own
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketListener;
class Line implements WebSocketListener {
    private Session session;
    Session getSession() { return this.session; }
}
class Lines {
    void leave(Set<Line> lines) {
        for (Line line : lines) {
            var session = line.getSession();
            session.«close»();
        }
    }
}

=== an adapter holds its session
import org.eclipse.jetty.websocket.api.WebSocketAdapter;
class Line extends WebSocketAdapter {
    public void onWebSocketText(String message) {
        getSession().«close»(«400→400», "no");
    }
}

=== what listens by itself holds its session
import org.eclipse.jetty.websocket.api.Session;
class Line extends Session.Listener.AbstractAutoDemanding {
    public void onWebSocketText(String message) {
        getSession().«close»(«4001→4001», "no", null);
    }
}

=== a class in another one sees its fields
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
class Room {
    private WebSocket line;
    private void leave() { line.«close»(«1000→1000», "bye"); }
    private class Ears extends WebSocketListener {
        @Override public void onMessage(WebSocket socket, String text) {
            line.«cancel»();
            leave();
        }
    }
}

=== a constant that is asked for another with a reason
import org.springframework.web.socket.CloseStatus;
class Rooms {
    void refuse(Guest guest) {
        leave(guest, «CloseStatus.BAD_DATA→1007».withReason("no"));
    }
}

=== a code of a platform, of a library that is not at hand
// of a WebSocket
class Told {
    boolean refused() {
        return Last.closeCode == «CloseCode.DISALLOWED_INTENTS→4014»;
    }
}

=== what containers of java.util hold
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.socket.WebSocketSession;
class Rooms {
    private final Map<String, WebSocketSession> guests = new ConcurrentHashMap<>();
    private final Map<String, List<WebSocketSession>> rooms = new ConcurrentHashMap<>();
    private final Map<WebSocketSession, Long> since = new ConcurrentHashMap<>();
    private final AtomicReference<WebSocketSession> last = new AtomicReference<>();
    private final Map<String, Archive> archives = new ConcurrentHashMap<>();
    void leave(Optional<WebSocketSession> some) throws Exception {
        guests.get("a").«close»();
        guests.remove("a").«close»();
        guests.values().forEach(guest -> guest.«close»());
        guests.entrySet().forEach(entry -> entry.getValue().«close»());
        rooms.get("a").stream().filter(WebSocketSession::isOpen).forEach(guest -> guest.«close»());
        since.keySet().forEach(guest -> guest.«close»());
        last.get().«close»();
        some.ifPresent(guest -> guest.«close»());
        archives.get("a").close();
        archives.values().forEach(one -> one.close());
    }
}

=== a base class by its whole name
class Line extends org.java_websocket.client.WebSocketClient implements WebSocketClient {
    void leave() {
        «close»();
    }
}

=== a code beside its name
// of a WebSocket
class Told {
    void tell(Event event) {
        event.put("closeCode", «4001→4001»).put("port", 4001);
    }
}

=== a file of a library's own package needs no import
package jakarta.websocket;

class Keeper {
    void drop(Session session) throws Exception {
        session.«close»(new CloseReason(«CloseReason.CloseCodes.GOING_AWAY→1001», "bye"));
    }
}

=== Undertow
package a;

import io.undertow.websockets.core.*;

class Feed extends AbstractReceiveListener {
    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        WebSockets.«sendClose»(«4001→4001», "late", channel, null);
        WebSockets.«sendCloseBlocking»(new CloseMessage(«CloseMessage.GOING_AWAY→1001», "bye"), channel);
        channel.«sendClose»();
    }

    @Override
    protected void onCloseMessage(CloseMessage told, WebSocketChannel channel) {
        if (told.getCode() != «4002→4002») {
            reconnect();
        }
    }
}

=== Armeria
import com.linecorp.armeria.client.websocket.WebSocketSession;
import com.linecorp.armeria.common.websocket.*;

class Feed {
    void start(WebSocketSession session, CloseWebSocketFrame told) {
        WebSocketWriter out = session.outbound();
        out.«close»(«WebSocketCloseStatus.ENDPOINT_UNAVAILABLE→1001», "bye");
        out.«close»(WebSocketCloseStatus.ofPrivateUse(«4001→4001», "late"));
        if (told.status().code() == «1009→1009») {
            WebSocket.streaming().«close»();
        }
    }
}

=== a whole close status ends a connection, whatever it is called
import org.springframework.web.socket.CloseStatus;

class Links {
    void drop(Link out, Link far) {
        out.«close»(«CloseStatus.GOING_AWAY→1001»);
        far.«close»(«WebSocketCloseStatus.POLICY_VIOLATION→1008»);
        far.close(HttpStatus.GONE);
        task.close(«CloseStatus.GOING_AWAY→1001»);
    }
}

=== a close reason that has got a name, or that an enum of one's own has
import jakarta.websocket.CloseReason;

class Links {
    void drop(Link link, Link far, CloseReason why, Problem problem) {
        link.«close»(why);
        far.close(problem);
        listener.close(why);
        line.task.close(why);
        connection.«close»(«CloseReasons.GOING_AWAY→1001».asReason());
        connection.close(Colours.GOING_AWAY.asReason());
    }
}

=== AsyncHttpClient
import org.asynchttpclient.ws.*;

class Feed implements WebSocketListener {
    public void onOpen(WebSocket line) {
        line.«sendCloseFrame»();
        line.«sendCloseFrame»(«1001→1001», "bye");
    }
    public void onClose(WebSocket line, int code, String reason) {
        if (code == «4001→4001») retry(3000);
    }
    public void onError(Throwable problem) {}
}

=== what a test waits for, and what it looks for with a matcher
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.WebSocket;

class FeedTest {
    private final WebSocket line = mock(WebSocket.class);
    private final AtomicInteger closeCode = new AtomicInteger(-1);
    private final AtomicInteger sequence = new AtomicInteger(1000);

    void ends() {
        verify(line).«close»(eq(«1001→1001»), anyString());
        assertEquals(«1008→1008», closeCode.get());
        assertThat(closeCode.get()).isEqualTo(«1009→1009»);
        assertThat(closeCode.get(), is(«4001→4001»));
        await().until(() -> closeCode.get() == «4002→4002»);
        assertEquals(1003, sequence.get());
        verify(store).load(eq(1001), anyString());
    }
}

=== Javalin
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsCloseStatus;
class Rooms {
    void route(WsConfig ws) {
        ws.onConnect(guest -> guest.«closeSession»(«4001→4001», "full"));
        ws.onClose(guest -> { if (guest.status() == «1001→1001») left(); });
    }
}

=== a field of this class that a method sets, beside another class's of that name
import org.java_websocket.client.WebSocketClient;
class Other {
    private Archive client;
    void open() { client = new Archive(); }
    void shut() { client.close(); }
}
class Line {
    private WebSocketClient client;
    void open() { client = make(); }
    void shut() throws Exception { client.«closeBlocking»(); }
}
"""

KOTLIN = """
=== the block that a function of one's own is given a connection for
import io.ktor.client.*
import io.ktor.client.plugins.websocket.*
import io.ktor.websocket.*
import kotlinx.coroutines.flow.*

class Feed(private val client: HttpClient) : Closeable {
    override fun close(): Unit = client.close()

    fun messages() = channelFlow {
        connected("wss://feed.example.org") {
            «close»(CloseReason(«CloseReason.Codes.NORMAL→1000», "done"))
            val ended = closeReason.await()!!
            if (ended.code == «CloseReason.Codes.NORMAL.code→1000») return@connected
        }
        grouped(4) { close() }
    }

    suspend fun connected(url: String, block: suspend DefaultClientWebSocketSession.() -> Unit) {
        client.webSocket(url, {}, block)
    }

    fun grouped(size: Int, block: Group.() -> Unit) = Group(size).block()
}

=== a client that is no connection, and what it opens
import io.ktor.client.HttpClient
import io.ktor.client.plugins.websocket.*

class Feed(private val socketClient: HttpClient) {
    suspend fun once() {
        val line = socketClient.webSocketSession("wss://feed.example.org")
        line.«close»()
        socketClient.webSocket("wss://feed.example.org") { «close»() }
        socketClient.close()
    }
}

=== what a test says between a value and a number
import io.ktor.client.plugins.websocket.DefaultClientWebSocketSession

suspend fun ends(session: Session, page: Page) {
    closeCode shouldBe «1010→1010»
    session.closeReason.await()!!.code.toInt() shouldBe «4001→4001»
    assertEquals(«4002→4002», session.closeReason.await()!!.code.toInt())
    page.number shouldBe 1001
    page.size.await() shouldBe 4001
}

=== what a frame says of the end
import io.ktor.websocket.*

suspend fun ended(frame: Frame, page: Page): Boolean {
    val said = (frame as Frame.Close).readReason()
    if (page.read()?.code == 1002.toShort()) return false
    return said?.code == «1001→1001».toShort() || frame.readReason()?.code == «1012→1012».toShort()
}

=== what belongs to the class around an object without a name
import okhttp3.WebSocket

class Feed(private val line: WebSocket) {
    fun watch(timer: Timer) {
        timer.run(object : Task {
            override fun run() {
                this@Feed.line.«close»(«1000→1000», "bye")
                this@Feed.leave(«4001→4001»)
            }
        })
    }

    fun leave(code: Int) {
        line.«close»(code, null)
    }
}

=== a field that a method sets is what it was declared as
import okhttp3.WebSocket
class Line(private val factory: Factory) {
    private var ws: WebSocket? = null
    fun open() {
        ws = factory.newWebSocket(request, this)
    }
    fun drop() {
        ws?.«cancel»()
    }
}

=== a WebSocket of the project's own takes the code in another place
import okhttp3.WebSocket
const val AGAIN = «4002→4002»
class ChatWebSocket(private val inner: WebSocket) {
    fun close(source: String, code: Int, reason: String) = inner.«close»(code, reason)
}
class Chat(private val socket: ChatWebSocket, private val source: WebSocketAudioSource) {
    fun again() {
        socket.«close»("again", «AGAIN→4002», "again")
        source.close()
    }
}

=== NanoHTTPD
import fi.iki.elonen.NanoHTTPD
import fi.iki.elonen.NanoWSD
class Search(request: NanoHTTPD.IHTTPSession) : NanoWSD.WebSocket(request) {
    private val done = «NanoWSD.WebSocketFrame.CloseCode.NormalClosure→1000»
    fun found() {
        «close»(«NanoWSD.WebSocketFrame.CloseCode.GoingAway→1001», "moved", false)
        «close»(«done→1000», "found", false)
    }
}

=== a code of a library that nobody knows
import org.example.sockets.*
// of a WebSocket
class ChatSocket : Base() {
    fun leave(other: Other) {
        «close»(«CloseCode.GoingAway→1001», "bye", false)
        other.«close»(«CloseCode.POLICY_VIOLATION→1008», "no")
    }
}

=== a member of an enum that has annotations
package a

enum class CloseCode(val code: Short) {
    NORMAL(«1000→1000»),
    GOING_AWAY(«1001→1001»),

    @Internal
    @Deprecated("never travels")
    ABNORMAL(«1006→1006»),
}

=== a close with a reason, in a class that has no such method
package a

import io.ktor.websocket.*

class Line(private val below: Any) : Carrier(below) {
    suspend fun refuse() {
        «close»(CloseReason(«CloseReason.Codes.TOO_BIG→1009», "too big"))
    }
}

=== a file of a library's own package needs no import
package io.ktor.websocket

internal class Line : DefaultWebSocketSession {
    private suspend fun check(reason: CloseReason) {
        if (reason.code != «CloseReason.Codes.NORMAL.code→1000») «close»(CloseReason(«CloseReason.Codes.TOO_BIG→1009», "too big"))
    }
}

=== Ktor 1
package a

import io.ktor.http.cio.websocket.*
import io.ktor.websocket.*

fun rooms(routing: Routing) {
    routing {
        webSocket("/rooms") {
            if (call.request.isStale) return@webSocket «close»(CloseReason(«4005→4005», "stale"))
            «close»()
        }
    }
}

=== what the grammar stumbles over: a constructor's modifier, and a variable called open
import okhttp3.WebSocket
class Line
@Inject
internal constructor(private val socket: WebSocket) {
    private var open: List<String> = ArrayList()
    fun leave() {
        open = open.filterNot { it == "a" }
        socket.«close»(«1001→1001», null)
    }
}
const val CLOSE_CODE_KICKED = «4001→4001»

=== what the grammar stumbles over: a function called open
import okhttp3.Request
import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Feed(private val net: Net) {
    private fun open() {
        socket = net.client.newWebSocket(Request.Builder().build(), object : WebSocketListener() {
            override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
                if (code != «1000→1000») open()
                open()
            }
        })
    }

    fun end() {
        socket?.«close»(«4001→4001», "done")
        count { open += 1 }
    }
}

=== one error of several
// of a WebSocket
enum class Failure(val code: Int) {
    SOCKET_CLOSED(SOCKET_CLOSED_ERROR_CODE),
}
const val SOCKET_CLOSED_ERROR_CODE = 1002

=== what an unknown client opens, by the method's name
import okhttp3.WebSocketListener
fun once(http: Any, job: Job) {
    val line = http.newWebSocket(request, listener)
    line.«cancel»()
    val work = http.newCall(request)
    work.cancel()
    job.cancel()
}

=== codes that are objects of the project's own
// of a WebSocket
class Status(val code: Int)
class WsStatus(val code: Int, val text: String) {
    companion object {
        val NORMAL = WsStatus(«1000→1000», "Normal")
        val KICKED = WsStatus(«4001→4001», "Kicked")
        val TEAPOT = Status(4001)
    }
}

=== a callback that a test invokes
// of a WebSocket
fun drops() {
    socket.onClose?.invoke(«1006→1006»)
    job.onResult?.invoke(1006)
}

=== an event whose type an arm tells
import io.ktor.websocket.*

fun onEvent(event: Event) {
    when (event) {
        is Event.ConnectionClosed -> if (event.code == «4004→4004») leave()
        is Event.OrderFilled -> if (event.code == 4005) celebrate()
        is Event.Opened, is Event.Ready -> if (event.code == 4006) greet()
    }
    when (val next = events.take()) {
        is Event.Closing -> if (next.code == «1000→1000») leave()
        is Event.Opened -> if (next.code == 4002) greet()
    }
}

=== a class that is a close code
package chat.websocket

class CloseCode(val code: UShort) {
    val isPresent: Boolean get() = code != «1005u→1005».toUShort()
    fun onWire(): Boolean = this.code != «1006u→1006».toUShort()
    fun tooLong(millis: Int) = millis > 4000
}

class Parcel(val code: Int) {
    fun fragile() = code == 4001
}
"""


def calls_and_codes(start: int, fact: Fact) -> Found | None:
    if isinstance(fact, CloseCall):
        return start + fact.name_start, start + fact.name_end, ""
    if isinstance(fact, CodeUse):
        return start + fact.start, start + fact.end, f"{fact.number}"
    return None


@pytest.mark.parametrize(("suffix", "source"), cases(go=GO, rs=RUST, java=JAVA, kt=KOTLIN))
def test_what_was_missed(suffix: str, source: str) -> None:
    run(suffix, source, calls_and_codes)


DIALLED = """package a

import "github.com/gorilla/websocket"

type session struct {
	line *websocket.Conn
}

func (s *session) open(address string) {
	s.line, _, _ = websocket.DefaultDialer.Dial(address, nil)
}

func (s *session) closeWith(code int) {
	s.line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
}

func (s *session) again() {
	s.closeWith(websocket.CloseServiceRestart)
}
"""


def test_a_field_is_on_the_side_where_it_is_opened() -> None:
    def rules(source: str) -> list[str]:
        return [one.rule for one in check_text("a.go", source.encode(), Settings()).findings]

    assert "wrong-side-code" in rules(DIALLED)
    assert "wrong-side-code" not in rules(DIALLED.replace("websocket.DefaultDialer.Dial(address, nil)", "accept()"))


LOGGED = """package a

import "x/ws"

func spin(events <-chan ws.Op, manager *udp.Manager) error {
	for {
		select {
		case event := <-events:
			switch data := event.Data.(type) {
			case *ws.CloseEvent:
				return nil
			case *ReadyEvent:
				ws.WSDebug("ready", data.SSRC)
				manager.Dial(data.Addr())
			}
		}
	}
}
"""


def test_a_function_that_logs_connects_nothing() -> None:
    assert not check_text("a.go", LOGGED.encode(), Settings()).findings


TIMED = """package a

import (
	"context"
	"time"

	"github.com/gorilla/websocket"
)

type gate struct {
	dialer *websocket.Dialer
}

func (g *gate) open(ctx context.Context) error {
	conn, _, err := g.dialer.DialContext(ctx, "wss://x", nil)
	if err != nil {
		return err
	}
	go g.listen(conn)
	return nil
}

func (g *gate) doReconnect(ctx context.Context) error {
	grown := 0
	for {
		delay := time.Duration(1<<grown) * time.Second
		if delay > 10*time.Second {
			delay = 10 * time.Second
		} else {
			grown++
		}
		timer := time.NewTimer(delay)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
		if err := g.open(ctx); err != nil {
			continue
		}
		return nil
	}
}

func (g *gate) reconnect() {
	if err := g.doReconnect(context.Background()); err != nil {
		g.fail(err)
	}
}

func (g *gate) listen(conn *websocket.Conn) {
	for {
		_, _, err := conn.ReadMessage()
		if err != nil {
			go g.reconnect()
			return
		}
	}
}
"""


@pytest.mark.parametrize(("wait", "told"), [("delay", False), ("5*time.Second", True)])
def test_a_timer_that_is_waited_for_is_a_delay(wait: str, told: bool) -> None:
    source = TIMED.replace("NewTimer(delay)", f"NewTimer({wait})")
    found = [one.rule for one in check_text("a.go", source.encode(), Settings()).findings]
    assert ("reconnect-without-backoff" in found) is told


BUILT = """package ws

func makeCloseFrame(code StatusCode) Frame {
	return NewCloseFrame(NewCloseFrameBody(code, ""))
}

var closeFrameTLSHandshake = makeCloseFrame(StatusTLSHandshake)

const StatusTLSHandshake StatusCode = 1015
"""


def test_a_frame_that_is_built_by_a_builder_is_not_sent() -> None:
    assert not check_text("a.go", BUILT.encode(), Settings()).findings


AROUND = """import okhttp3.*

class Feed(private val client: OkHttpClient) {
    private var line: WebSocket? = null

    fun connect() {
        line = client.newWebSocket(request, object : WebSocketListener() {
            override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
                this@Feed.connect()
            }
        })
    }
}
"""


def test_what_the_class_around_a_listener_does_is_known() -> None:
    said = [one.rule for one in check_text("a.kt", AROUND.encode(), Settings()).findings]
    assert "unhandled-going-away" not in said
    assert "reconnect-on-normal" in said


TOLD = """package a;

import jakarta.websocket.*;
import jakarta.websocket.CloseReason.CloseCodes;

class Feed {
    void lost(Session session, Endpoint endpoint) throws Exception {
        endpoint.onClose(session, new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "lost"));
    }

    void leave(Session session) throws Exception {
        session.close(new CloseReason(CloseCodes.«NO_STATUS_CODE», "bye"));
    }

    void leaveLater(Session session) throws Exception {
        CloseReason reason = new CloseReason(CloseCodes.«CLOSED_ABNORMALLY», "bye");
        session.close(reason);
    }
}
"""


def test_a_reason_that_is_made_for_a_handler_is_not_sent() -> None:
    source = TOLD.replace("«", "").replace("»", "").encode()
    reported = [
        source[one.start : one.end].decode().rpartition(".")[2]
        for one in check_text("a.java", source, Settings()).findings
        if one.rule == "reserved-code"
    ]
    assert reported == re.findall("«(.*?)»", TOLD)
