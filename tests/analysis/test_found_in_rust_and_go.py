"""What reading libraries and applications in Rust and Go has taught, in code of our own: close calls and codes that were missed."""

import pytest

from wsclose.analysis.facts import CloseCall, CodeUse, Fact

from .support import Found, cases, run

RUST = """
=== a connection that is taken out of what may hold it
use std::sync::Arc;
use futures_util::{stream::SplitSink, SinkExt};
use tokio::{net::TcpStream, sync::Mutex};
use tokio_tungstenite::{tungstenite::Message, MaybeTlsStream, WebSocketStream};

type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

struct Radio {
    open: Option<Line>,
    out: Option<Arc<Mutex<SplitSink<Line, Message>>>>,
    log: Option<File>,
}

impl Radio {
    async fn leave(&mut self) {
        if let Some(mut it) = self.open.take() {
            it.«close»(None).await.ok();
        }
        let Some(out) = self.out.take() else { return };
        let mut half = out.lock().await;
        half.«close»().await.ok();
        if let Some(file) = self.log.take() {
            file.close();
        }
    }
}

=== a library's module that is imported from the crate
use actix_web_actors::ws;

impl Actor for Guest {
    type Context = ws::WebsocketContext<Self>;
}

impl StreamHandler<Result<ws::Message, ws::ProtocolError>> for Guest {
    fn handle(&mut self, message: Result<ws::Message, ws::ProtocolError>, ctx: &mut Self::Context) {
        match message {
            Ok(ws::Message::Close(reason)) => ctx.«close»(reason),
            _ => ctx.«close»(Some(«ws::CloseCode::Error→1011».into())),
        }
    }
}

=== a connection whose failure is explained, or that an arm takes out of a pair
use anyhow::Context;
use tokio_tungstenite::connect_async;

async fn explained(url: &str) -> anyhow::Result<()> {
    let (mut first, _) = connect_async(url).await.map_err(|error| Failure::Dial(error))?;
    first.«close»(None).await?;
    let (mut second, _) = connect_async(url).await.context("the relay can't be reached")?;
    second.«close»(None).await?;
    let mut third = match connect_async(url).await {
        Ok((opened, _)) => opened,
        Err(error) => return Err(error.into()),
    };
    third.«close»(None).await?;
    match dial(url).await {
        Ok(text) | Other(text) => text.close(),
        Ok((file, _)) if file.ready() => file.close(),
    }
    Ok(())
}

=== a connection that an enum of this file hands over
use std::fs::File;
use std::sync::mpsc::Receiver;
use ws::{CloseCode, Sender};

enum News {
    Joined(Sender, u32),
    Saved(File),
    Bye,
}

fn host(news: Receiver<News>, code: CloseCode) {
    while let Ok(News::Joined(guest, _)) = news.recv() {
        guest.«close»(code).unwrap();
    }
    if let Ok(News::Joined(last, number)) = news.recv() {
        last.«close_with_reason»(code, format!("{} is the last", number)).unwrap();
    }
    match news.recv() {
        Ok(News::Saved(page)) => page.close(code),
        Ok(News::Bye) | Err(_) => {}
    }
}

=== the two bytes that a function called after a close makes of a number
// of a WebSocket
impl Sender {
    async fn close(&mut self) -> Result<(), Error> {
        let code = «1001_u16→1001».to_be_bytes();
        self.write(Kind::Close, &code).await
    }
    async fn send(&mut self) -> Result<(), Error> {
        self.write(Kind::Binary, &1001_u16.to_be_bytes()).await
    }
}

=== the two bytes of a number that go out as a close
// of a WebSocket
fn answer(line: &mut Line, told: Kind) {
    line.put(Kind::Close, &«1001u16→1001».to_be_bytes());
    line.put(Kind::Binary, &1001u16.to_be_bytes());
    match told {
        Kind::Close => {
            let mut body = BytesMut::new();
            body.extend_from_slice(&«1000u16→1000».to_be_bytes());
            line.put(Kind::Close, &body).unwrap();
        }
        Kind::Size => {
            let mut body = BytesMut::new();
            body.extend_from_slice(&1002u16.to_be_bytes());
            line.put(Kind::Size, &body).unwrap();
        }
        _ => {
            let mut rest = BytesMut::new();
            rest.put_u16(«1008→1008»);
            line.put(Kind::Close, rest.freeze());
            let length = 1009u16.to_be_bytes();
            line.put(Kind::Size, &length);
        }
    }
}

=== a connection on what has been opened before
use tokio::net::TcpStream;
use tokio_tungstenite::{tungstenite::{protocol::Role, WebSocket}, WebSocketStream};

async fn each(opened: TcpStream, plain: std::net::TcpStream) {
    let mut whole = WebSocketStream::from_raw_socket(opened, Role::Server, None).await;
    whole.«close»(None).await.unwrap();
    let mut out = WebSocketStream::from_partially_read(opened, vec![], Role::Client, None).await.split().0;
    out.«close»().await.unwrap();
    let mut waiting = WebSocket::from_raw_socket(plain, Role::Client, None);
    waiting.«close»(None).unwrap();
}

=== the browser's WebSocket with subprotocols
use web_sys::WebSocket;

fn talk(url: &str) -> Result<(), JsValue> {
    let socket = WebSocket::new_with_str(url, "chat")?;
    socket.«close_with_code»(«4001→4001»)?;
    let other = WebSocket::new_with_str_sequence(url, &protocols()).map_err(|_| Refused)?;
    other.«close»()
}

=== members of an enum by the name that it has for itself
// of a WebSocket
pub enum CloseCode {
    Normal,
    Away,
    Other(u16),
}

impl CloseCode {
    fn number(self) -> u16 {
        match self {
            «Self::Normal→1000» => «1000→1000»,
            «Self::Away→1001» => «1001→1001»,
            Self::Other(code) => code,
        }
    }
}

impl From<u16> for CloseCode {
    fn from(code: u16) -> Self {
        match code {
            «1000→1000» => «Self::Normal→1000»,
            «1001→1001» => «Self::Away→1001»,
            other => Self::Other(other),
        }
    }
}

=== a message of the project's own that goes by the name of a library's and takes more
use axum::extract::ws::WebSocket;
use engine::protocol::Message;

async fn refuse(socket: &mut WebSocket, sender: &Sender<Message>) {
    socket.send(Message::close(«4403», "not yours").into_frame()).await.ok();
    sender.send(Message::close(«4409», "taken", format!("{} is here already", 1))).await.ok();
}

=== an enum that a conversion gives its numbers
// of a WebSocket
pub enum CloseCode {
    Normal,
    Invalid,
    Error,
    Other(u16),
}

impl From<CloseCode> for u16 {
    fn from(code: CloseCode) -> u16 {
        use self::CloseCode::*;
        match code {
            «Normal→1000» => «1000→1000»,
            «Invalid→1007» => «1007→1007»,
            «Error→1011» => «1011→1011»,
            Other(code) => code,
        }
    }
}

impl From<u16> for CloseCode {
    fn from(code: u16) -> CloseCode {
        match code {
            «1000→1000» => «CloseCode::Normal→1000»,
            «1007→1007» => «CloseCode::Invalid→1007»,
            «1011→1011» => «CloseCode::Error→1011»,
            other => CloseCode::Other(other),
        }
    }
}

fn converts() {
    assert_eq!(CloseCode::from(«1007u16→1007»), «CloseCode::Invalid→1007»);
    assert_eq!(«1011u16→1011», Into::<u16>::into(«CloseCode::Error→1011»));
    assert_eq!(CloseCode::from(«2500→2500»), CloseCode::Other(«2500→2500»));
}

fn makes() -> (CloseCode, Limit, Wait) {
    (CloseCode::Other(«4123→4123»), Limit::Other(4123), CloseCode::RetryDelay(3000))
}

=== a pattern that is one code
use tungstenite::protocol::frame::coding::CloseCode;

fn is_done(code: CloseCode) -> bool {
    if let «CloseCode::Normal→1000» = code {
        return true;
    }
    if let Message::Text = code {
        return false;
    }
    false
}

=== ws-rs
use ws::{listen, CloseCode, Handler, Sender};

struct Guest {
    out: Sender,
}

impl Handler for Guest {
    fn on_message(&mut self, message: Message) -> Result<()> {
        self.out.«close»(«CloseCode::Policy→1008»)
    }
}

fn main() {
    listen("127.0.0.1:3012", |out| move |message| out.«close_with_reason»(«CloseCode::Normal→1000», "done"));
}

=== async-tungstenite
use async_tungstenite::{tokio::connect_async, tungstenite::protocol::{frame::coding::CloseCode, CloseFrame}};
use async_tungstenite::{tungstenite::Message, WebSocketStream};

struct Line {
    stream: WebSocketStream<TcpStream>,
}

impl Line {
    async fn leave(&mut self) {
        self.stream.«close»(Some(CloseFrame { code: «CloseCode::Away→1001», reason: "bye".into() })).await.ok();
    }
}

async fn hello(address: &str) {
    let (mut stream, _) = connect_async(address).await.unwrap();
    stream.«close»(None).await.ok();
}

=== rust-websocket
use websocket::{ClientBuilder, Message, OwnedMessage};

fn main() {
    let client = ClientBuilder::new("ws://127.0.0.1:9001").unwrap().connect_insecure().unwrap();
    let (mut receiver, mut sender) = client.split().unwrap();
    for message in receiver.incoming_messages() {
        match message {
            Ok(OwnedMessage::Close(_)) => sender.send_message(&Message::«close»()).unwrap(),
            Ok(message) => sender.send_message(&message).unwrap(),
            Err(_) => sender.send_message(&Message::«close_because»(«1002→1002», "broken")).unwrap(),
        }
    }
    sender.send_message(&OwnedMessage::«Close»(None)).unwrap();
}

=== workers-rs
use worker::*;

async fn upgrade() -> Result<Response> {
    let pair = WebSocketPair::new()?;
    let server = pair.server;
    server.accept()?;
    server.«close»(Some(«1011→1011»), Some("failed"))?;
    Response::from_websocket(pair.client)
}

=== a message type under another name
use tokio_tungstenite::tungstenite;
use tungstenite::protocol::CloseFrame as Goodbye;

type Item = tungstenite::Message;

async fn end(mut sink: impl Sink<Item>) {
    sink.send(Item::«Close»(Some(Goodbye { code: «4001→4001».into(), reason: "".into() }))).await;
}

=== messages of a stream that goes to the connection as it is
use axum::extract::ws::{self, CloseFrame, WebSocket};
use futures::StreamExt;

async fn relay(line: WebSocket, replies: Replies, archive: Archive) {
    let (out, _) = line.split();
    replies
        .map(|reply| {
            Ok(match reply {
                Reply::Text(text) => ws::Message::Text(text),
                Reply::Done { code } => ws::Message::«Close»(Some(CloseFrame { code, reason: "".into() })),
                Reply::Failed(_) => ws::Message::«Close»(Some(CloseFrame { code: «1011», reason: "".into() })),
            })
        })
        .forward(out)
        .await;
    replies.map(|_| ws::Message::Close(None)).forward(archive).await;
}

=== the second of two results
use tungstenite::WebSocket;

fn pair() -> (Host, WebSocket<TcpStream>) {
    accept_both()
}

fn talk() {
    let (host, mut guest) = pair();
    host.close(None);
    guest.«close»(None);
}

=== a close message that has got a name
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};

async fn talk(url: &str, others: &mpsc::Sender<Message>) -> Result<(), Error> {
    let (mut ws, _) = tokio_tungstenite::connect_async(url).await?;
    let message = Message::Text("last".into());
    ws.send(message).await?;
    let message = Message::Close(None);
    ws.«send»(message).await?;
    let bye = Message::Close(Some(CloseFrame { code: «CloseCode::Away→1001», reason: "".into() }));
    others.«send»(bye.clone()).await?;
    others.«send»(bye).await?;
    Ok(())
}

=== what a loop is left with
use axum::extract::ws::{close_code, CloseFrame, Message, WebSocket};

async fn talk(mut socket: WebSocket) {
    let last = 'reading: loop {
        match socket.recv().await {
            Some(Ok(_)) => continue,
            Some(Err(_)) => break 'reading Some(CloseFrame { code: «close_code::PROTOCOL→1002», reason: "".into() }),
            None => break None,
        }
    };
    let _ = socket.send(Message::«Close»(last)).await;
}

=== an upgraded connection that is waited for
use hyper_tungstenite::{tungstenite::Message, HyperWebsocket};

async fn serve(websocket: HyperWebsocket) -> Result<(), Error> {
    let mut stream = websocket.await?;
    stream.send(Message::«Close»(None)).await?;
    stream.«close»(None).await?;
    Ok(())
}

=== a match that chooses the close frame, on something unknown
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};

async fn leave(mut line: Line, why: Why) {
    line.«close»(Some(match why {
        Why::Done => CloseFrame { code: «CloseCode::Normal→1000», reason: "done".into() },
        _ => CloseFrame { code: CloseCode::Library(«4400→4400»), reason: "unknown".into() },
    })).await;
    line.close(Some(match why { Why::Done => Door { code: 1000 }, _ => Door { code: 1001 } }));
}

=== a connection that takes over the name of the stream of which it is made
async fn greet(stream: TcpStream, door: TcpStream) -> Result<(), Lost> {
    let mut stream = tokio_tungstenite::accept_async(stream).await?;
    stream.«close»(None).await?;
    let line = tokio_tungstenite::accept_async(door).await?;
    door.close(None)
}

=== the functions that connect or accept with a configuration
use tokio_tungstenite::{accept_hdr_async_with_config, client_async_tls, connect_async_tls_with_config};
use tungstenite::{accept_with_config, client_tls_with_config};

async fn each(request: Request, stream: Stream) -> Result<(), Lost> {
    let (mut first, _) = connect_async_tls_with_config(request, None, false, None).await.map_err(Lost::from)?;
    first.«close»(None).await?;
    let (mut second, _) = client_async_tls(request, stream).await?;
    second.«close»(None).await?;
    let mut third = accept_hdr_async_with_config(stream, look, None).await?;
    third.«close»(None).await?;
    let (mut fourth, _) = client_tls_with_config(request, stream, None, None)?;
    fourth.«close»(None)?;
    accept_with_config(stream, None)?.«close»(None)?;
    Ok(())
}

=== a stream that is pinned to be closed
use tokio_tungstenite::WebSocketStream;

struct Pipe<S> {
    line: WebSocketStream<S>,
    file: File,
}

impl<S> AsyncWrite for Pipe<S> {
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(Pin::new(&mut self.file).poll_close(cx));
        Pin::new(&mut self.line).«poll_close»(cx).map_err(Error::other)
    }

    fn poll_end(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let this = self.get_mut();
        this.line.«poll_close_unpin»(cx)
    }

    fn poll_projected(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.project().line.«poll_close»(cx)
    }
}

=== a code that is a struct around its number
// of a WebSocket
pub struct CloseCode(pub u16);

impl CloseCode {
    pub const NORMAL: Self = Self(«1000→1000»);
    pub const AWAY: Self = Self(«1001→1001»);

    pub fn may_travel(self) -> bool {
        !matches!(self.0, «1005→1005» | «1006→1006» | «1015→1015»)
    }

    pub fn is_normal(&self) -> bool {
        self.0 == «1000→1000»
    }
}

pub struct Size(pub u16);

impl Size {
    pub const SMALL: Self = Self(1024);

    pub fn is_round(&self) -> bool {
        matches!(self.0, 1000 | 2000) || self.0 == 4000
    }
}

=== the library's type of codes as a parameter
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

fn is_final(code: CloseCode) -> bool {
    matches!(u16::from(code), «4010→4010»..=«4014→4014»)
}

fn comes_back(code: CloseCode) -> bool {
    match code {
        «CloseCode::Normal→1000» => false,
        CloseCode::Library(«4003→4003») => false,
        other => u16::from(other) != «4004→4004»,
    }
}

fn label(port: u16) -> bool {
    matches!(u16::from(port), 4010..=4014)
}

=== what is asked of a frame that may be there
use tungstenite::protocol::CloseFrame;

fn is_kicked(frame: Option<CloseFrame>, port: Option<u16>) -> bool {
    frame.as_ref().is_some_and(|one| u16::from(one.code) == «4004→4004») || port.is_some_and(|one| one == 4004)
}

=== a code made of a number that is given to what makes the message
use tokio_tungstenite::tungstenite::{protocol::{frame::coding::CloseCode, CloseFrame}, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

fn goodbye(code: CloseCode) -> Message {
    Message::Close(Some(CloseFrame { code, reason: "".into() }))
}

async fn drop_guest(line: &mut WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>) {
    let _ = line.«send»(goodbye(CloseCode::Library(«4002→4002»))).await;
    let _ = line.«send»(goodbye(CloseCode::from(«4003→4003»))).await;
    let _ = line.send(Message::Text(told_of(«CloseCode::Away→1001»))).await;
    let _ = line.send(Message::Text(told_of(CloseCode::Library(«4004→4004»)))).await;
}
"""

