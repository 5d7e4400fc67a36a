"""Codes in lists that a loop or a callback goes through: of numbers, of pairs, of objects, here or at the file's top."""

import pytest

from .support import cases, run, uses

JAVASCRIPT = """
=== a list of numbers, and what each is used for
const WebSocket = require("ws");
const line = new WebSocket("wss://example.org");
function both() {
  for (const code of [«4001», «4002»]) line.emit("close", code);
  [«1001», «1012»].forEach((code) => line.emit("close", code));
  new Set([«3001», «3002»]).forEach((code) => line.close(code));
  [4001, 4002].forEach((wait) => setTimeout(both, wait));
}

=== pairs and objects
const WebSocket = require("ws");
const line = new WebSocket("wss://example.org");
function both() {
  for (const [code, wait] of [[«4001», 1500], [«4002», 2500]]) line.close(code, "gone", wait);
  for (const { code } of [{ code: «4003», wait: 1500 }, { code: «4004», wait: 2500 }]) line.close(code);
  const rows = [{ code: «4005», wait: 1500 }, { code: «4006», wait: 2500 }];
  rows.forEach((row) => line.close(row.code));
  rows.forEach(({ wait }) => setTimeout(both, wait));
}

=== what is in a list of constants besides
import { GatewayCloseCodes } from "discord-api-types/v10";
const never = [«1000», «GatewayCloseCodes.AlreadyAuthenticated», «4004»];
const other = [1000, Orders.Filled];
const texts = { [«GatewayCloseCodes.AlreadyAuthenticated»]: "twice", «4101»: "kicked" };
const prices = { [Orders.Filled]: 1000, 4102: "filled" };

=== a list that is taken where none was given
const WebSocket = require("ws");
const line = new WebSocket("wss://example.org");
function Client(given, waits) {
  const finalCloseCodes = given.finalCloseCodes ?? [«1008», «4001»];
  this.fatalCloseCodes = given.fatalCloseCodes || new Set([«4003»]);
  this.policy = { fatalCloseCodes: given.codes ?? [«1011», «4004», ...Array.from({ length: 100 }, (_, i) => 4400 + i)] };
  this.closeCodes = given.short ? [«1001»] : [«4005», «4006»];
  this.waits = waits ?? [1000, 4000];
  this.sizes = { frames: waits ?? [1009, 4096] };
}

=== lists at the file's top
const WebSocket = require("ws");
const CASES = [{ code: «4010», wait: 3000 }, { code: «4011», wait: 2500 }];
const PAIRS = Object.freeze([[«4012», 1500], [«4013», 2500]]);
const PLAIN = [1500, 2500];
for (const { code, wait } of CASES) {
  it("says why", () => {
    line.emit("close", code);
    setTimeout(done, wait);
  });
}
PAIRS.forEach(([code, wait]) => { line.emit("close", code); later(wait); });
PLAIN.forEach((wait) => setTimeout(done, wait));
for (const code of [«4014», «4015»]) {
  it("says why", () => line.emit("close", code));
}
"""
PYTHON = """
=== pairs, dictionaries, places
import websockets

CASES = [{"code": «4001», "wait": 3000}, {"code": «4002», "wait": 2500}]
ROWS = ((«4003», "idle", 1500), («4004», "rude", 2500))

async def refuse(address):
    line = await websockets.connect(address)
    for case in CASES:
        await line.close(case["code"])
    for code, reason, wait in ROWS:
        await line.close(code, reason)
        await sleep(wait)
    for place, (code, reason) in enumerate([(«4005», "x"), («4006», "y")]):
        await line.close(code, reason)
    for code in sorted((«4007», «4008»)):
        await line.close(code)
"""
RUBY = """
=== blocks
require "faye/websocket"
line = Faye::WebSocket::Client.new("wss://example.org")
[«4001», «4002»].each { |code| line.close(code) }
[[«4003», "idle"], [«4004», "rude"]].each do |code, reason|
  line.close(code, reason)
end
{ «4005» => "idle", «4006» => "rude" }.each { |code, reason| line.close(code, reason) }
[1500, 2500].each { |wait| sleep wait }
"""
GO = """
=== tables of structs
package feed

import "github.com/gorilla/websocket"

type refusal struct {
	name string
	wait int
	code int
}

func test() {
	cases := []struct {
		name string
		code int
		wait int
	}{
		{"idle", «4001», 1500},
		{name: "rude", code: «4002», wait: 2500},
	}
	for _, one := range cases {
		_ = &websocket.CloseError{Code: one.code}
		wait(one.wait)
	}
	for _, one := range []refusal{{"idle", 1500, «4003»}, {"rude", 2500, «4004»}} {
		_ = websocket.FormatCloseMessage(one.code, one.name)
	}
	for _, one := range []struct {
		code int
		check func(
			line *websocket.Conn,
		)
	}{{code: «4007», check: nil}, {4008, nil}} {
		_ = websocket.FormatCloseMessage(one.code, "")
	}
	for _, code := range []int{«4005», «4006»} {
		_ = websocket.FormatCloseMessage(code, "")
	}
	for _, code := range []int{«4009», «websocket.CloseGoingAway»} {
		_ = &websocket.CloseError{Code: code}
	}
	named := map[string]struct {
		code int
		wait int
	}{"idle": {«4010», 1500}, "rude": {«4011», 2500}}
	for _, one := range named {
		_ = &websocket.CloseError{Code: one.code}
	}
}
=== lists at the file's top
package feed

import "github.com/gorilla/websocket"

type refusal struct {
	wait int
	code int
}

var refusals = []refusal{{1500, «4003»}, {wait: 2500, code: «4004»}}
var fatal = []int{«4005», «1008»}
var waits = []int{3000, 4000}

func test() {
	for _, one := range refusals {
		_ = websocket.FormatCloseMessage(one.code, "")
	}
	for _, code := range fatal {
		_ = websocket.FormatCloseMessage(code, "")
	}
	for _, each := range waits {
		wait(each)
	}
}
"""
RUST = """
=== arrays and vectors of tuples
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};

async fn both(line: &mut tokio_tungstenite::WebSocketStream<tokio::net::TcpStream>) {
    for (code, wait) in [(«4001», 1500), («4002», 2500)] {
        line.close(Some(CloseFrame { code: CloseCode::from(code), reason: "".into() })).await.unwrap();
        pause(wait);
    }
    let rows = vec![(«4003», "a"), («4004», "b")];
    for (code, reason) in rows.into_iter() {
        line.close(Some(CloseFrame { code: CloseCode::from(code), reason: reason.into() })).await.unwrap();
    }
}
"""
KOTLIN = """
=== lists, arrays and pairs
import okhttp3.WebSocket

fun both(line: WebSocket) {
    listOf(«4001», «4002»).forEach { code -> line.close(code, null) }
    for (code in intArrayOf(«4003», «4004»)) line.close(code, null)
    for ((code, reason) in listOf(«4005» to "idle", «4006» to "rude")) line.close(code, reason)
    intArrayOf(«4007», «4008»).forEach { line.close(it, null) }
    listOf(1500, 2500).forEach { Thread.sleep(it) }
}
"""


