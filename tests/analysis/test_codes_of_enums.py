"""Codes that members of an enum are made with, by whatever name they are asked for, and what collections hold in Kotlin."""

import pytest

from .support import anything, cases, run, uses

JAVA = """
=== a member's own field
package a;
import okhttp3.WebSocket;

enum Goodbye {
    KICKED(«4003→4003»), FULL(«4004→4004»);
    final int number;
    Goodbye(int number) { this.number = number; }
}
class Room {
    void leave(WebSocket socket) { socket.close(«Goodbye.FULL.number→4004», "full"); }
}
=== what a method of a member gives
package a;
import okhttp3.WebSocket;

class Room {
    enum Goodbye {
        KICKED(«4003→4003»), FULL(«4004→4004»);
        private final int number;
        Goodbye(int number) { this.number = number; }
        int number() { return number; }
    }
    void leave(WebSocket socket) { socket.close(«Goodbye.FULL→4004».number(), "full"); }
}
=== any of them
package a;
import okhttp3.WebSocket;

enum Goodbye {
    KICKED(«4003→4003»), FULL(«4004→4004»);
    private final int code;
    Goodbye(int code) { this.code = code; }
    public int getCode() { return code; }
}
enum Problem {
    MISSING(4003), BROKEN(4004);
    private final int code;
    Problem(int code) { this.code = code; }
    public int getCode() { return code; }
}
class Room {
    void leave(WebSocket socket, Goodbye why) { socket.close(why.getCode(), why.name()); }
    int answer(Problem problem) { return problem.getCode(); }
}
=== the one around
package a;
import okhttp3.WebSocket;

enum Goodbye {
    KICKED(«4003→4003»), FULL(«4004→4004»);
    final int code;
    Goodbye(int code) { this.code = code; }
    void send(WebSocket socket) { socket.close(code, name()); }
}
"""

KOTLIN = """
=== a member's property
package a
import okhttp3.WebSocket

enum class Goodbye(val number: Int, val text: String) { KICKED(«4003→4003», "kicked"), FULL(«4004→4004», "full") }
enum class Problem(val number: Int) { MISSING(4003), BROKEN(4004) }

class Room {
    fun leave(socket: WebSocket, why: Goodbye) { socket.close(why.number, why.text) }
}
=== a property where Java has a method
package a
import org.springframework.web.socket.CloseStatus

fun left(status: CloseStatus) = status.code == «4003→4003»
"""

SWIFT = """
=== an enum that is made of the numbers of another
import NIOCore

extension Client {
    enum CloseCode { case away, bad, other(UInt16) }
}
extension Client.CloseCode {
    enum Known: UInt16 {
        case normalClosure = «1000→1000»
        case goingAway = «1001→1001»
        case invalidFramePayloadData = «1007→1007»
        case protocolError = «1002→1002»
    }
}
extension Client.CloseCode: RawRepresentable {
    init(rawValue: UInt16) {
        switch Known(rawValue: rawValue) {
        case .some: self = «.goingAway→1001»
        case nil: self = .other(rawValue)
        }
    }
    var number: UInt16 {
        self == .bad ? «Known.invalidFramePayloadData→1007».rawValue : «Known.goingAway→1001».rawValue
    }
}
struct Page {
    enum Part: Int { case first = 1000, second = 1001 }
    let start = Part.second.rawValue
    mutating func reset() { self = .first }
}
"""

MODULES = """
=== constants in a module of the file
use axum::extract::ws::{CloseFrame, Message, WebSocket};

pub mod goodbyes {
    pub const KICKED: u16 = «4001→4001»;
}
pub mod problems {
    pub const MISSING: u16 = 4001;
}
pub mod twice {
    pub const FULL: u16 = «4002→4002»;
}
pub mod once_more {
    pub const FULL: u16 = 4002;
}
async fn leave(socket: &mut WebSocket) {
    close_with(socket, CloseFrame { code: «twice::FULL→4002», reason: "full".into() });
    let frame = CloseFrame { code: «goodbyes::KICKED→4001», reason: "kicked".into() };
    socket.send(Message::Close(Some(frame))).await.ok();
    report(problems::MISSING);
}
=== a module that says by its name whose codes it has
pub mod close_code {
    pub const AWAY: u16 = «1001→1001»;
    pub const KICKED: u16 = «4001→4001»;
}
pub mod limits {
    pub const ENTRIES: u16 = 4001;
}
pub mod close_code_checks {
    pub const PAUSE: u16 = 4001;
    pub fn pause() -> u16 { PAUSE }
}
"""

