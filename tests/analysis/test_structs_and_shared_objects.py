"""What Go and Rust make structs and variants with, list in interfaces, share between owners, and ask for in patterns."""

import pytest
from tests.analysis.support import cases, run
from tests.analysis.test_found_in_rust_and_go import calls_and_codes

GO = """\
=== everything that is imported without a name in front
package a

import . "github.com/gorilla/websocket"

type Room struct{ guests map[string]*Conn }

func (r *Room) leave(name string) {
	if guest := r.guests[name]; guest != nil {
		guest.«WriteMessage»(CloseMessage, FormatCloseMessage(«4001», "left"))
		guest.«Close»()
	}
}

=== the number of a struct whose field is sent
package a

import "github.com/gorilla/websocket"

type refusal struct {
	code int
	text string
}

type order struct{ lots, code int }

var late = &refusal{«4401», "late"}

func serve(line *websocket.Conn, orders chan order, failure error) {
	for range orders {
	}
	if it, ok := failure.(*refusal); ok {
		line.«WriteMessage»(websocket.CloseMessage, websocket.FormatCloseMessage(it.code, it.text))
	}
}

func check(orders chan order, lots int) error {
	orders <- order{2000, 3000}
	if lots > 4096 {
		return &refusal{code: «4402», text: "many"}
	}
	return late
}

=== what comes out of a channel with its code
package a

import "github.com/gorilla/websocket"

type reply struct {
	body []byte
	end  int
}

func write(line *websocket.Conn, replies <-chan reply) {
	for each := range replies {
		if each.end != 0 {
			line.«WriteMessage»(websocket.CloseMessage, websocket.FormatCloseMessage(each.end, ""))
		}
	}
}

func dismiss(replies chan<- reply) { replies <- reply{end: «4100»} }

=== an interface of what a connection has
package a

import (
	"time"

	"github.com/gorilla/websocket"
)

type line interface {
	WriteControl(kind int, data []byte, deadline time.Time) error
	Close() error
}

type door interface{ Close() error }

func end(lines map[string]line, exit door) {
	for _, one := range lines {
		one.«WriteControl»(websocket.CloseMessage, websocket.FormatCloseMessage(«websocket.CloseGoingAway», ""), time.Now())
		one.«Close»()
	}
	exit.Close()
}

=== a code that x/net sends by what its connection embeds
package a

import "golang.org/x/net/websocket"

func serve(line *websocket.Conn) { line.«WriteClose»(«1008») }
"""

RUST = """\
=== what variants, tuples and structs are made with
use axum::extract::ws::{CloseFrame, Message, WebSocket};

enum Fault { Custom(u16, String), Io(u16) }
struct Refusal { number: u16, why: &'static str }
struct Pair(u16, &'static str);
const LATE: Refusal = Refusal { number: «4001», why: "late" };

async fn fail(mut line: WebSocket, fault: Fault) {
    if let Fault::Custom(code, reason) = fault {
        line.send(Message::«Close»(Some(CloseFrame { code, reason: reason.into() }))).await.ok();
    }
}
async fn refuse(mut line: WebSocket, why: Refusal) {
    line.send(Message::«Close»(Some(CloseFrame { code: why.number, reason: why.why.into() }))).await.ok();
}
async fn end(mut line: WebSocket, pair: Pair) {
    line.send(Message::«Close»(Some(CloseFrame { code: pair.0, reason: pair.1.into() }))).await.ok();
}
fn check(size: usize) -> Result<Pair, Fault> {
    if size > 4096 { return Err(Fault::Custom(«4002», "big".into())); }
    if size == 0 { return Err(Fault::Io(2002)); }
    Ok(Pair(«4003», "end"))
}

=== several codes in the pattern of a frame
use axum::extract::ws::{CloseFrame, Message};

fn is_clean(message: Message) -> bool {
    match message {
        Message::Close(Some(CloseFrame { code: «1000» | «1001», .. })) => true,
        Message::Close(Some(CloseFrame { code: «4100»..=«4200», .. })) => true,
        _ => false,
    }
}

=== an object of the project's own that several share
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use std::sync::Arc;

struct Guest { line: WebSocket }
impl Guest {
    async fn leave(&mut self, code: u16) {
        self.line.send(Message::«Close»(Some(CloseFrame { code, reason: "".into() }))).await.ok();
    }
    fn later(&self) {
        let guest = self.clone();
        tokio::spawn(async move { guest.leave(«4001»).await });
    }
}
fn all(guest: Arc<Guest>) {
    let other = Arc::clone(&guest);
    other.leave(«4002»);
}

=== poem's upgrade that is told its protocols
use poem::{web::websocket::WebSocket, IntoResponse};
use futures_util::{SinkExt, StreamExt};

fn serve(ws: WebSocket) -> impl IntoResponse {
    ws.protocols(vec!["chat"]).on_upgrade(|socket| async move {
        let (mut sink, _) = socket.split();
        sink.«close»().await.ok();
    })
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(go=GO, rs=RUST))
def test_is_found(suffix: str, source: str) -> None:
    run(suffix, source, calls_and_codes)