SWIFT = """
=== numbers that codes are made of
import Foundation

func test() {
    for raw in [«1001», «4001»] { check(URLSessionWebSocketTask.CloseCode(rawValue: raw)) }
    for port in [3000, 4000] { check(Port(rawValue: port)) }
}
"""

CSHARP = """
=== numbers that are cast
using System.Net.WebSockets;
class Refusals {
    void Run() {
        foreach (var raw in new[] { «1001», «4001» }) { Check((WebSocketCloseStatus)raw); }
        foreach (var port in new[] { 3000, 4000 }) { Check((Port)port); }
    }
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(js=JAVASCRIPT, py=PYTHON, rb=RUBY, go=GO, rs=RUST, kt=KOTLIN, swift=SWIFT, cs=CSHARP)
)  # fmt: skip
def test_codes_that_are_gone_through(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "mentioned", "defined"))


GIVEN_BACK = {
    "js": """
=== what a function gives back by its name
const WebSocket = require("ws");
const fatalCloseCodes = () => [«4001», «4004»];
class Line {
  get closeCodes() { return new Set([«4005»]); }
  closeCodeAndLimit() { return [4001, 4096]; }
  knownCloseCodes() { return this.http.get("/codes", 3000); }
  askedCloseCodes() { return ask({ timeout: 3000 }); }
  delayByCloseCodes() { return [1000, 3000]; }
}

=== where nothing is closed
const statusCodes = () => [1001, 4004];
""",
    "py": """
=== a look-up with what it is otherwise, and a variable
import websockets
def close_code_for(status):
    return CODES.get(status, «4400»)
def close_code(room):
    code = «4000»
    if room.full:
        code = «4001» if room.paid else «4002»
    return code
def close_code_timeout(room):
    pause = 3000
    return pause
def code_of(room):
    code = 4003
    return code
""",
    "php": """
=== what tests are run with
<?php
final class LineTest extends TestCase {
    /** WebSocket */
    public static function fatalCloseCodesProvider(): array { return [[«4004»], "rude" => [«4010», true]]; }
    public static function mildCloseCodesProvider(): array { return ["idle" => [«4002»], "full" => [«4003»]]; }
    public static function sizesProvider(): array { return [[4004], [4010]]; }
}
""",
    "java": """
=== what tests are run with
import okhttp3.WebSocket;
class LineTest {
    static Stream<Arguments> closeCodes() { return Stream.of(Arguments.of(«4005», true), Arguments.of(«1001», false)); }
    static Set<Integer> closeCodesOf(Room room) { return rooms.codes(room, 4000); }
}
""",
    "go": """
=== a slice
package line
import "github.com/gorilla/websocket"
func fatalCloseCodes() []int { return []int{«4001», «4004»} }
""",
    "dart": """
=== a getter
import 'package:web_socket_channel/web_socket_channel.dart';
class Line { Set<int> get fatalCloseCodes => {«4001», «4004»}; }
""",
    "swift": """
=== a property that is worked out
import Starscream
class Line { var fatalCloseCodes: Set<Int> { [«4001», «4004»] } }
""",
    "kt": """
=== a function of one expression
import okhttp3.WebSocket
fun fatalCloseCodes() = setOf(«4001», «4004»)
""",
}


@pytest.mark.parametrize(("suffix", "source"), cases(**GIVEN_BACK))
def test_codes_that_a_function_of_codes_gives_back(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "mentioned", "defined"))