NAMESPACES = """
=== a namespace of constants
export namespace Goodbyes {
  export const Kicked = «4001→4001»;
}
namespace Limits {
  export const Entries = 4001;
}
new WebSocket("wss://example.org/feed").close(«Goodbyes.Kicked→4001», "kicked");
"""

NUMBERED_DART = """
=== a table that a getter asks
import 'package:web_socket_channel/web_socket_channel.dart';

enum RoomCloseCode {
  full, empty;
  int get number => const {«RoomCloseCode.full→4101»: «4101→4101», «RoomCloseCode.empty→4102»: «4102→4102»}[this]!;
  int get retryDelay => const {«RoomCloseCode.full→4101»: 3000, «RoomCloseCode.empty→4102»: 4000}[this]!;
}
enum Color {
  red, green;
  int get number => const {Color.red: 4101, Color.green: 4102}[this]!;
}
bool isFull(RoomCloseCode why, Color color) => why == «RoomCloseCode.full→4101» || color == Color.red;
=== an extension that chooses
import 'package:web_socket_channel/web_socket_channel.dart';

enum RoomCloseCode { full, empty }
extension Numbers on RoomCloseCode {
  int get code {
    switch (this) {
      case «RoomCloseCode.full→4101»:
        return «4101→4101»;
      case «RoomCloseCode.empty→4102»:
        return «4102→4102»;
    }
  }
}
bool isFull(RoomCloseCode why) => why == «RoomCloseCode.full→4101»;
"""

NUMBERED_SWIFT = """
=== a property that chooses
import Foundation

enum RoomCloseCode {
    case full, empty
    var number: UInt16 {
        switch self {
        case «.full→4101»: return «4101→4101»
        case «.empty→4102»: return «4102→4102»
        }
    }
    var retryDelay: Int {
        switch self {
        case «.full→4101»: return 3000
        case «.empty→4102»: return 4000
        }
    }
}
final class Room {
    var task: URLSessionWebSocketTask?
    func isFull(why: RoomCloseCode) -> Bool { return why == «RoomCloseCode.full→4101» }
}
"""

NUMBERED_PHP = """
=== a method that chooses
<?php
use Ratchet\\ConnectionInterface;

enum RoomCloseCode {
    case Full;
    case Late;
    public function number(): int {
        return match ($this) { «self::Full→4101» => «4101→4101», «self::Late→4102» => «4102→4102» };
    }
}
class Room {
    function isFull(ConnectionInterface $peer, RoomCloseCode $why) { return $why === «RoomCloseCode::Full→4101»; }
}
"""

COLLECTIONS = """
=== what a collection is made for
package a
import org.springframework.web.socket.WebSocketSession

class Room {
    private val guests = mutableMapOf<String, WebSocketSession>()
    private val waiting = mutableListOf<WebSocketSession>()
    private val logs = mutableListOf<File>()
    fun empty() {
        guests.values.forEach { it.«close→close»() }
        guests.forEach { (_, guest) -> guest.«close→close»() }
        for ((_, guest) in guests) guest.«close→close»()
        waiting.forEach { it.«close→close»() }
        logs.forEach { it.close() }
    }
}
"""

RUST = """
=== poem takes the code and the reason as a pair
use poem::web::websocket::{CloseCode, Message};
async fn leave(mut sink: Sink) {
    sink.send(Message::«Close→close»(Some((«CloseCode::Policy→code», "no".into())))).await.ok();
}
=== gloo tells of a close as an error
use gloo_net::websocket::{futures::WebSocket, WebSocketError};
async fn read(mut socket: WebSocket) {
    while let Some(message) = socket.next().await {
        match message {
            Err(WebSocketError::ConnectionClose(event)) if event.«code→code» == «4001→code» => return,
            _ => {}
        }
    }
}
=== Workers tell of a close as an event
use worker::{WebSocket, WebsocketEvent};
async fn read(socket: WebSocket) {
    let mut events = socket.events().unwrap();
    while let Some(event) = events.next().await {
        match event.unwrap() {
            WebsocketEvent::Close(closed) => if closed.code() == «1000→code» { return },
            WebsocketEvent::Message(_) => {}
        }
    }
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(java=JAVA, kt=KOTLIN, swift=SWIFT, rs=MODULES, ts=NAMESPACES))
def test_numbers_of_an_enum_that_is_sent(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))


@pytest.mark.parametrize(("suffix", "source"), cases(dart=NUMBERED_DART, swift=NUMBERED_SWIFT, php=NUMBERED_PHP))
def test_numbers_that_an_enum_says_elsewhere(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))


@pytest.mark.parametrize(("suffix", "source"), cases(kt=COLLECTIONS, rs=RUST))
def test_what_is_held_and_what_models_say(suffix: str, source: str) -> None:
    run(suffix, source, anything)
