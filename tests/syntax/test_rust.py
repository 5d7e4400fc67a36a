"""Rust: close frames as expressions and as patterns, match arms, conversions, macros, channels."""

import pytest
from tests.syntax.conftest import Closed, Codes

ROOM = """\
use std::time::Duration;
use tokio_tungstenite::tungstenite::{
    protocol::{frame::coding::CloseCode, CloseFrame},
    Message,
};

const ROOM_FULL: u16 = 4003;

pub struct Room { writer: Sender<Message>, limit: u64 }

impl Room {
    pub async fn turn_away(&self, socket: &mut WebSocketStream<TcpStream>) -> Result<(), Error> {
        socket.send(Message::Close(Some(CloseFrame { code: CloseCode::Library(ROOM_FULL), reason: "full".into() }))).await?;
        self.writer.send(Message::Close(None)).await.ok();
        socket.close(Some(CloseFrame { code: 4001.into(), reason: "late".into() })).await?;
        tokio::time::sleep(Duration::from_millis(1000)).await;
        Ok(())
    }

    pub async fn run(mut self, mut socket: WebSocketStream<TcpStream>) {
        loop {
            tokio::select! {
                message = socket.next() => match message {
                    Some(Ok(Message::Close(Some(frame)))) => {
                        if frame.code == CloseCode::Away { return; }
                        match u16::from(frame.code) {
                            1000 | 4000 => return,
                            4100..=4199 => self.retry().await,
                            code => error!("closed with {}", code),
                        }
                    }
                    Some(Ok(Message::Close(None))) | None => break,
                    _ => continue,
                },
                _ = self.stop.changed(), if self.limit > 3000 => {
                    socket.close(Some(CloseFrame { code: CloseCode::Restart, reason: Cow::Borrowed("") })).await.ok();
                }
            }
        }
    }
}
"""


def test_a_close_frame_is_sent_as_an_expression_and_received_as_a_pattern(closed: Closed) -> None:
    assert [numbers for _, numbers in closed(ROOM, "room.rs")] == [[4003], [], [4001], [1012]]


def test_codes_in_arms_guards_and_constants(codes: Codes) -> None:
    found = codes(ROOM, "room.rs")
    assert [number for _, use, number in found if use == "compared"] == [1001, 1000, 4000, 4100, 4199]
    assert ("4003", "defined", 4003) in found
    assert not [number for written, _, number in found if written in ("1000", "3000") and number == 3000]


def test_a_duration_is_no_code(codes: Codes) -> None:
    text = (
        "use axum::extract::ws::WebSocket;\nfn f(ws: WebSocket) { sleep(Duration::from_millis(1000)); retry(3000); }\n"
    )
    assert codes(text, "a.rs") == []


@pytest.mark.parametrize(
    ("call", "numbers"),
    [
        ("socket.send(Message::Close(Some(CloseFrame { code: close_code::POLICY, reason: r }))).await", [1008]),
        ("tx.send(Message::Close(Some(CloseFrame { code: 4000, reason: r }))).await", [4000]),
        ("axum::extract::ws::Message::Close(None)", None),
        ("futures::SinkExt::close(&mut socket).await", []),
    ],
)
def test_ways_of_sending(call: str, numbers: list[int] | None, closed: Closed) -> None:
    text = f"use axum::extract::ws::{{close_code, CloseFrame, Message, WebSocket}};\nasync fn f(mut socket: WebSocket, tx: Sender<Message>) {{ let _ = {call}; }}\n"
    assert [found for _, found in closed(text, "a.rs")] == ([] if numbers is None else [numbers])


def test_a_message_of_the_application_s_own_that_is_named_close(closed: Closed) -> None:
    text = "use tungstenite::WebSocket;\nenum Message { Close(u16) }\nfn f(tx: Sender<Message>) { tx.send(Message::Close(3000)); }\n"
    assert closed(text, "a.rs") == []


def test_codes_that_a_function_gives_and_an_enum_defines(codes: Codes) -> None:
    text = """\
#[repr(u16)]
enum CloseCode { Expired = 4001, Banned, Full = 4010 }
impl Failure {
    fn close_code(&self) -> u16 {
        match self { Failure::Auth => 4100, _ => 4000 } // a websocket's
    }
}
#[test]
fn numbers() { assert_eq!(CloseCode::Full as u16, 4010); }
"""
    found = codes(text, "codes.rs")
    assert [number for _, use, number in found if use == "defined"] == [4001, 4002, 4010]
    assert sorted(number for _, use, number in found if use == "mentioned") == [4000, 4010, 4010, 4100]