GO = """
=== constants that begin as one that is sent does
import "github.com/gorilla/websocket"

const (
	closeUnauthorized = «4001→4001»
	closeRoomFull     = «4003→4003»
	closeGraceMillis  = 4000
	closeWindow       = 3000
	roomFull          = 4005
)

var closeLater = After(4002)

func refuse(line *websocket.Conn) {
	message := websocket.FormatCloseMessage(«closeUnauthorized→4001», "log in")
	line.«WriteMessage»(websocket.CloseMessage, message)
}

=== constants by shorter names of the registry, and what stands beside them
package websocket

type StatusCode uint16

const (
	StatusFine StatusCode = «1000→1000»
	StatusGoAway = «1001→1001»
	StatusProtocolError = «1002→1002»
	StatusUnlike = «1003→1003»
	StatusTooBig = «1009→1009»
	StatusTimeout = 3000
)

func leave(line *Line, told error) {
	if told.(Refusal).Status != «StatusGoAway→1001» {
		line.SetStatus(«StatusTooBig→1009»)
	}
}

=== the two bytes of a number in what goes out as a close
package feed

import (
	"encoding/binary"

	"github.com/gorilla/websocket"
)

func leave(conn *websocket.Conn, reason string) {
	body := make([]byte, 2+len(reason))
	binary.BigEndian.PutUint16(body[:2], «1001→1001»)
	copy(body[2:], reason)
	conn.«WriteMessage»(websocket.CloseMessage, body)
}

func tell(conn *websocket.Conn) {
	body := make([]byte, 2)
	binary.BigEndian.PutUint16(body, 1002)
	conn.WriteMessage(websocket.BinaryMessage, body)
}

=== copies of a library, whichever it is, under paths of their own
package a

import (
	"time"

	"example.org/copies/websocket"
)

type Line struct {
	conn *websocket.Conn
}

func (l *Line) end() {
	goodbye := websocket.FormatCloseMessage(«websocket.CloseNormalClosure→1000», "")
	l.conn.«WriteControl»(websocket.CloseMessage, goodbye, time.Now())
	l.conn.«WriteMessage»(websocket.CloseMessage, websocket.FormatCloseMessage(«1001→1001», ""))
	l.conn.«Close»()
}

=== a copy of a library that closes with a code
package a

import "example.org/copies/websocket/v2"

const idle = «4001→4001»

type Line struct {
	conn *websocket.Conn
}

func (l *Line) end(hub *websocket.Hub) {
	hub.Close(30)
	l.conn.«Close»(«websocket.StatusGoingAway→1001», "")
	l.conn.«Close»(websocket.StatusCode(«idle→4001»), "")
}

=== what the methods of an interface give
package a

import (
	"os"

	"github.com/gorilla/websocket"
)

type Lines interface {
	Current() *websocket.Conn
	Open(url string) (*websocket.Conn, error)
	Log(name string) (*os.File, error)
	Close() error
}

func renew(lines Lines) {
	lines.Current().«Close»()
	line, _ := lines.Open("wss://example.org")
	defer line.«Close»()
	log, _ := lines.Log("line.txt")
	defer log.Close()
}

=== the second of several results
package a

import "github.com/gorilla/websocket"

func pair(make func(int, int) bool) (name string, conn *websocket.Conn, err error) {
	return
}

func talk() {
	name, conn, _ := pair(nil)
	name.Close()
	conn.«Close»()
}

=== the functions in a table of cases
package a

import "github.com/gorilla/websocket"

func TestLeaving(t *testing.T) {
	tests := []struct {
		name  string
		leave func(*websocket.Conn)
	}{
		{
			name: "with a code",
			leave: func(conn *websocket.Conn) {
				conn.«WriteMessage»(websocket.CloseMessage,
					websocket.FormatCloseMessage(«websocket.CloseNormalClosure→1000», ""))
			},
		},
	}
}

=== a constant that says it is a close code, whatever it is compared with
package websocket

import "encoding/binary"

const wsCloseStatusNoStatusReceived = «1005→1005»
const closeTimeout = 1001

func answer(payload []byte, waited int) bool {
	status, _ := decoded(binary.BigEndian.Uint16(payload[:2]))
	if waited == closeTimeout {
		return false
	}
	return status != «wsCloseStatusNoStatusReceived→1005»
}

=== what stands for no code is none
package a

import "github.com/coder/websocket"

func lost(err error) bool {
	if status := websocket.CloseStatus(err); status == -1 || status == «1006→1006» {
		return true
	}
	return websocket.CloseStatus(err) == 0
}

=== a net.Conn that a library is given to read WebSocket messages from
package a

import (
	"context"
	"net"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

type Guest struct {
	line net.Conn
	raw  net.Conn
}

func (g *Guest) listen() {
	defer g.line.«Close»()
	for {
		if _, err := wsutil.ReadClientText(g.line); err != nil {
			return
		}
	}
}

func (g *Guest) leave() {
	g.raw.Write([]byte("bye"))
	g.raw.Close()
}

func kick(g *Guest) {
	g.line.«Close»()
}

func serve(listener net.Listener, up ws.Upgrader) {
	defer listener.Close()
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		if _, err := up.Upgrade(conn); err == nil {
			go echo(conn)
		}
		conn.«Close»()
	}
}

func echo(conn net.Conn) {
	defer conn.«Close»()
	data, op, err := wsutil.ReadClientData(conn)
	if err == nil {
		wsutil.WriteServerMessage(conn, op, data)
	}
}

func plain(conn net.Conn) {
	conn.Write([]byte("hello"))
	conn.Close()
}

type Feed struct {
	line net.Conn
}

func (f *Feed) open(ctx context.Context) (err error) {
	f.line, _, _, err = ws.Dial(ctx, "wss://feed.example")
	return err
}

func (f *Feed) stop() {
	f.line.«Close»()
}

=== clients whose package goes by another name than its path
package a

import (
	"time"

	"github.com/centrifugal/centrifuge-go"
	"github.com/recws-org/recws"
	"github.com/sacOO7/gowebsocket"
	"github.com/someone/go-feed.v2"
)

func leave(url string) {
	news := centrifuge.NewJsonClient(url, centrifuge.Config{})
	defer news.«Close»()
	news.«Disconnect»()
	line := recws.RecConn{KeepAliveTimeout: time.Second}
	line.Dial(url, nil)
	line.«Shutdown»(time.Second)
	line.«CloseAndReconnect»()
	line.«Close»()
	socket := gowebsocket.New(url)
	socket.OnConnected = func(socket gowebsocket.Socket) {
		socket.«Close»()
	}
	feed.Open(url).Close()
}

=== another name for a type
package a

import "github.com/gorilla/websocket"

type Line = *websocket.Conn
type Size = int

func leave(line Line, size Size) {
	line.«Close»()
	size.Close()
}

=== connections that a channel carries
package a

import "github.com/gorilla/websocket"

type guest struct {
	line *websocket.Conn
}

type room struct {
	leaving chan *guest
	waiting map[string]chan *websocket.Conn
}

func (r *room) run(fresh <-chan *websocket.Conn) {
	ended := make(chan *websocket.Conn, 4)
	done := make(chan struct{})
	for {
		select {
		case line := <-fresh:
			line.«Close»()
		case one, ok := <-ended:
			if ok {
				one.«Close»()
			}
		case who := <-r.leaving:
			who.line.«Close»()
		case next := <-r.waiting["lobby"]:
			next.«Close»()
		case end := <-done:
			end.Close()
		}
	}
	for line := range ended {
		line.«Close»()
	}
	ended.Close()
}

=== methods of a type with parameters
package a

import "github.com/gorilla/websocket"

type feed[T any] struct {
	out  chan T
	line *websocket.Conn
}

func (f *feed[T]) stop() error {
	return f.line.«Close»()
}

func (f feed[_]) leave() {
	f.line.«Close»()
	f.out.Close()
}

=== copies of lists and maps
package a

import (
	"maps"
	"slices"

	"github.com/gorilla/websocket"
)

type hub struct {
	lines map[*websocket.Conn]string
	named map[string]*websocket.Conn
	list  []*websocket.Conn
}

func (h *hub) drain() {
	all := maps.Clone(h.lines)
	for line := range all {
		line.«Close»()
	}
	for line := range maps.Keys(h.lines) {
		line.«Close»()
	}
	for line := range maps.Values(h.named) {
		line.«Close»()
	}
	for name := range maps.Keys(h.named) {
		name.Close()
	}
	for _, line := range slices.Clone(h.list) {
		line.«Close»()
	}
	for _, line := range append([]*websocket.Conn{}, h.list...) {
		line.«Close»()
	}
}

=== the connection below a WebSocket, and a WebSocket as a connection
package a

import (
	"context"

	"github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"
	"github.com/lxzan/gws"
)

func drop(line *gorilla.Conn, other *gws.Conn) {
	line.UnderlyingConn().«Close»()
	below := line.NetConn()
	below.«Close»()
	other.NetConn().«Close»()
}

func tunnel(ctx context.Context, line *websocket.Conn) {
	conn := websocket.NetConn(ctx, line, websocket.MessageBinary)
	defer conn.«Close»()
}

=== a function that reads a close frame
package a

import "github.com/gorilla/websocket"

func readCloseBody(body []byte) (int, string) {
	if len(body) < 2 {
		return «1005», ""
	}
	return int(body[0])<<8 | int(body[1]), string(body[2:])
}

func closePosition(lots int) (int, string) {
	return 1000, "EUR"
}

func closeOf(message []byte) (int, string) {
	return 1024, string(message)
}
"""


def calls_and_codes(start: int, fact: Fact) -> Found | None:
    if isinstance(fact, CloseCall):
        return start + fact.name_start, start + fact.name_end, ""
    if isinstance(fact, CodeUse):
        return start + fact.start, start + fact.end, f"{fact.number}"
    return None


@pytest.mark.parametrize(("suffix", "source"), cases(rs=RUST, go=GO))
def test_is_found(suffix: str, source: str) -> None:
    run(suffix, source, calls_and_codes)
