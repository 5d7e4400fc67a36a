"""What a file says depends on others: constants, enums, tables, wrappers and classes are followed to where they stand."""

import re

import pytest

from wsclose.analysis.facts import CloseCall, CodeUse, SentCode
from wsclose.project.workspace import Workspace

from .workspaces import InMemory, checker, split, without_marks

JAVASCRIPT = """
=== a constant, a default and a whole module
--- src/codes.js
export const IDLE = 4000;
export default { kicked: 4001 };
--- src/feed.js
import others, { IDLE } from "./codes";
import * as codes from "./codes.js";
const line = new WebSocket(address);
line.close(«IDLE→4000»);
line.close(«others.kicked→4001»);
line.close(«codes.IDLE→4000»);

=== an object and an enum, under other names
--- src/protocol/codes.ts
export enum Close {
  Idle = 4000,
  Kicked,
}
export const CODES = { banned: 4005 } as const;
--- src/feed.ts
import { Close as Reason, CODES } from "./protocol/codes";
declare const line: WebSocket;
line.close(«Reason.Kicked→4001»);
line.close(«CODES.banned→4005»);
line.onclose = (event) => event.code === «Reason.Idle→4000»;

=== a folder with an index
--- src/codes/index.ts
export const IDLE = 4000;
--- src/feed.ts
import { IDLE } from "./codes";
declare const line: WebSocket;
line.close(«IDLE→4000»);

=== sockets that another file keeps
--- src/guests.ts
export interface Guest { line: WebSocket; name: string }
export const guests = new Map<string, Guest>();
export const lines: WebSocket[] = [];
export const names = new Map<string, string>();
--- src/feed.ts
import { guests, lines, names } from "./guests";
guests.get(id)?.line.close(«4001→4001»);
for (const line of lines) line.close(«4002→4002»);
names.get(id).close(4003);

=== modules that are required
--- lib/codes.js
module.exports = { IDLE: 4000 };
--- lib/more.js
exports.KICKED = 4001;
--- lib/feed.js
const { IDLE } = require("./codes");
const more = require("./more");
const WebSocket = require("ws");
const line = new WebSocket(address);
line.close(«IDLE→4000»);
line.close(«more.KICKED→4001»);

=== what is handed on by another module
--- src/codes/idle.ts
export const IDLE = 4000;
export const STALE = 4009;
--- src/codes/kicked.ts
const KICKED = 4001;
export { KICKED as THROWN_OUT };
--- src/codes/index.ts
export * from "./idle";
export { THROWN_OUT, THROWN_OUT as GONE } from "./kicked";
export * as all from "./idle";
--- src/feed.ts
import { GONE, IDLE, THROWN_OUT, all } from "./codes";
declare const line: WebSocket;
line.close(«IDLE→4000»);
line.close(«THROWN_OUT→4001»);
line.close(«GONE→4001»);
line.close(«all.STALE→4009»);

=== what is imported and exported again
--- src/idle.js
export const IDLE = 4000;
--- src/index.js
import { IDLE } from "./idle.js";
export { IDLE };
--- src/feed.js
import { IDLE } from "./index.js";
new WebSocket(address).close(«IDLE→4000»);

=== a default that has a name of its own
--- src/codes.js
const codes = { idle: 4000 };
export default codes;
--- src/feed.js
import reasons from "./codes";
new WebSocket(address).close(«reasons.idle→4000»);

=== an alias for the sources
--- src/lib/codes.ts
export const IDLE = 4000;
--- src/pages/feed.tsx
import { IDLE } from "@/lib/codes";
declare const line: WebSocket;
line.close(«IDLE→4000»);

=== an alias of the project's own
--- tsconfig.json
{
  // where the modules are
  "extends": "./tsconfig.base.json",
  "compilerOptions": {
    "baseUrl": ".",
    "paths": { "~protocol/*": ["packages/protocol/src/*"], "codes": ["packages/codes.ts"], },
  },
}
--- packages/protocol/src/close.ts
export const IDLE = 4000;
--- packages/codes.ts
export const KICKED = 4001;
--- apps/web/feed.ts
import { KICKED } from "codes";
import { IDLE } from "~protocol/close";
declare const line: WebSocket;
line.close(«IDLE→4000»);
line.close(«KICKED→4001»);

=== another package of the same repository
--- packages/protocol/package.json
{ "name": "@example/protocol", "main": "lib/index.js" }
--- packages/protocol/src/index.ts
export * from "./close";
export default class Protocol {}
--- packages/protocol/src/close.ts
export const IDLE = 4000;
export abstract class Client {
  protected line?: WebSocket;
}
--- packages/codes/package.json
{ "name": "codes", "main": "./codes.js" }
--- packages/codes/codes.js
export const KICKED = 4001;
--- apps/web/package.json
{ "name": "web" }
--- apps/web/feed.ts
import { KICKED } from "codes";
import { Client as Base, IDLE } from "@example/protocol";
import { IDLE as SAME } from "@example/protocol/close";
import { IDLE as NONE } from "@example/other";
export class Client extends Base {
  leave() {
    this.line.close(«IDLE→4000»);
    this.line.close(«SAME→4000»);
    this.line.close(«KICKED→4001»);
    this.line.close(NONE);
  }
}

=== a wrapper and a class of another file
--- src/line.js
const socket = new WebSocket(address);
export function leave(code, reason) {
  socket.close(code, reason);
}
export const drop = (code) => socket.close(code);
export class Line {
  constructor() {
    this.socket = new WebSocket(address);
  }
  quit(reason, code) {
    this.socket.close(code, reason);
  }
}
--- src/feed.js
import { Line, drop, leave } from "./line.js";
// a WebSocket is behind all of these
leave(«1006→1006», "bye");
drop(«1005→1005»);
const line = new Line();
line.quit("bye", «1006→1006»);

=== each of several of another file's class
--- src/line.ts
export class Line {
  private socket = new WebSocket(address);
  async quit(code: number, reason: string) {
    this.socket.close(code, reason);
  }
}
--- src/feed.ts
import { Line } from "./line";
// a WebSocket is behind all of these
const lines = new Map<number, Line>();
Array.from(lines.values()).map(async (line) => {
  await line.quit(«4000→4000», "moved");
});

=== a connection that another file makes
--- src/open.ts
export function open(): WebSocket {
  return new WebSocket(address);
}
export const shared = new WebSocket(address);
--- src/feed.ts
import { open, shared } from "./open";
open().close(«1000→1000»);
shared.close(«4000→4000»);

=== files that import each other
--- src/a.js
import { KICKED } from "./b.js";
export const IDLE = 4000;
new WebSocket(address).close(«KICKED→4001»);
--- src/b.js
import { IDLE } from "./a.js";
export const KICKED = 4001;
new WebSocket(address).close(«IDLE→4000»);

=== files that hand each other on for ever
--- src/a.js
export * from "./b.js";
--- src/b.js
export * from "./a.js";
export { IDLE } from "./a.js";
--- src/feed.js
import { IDLE } from "./a.js";
new WebSocket(address).close(IDLE);

=== files that are not there
--- src/feed.js
import { IDLE } from "./codes";
import { KICKED } from "@/codes";
import other from "some-package";
const line = new WebSocket(address);
line.close(IDLE);
line.close(KICKED);
line.close(other.code);
line.close(«4002→4002»);

=== the same name in a file that is not imported
--- src/codes.js
export const IDLE = 4000;
--- src/feed.js
const line = new WebSocket(address);
line.close(IDLE);
"""

PYTHON = """
=== relative imports
--- rooms/__init__.py
--- rooms/codes.py
IDLE = 4000

class Close:
    KICKED = 4001
--- rooms/web/feed.py
from starlette.websockets import WebSocket
from .. import codes
from ..codes import IDLE, Close as Reason

async def leave(guest: WebSocket):
    await guest.close(«IDLE→4000»)
    await guest.close(«Reason.KICKED→4001»)
    await guest.close(«codes.IDLE→4000»)

=== absolute imports, below a folder of sources, too
--- src/rooms/codes.py
from enum import IntEnum

class Close(IntEnum):
    IDLE = 4000
--- src/rooms/feed.py
import rooms.codes
from rooms.codes import Close
from starlette.websockets import WebSocket

async def leave(guest: WebSocket):
    await guest.close(«Close.IDLE→4000»)
    await guest.close(«rooms.codes.Close.IDLE→4000»)

=== what a package hands on
--- rooms/__init__.py
from .codes import IDLE
from .more import *
--- rooms/codes.py
IDLE = 4000
--- rooms/more.py
KICKED = 4001
--- app.py
from rooms import IDLE, KICKED
from starlette.websockets import WebSocket

async def leave(guest: WebSocket):
    await guest.close(«IDLE→4000»)
    await guest.close(«KICKED→4001»)

=== a wrapper, and a base class
--- rooms/base.py
from starlette.websockets import WebSocket
from tornado.websocket import WebSocketHandler

async def refuse(guest: WebSocket, code: int):
    await guest.close(code)

class Base(WebSocketHandler):
    pass
--- rooms/feed.py
from rooms.base import Base, refuse

class Feed(Base):
    def on_message(self, message):
        self.close(«1003→1003»)

async def enter(guest):
    await refuse(guest, «1006→1006»)

=== modules that import each other
--- a.py
from b import KICKED
from starlette.websockets import WebSocket
IDLE = 4000

async def leave(guest: WebSocket):
    await guest.close(«KICKED→4001»)
--- b.py
from a import IDLE
KICKED = 4001
"""

GO = """
=== the package at the top of the module, by the module's name
--- go.mod
module example.org/rooms/v2

go 1.22
--- rooms.go
package rooms

import "github.com/coder/websocket"

const CodeKicked websocket.StatusCode = 4001
--- server/net.go
package server

const CodeKicked = 7
--- server/cmd/main.go
package main

import (
	"example.org/rooms/v2"
	"github.com/coder/websocket"
)

func leave(line *websocket.Conn) {
	line.Close(«rooms.CodeKicked→4001», "")
}

=== a package of the module that has the name of a library
--- go.mod
module example.org/rooms
--- websocket/codes.go
package websocket

const StatusGoingAway = 4001
--- server/main.go
package server

import (
	"example.org/rooms/websocket"
	line "github.com/coder/websocket"
)

func leave(conn *line.Conn) {
	conn.Close(«websocket.StatusGoingAway→4001», "")
}

=== the files of a package, and another package of the module
--- go.mod
module example.org/rooms

--- hub/codes.go
package hub

const closeKicked = 4001
--- protocol/codes.go
package protocol

const CloseIdle = 4000

func Refuse(line *websocket.Conn, code int) {}
--- hub/hub.go
package hub

import (
	"example.org/rooms/protocol"
	"github.com/coder/websocket"
)

func leave(line *websocket.Conn) {
	line.Close(«protocol.CloseIdle→4000», "")
	line.Close(«closeKicked→4001», "")
}

=== a package of many files, of which the last one has it
--- go.mod
module example.org/rooms
--- protocol/a.go
package protocol
--- protocol/b.go
package protocol
--- protocol/c.go
package protocol
--- protocol/d.go
package protocol
--- protocol/e.go
package protocol
--- protocol/f.go
package protocol

const (
	CloseIdle = 4000 + iota
	CloseMoved
)
--- hub/hub.go
package hub

import (
	"example.org/rooms/protocol"
	"github.com/coder/websocket"
)

func leave(line *websocket.Conn) {
	line.Close(«protocol.CloseIdle→4000», "")
	line.Close(«protocol.CloseMoved→4001», "")
}

=== a wrapper and a struct of another file of the package
--- hub/guest.go
package hub

import "github.com/gorilla/websocket"

type guest struct {
	line *websocket.Conn
}

func (g *guest) leave(code int) {
	g.line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
}

func refuse(line *websocket.Conn, code int) {
	line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
}
--- hub/hub.go
package hub

// of guests behind a websocket
func enter(g *guest) {
	g.leave(«1006→1006»)
	refuse(g.line, «1005→1005»)
}
"""

RUST = """
=== a crate of the workspace, and the own crate in its tests, by their names
--- Cargo.toml
[workspace]
members = ["room-codes", "hall"]
--- room-codes/Cargo.toml
[package]
version = "1.0.0"
name = "room-codes"
--- room-codes/src/lib.rs
pub mod ends;
pub const IDLE: u16 = 4000;
--- room-codes/src/ends.rs
pub const KICKED: u16 = 4001;
--- hall/Cargo.toml
[package]
name = "hall"

[dependencies]
room-codes = { path = "../room-codes" }
--- hall/src/lib.rs
pub const MOVED: u16 = 4002;
--- hall/tests/leaving.rs
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use hall::MOVED;
use room_codes::{ends::KICKED, IDLE};

async fn leave(mut socket: WebSocket) {
    socket.send(Message::Close(Some(CloseFrame { code: «IDLE→4000», reason: "".into() }))).await;
    socket.send(Message::Close(Some(CloseFrame { code: «KICKED→4001», reason: "".into() }))).await;
    socket.send(Message::Close(Some(CloseFrame { code: «MOVED→4002», reason: "".into() }))).await;
}

=== constants of the crate
--- src/codes.rs
pub const IDLE: u16 = 4000;
--- src/main.rs
mod codes;
mod rooms;
--- src/rooms/mod.rs
use crate::codes::IDLE;
use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn leave(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: «IDLE→4000», reason: "".into() }))).await.ok();
}
"""

JAVA = """
=== a class of the same package, and of another one
--- src/main/java/org/example/protocol/CloseCodes.java
package org.example.protocol;

public final class CloseCodes {
    public static final int IDLE = 4000;
}
--- src/main/java/org/example/rooms/Kicked.java
package org.example.rooms;

final class Kicked {
    static final int CODE = 4001;
}
--- src/main/java/org/example/rooms/Feed.java
package org.example.rooms;

import okhttp3.WebSocket;
import org.example.protocol.CloseCodes;

class Feed {
    void leave(WebSocket line) {
        line.close(«CloseCodes.IDLE→4000», null);
        line.close(«Kicked.CODE→4001», null);
    }
}
"""

KOTLIN = """
=== an object and a constant at the top
--- app/src/main/kotlin/protocol/CloseCodes.kt
package org.example.protocol

object CloseCodes {
    const val IDLE = 4000
}
--- app/src/main/kotlin/rooms/Feed.kt
package org.example.rooms

import okhttp3.WebSocket
import org.example.protocol.CloseCodes

fun leave(line: WebSocket) {
    line.close(«CloseCodes.IDLE→4000», null)
}

=== an enum of a package of which everything is imported, in a file called after another class
--- app/src/main/kotlin/org/example/models/Feed.kt
package org.example.models

enum class FeedCode(val value: Int) {
    IDLE(4000),
    REFUSED(1008),
}
--- app/src/main/kotlin/org/example/services/Feed.kt
package org.example.services

import kotlinx.coroutines.*
import okhttp3.WebSocket
import org.example.models.*

fun leave(line: WebSocket, idle: Boolean) {
    if (idle) line.close(«FeedCode.IDLE.value→4000», null)
    line.close(«FeedCode.REFUSED.value→1008», null)
}

=== a constant of a package is where the import says
--- src/main/kotlin/rooms/common/Socket.kt
package rooms.common

import okhttp3.WebSocket

internal const val AGAIN = 4002

internal class ChatSocket<T>(private val webSocket: WebSocket) {
    fun close(source: String, code: Int) = webSocket.close(code, source)
}
--- src/main/kotlin/rooms/chat/Chat.kt
package rooms.chat

import rooms.common.AGAIN
import rooms.common.ChatSocket

class Chat(private var webSocket: ChatSocket<Message>?) {
    fun again() {
        webSocket?.close("again", «AGAIN→4002»)
    }
}

=== a constant of a package, in its tests and in another module
--- protocol/src/main/kotlin/org/example/protocol/Endings.kt
package org.example.protocol

const val IDLE: Int = 4000
const val KICKED: Int = 4001
--- protocol/src/test/kotlin/org/example/protocol/LeavingTest.kt
package org.example.protocol

import okhttp3.WebSocket

class LeavingTest {
    fun leaves(line: WebSocket) {
        line.close(«KICKED→4001», null)
    }
}
--- app/src/main/kotlin/org/example/rooms/Room.kt
package org.example.rooms

import okhttp3.WebSocket
import org.example.protocol.IDLE

fun leave(line: WebSocket) {
    line.close(«IDLE→4000», null)
}
"""

CSHARP = """
=== constants of a static class
--- Protocol/CloseCodes.cs
namespace Example.Protocol;

public static class CloseCodes
{
    public const int Idle = 4000;
}
--- Rooms/Feed.cs
using System.Net.WebSockets;
using Example.Protocol;

class Feed
{
    Task LeaveAsync(WebSocket line) => line.CloseAsync((WebSocketCloseStatus)«CloseCodes.Idle→4000», null, default);
}
"""

SWIFT = """
=== an enum of another file
--- Sources/Rooms/CloseCodes.swift
enum CloseCodes {
    static let idle = 4000
}
--- Sources/Rooms/Feed.swift
import Foundation

func leave(task: URLSessionWebSocketTask) {
    task.cancel(with: URLSessionWebSocketTask.CloseCode(rawValue: «CloseCodes.idle→4000»)!, reason: nil)
}
"""

DART = """
=== relative and package imports
--- lib/codes.dart
const int idle = 4000;
--- lib/src/more.dart
class CloseCodes {
  static const int kicked = 4001;
}
--- lib/src/feed.dart
import 'package:rooms/codes.dart';
import 'package:web_socket_channel/web_socket_channel.dart';
import 'more.dart';

Future<void> leave(WebSocketChannel line) async {
  await line.sink.close(«idle→4000»);
  await line.sink.close(«CloseCodes.kicked→4001»);
}

=== a getter of a class of another file
--- lib/guest.dart
import 'dart:io';

class Guest {
  WebSocket? _line;
  WebSocket? get upgraded => _line;
}
--- lib/rooms.dart
import 'guest.dart';

void leave(Guest guest) {
  guest.upgraded?.close(«4001→4001»);
  var line = guest.upgraded;
  line?.close(«4002→4002»);
}

=== what is exported again is handed on, what is imported is not
--- lib/codes.dart
const int idle = 4000;
--- lib/rooms.dart
export 'codes.dart';
--- lib/others.dart
import 'hidden.dart';
--- lib/hidden.dart
const int kicked = 4001;
--- lib/src/feed.dart
import 'package:rooms/rooms.dart';
import 'package:rooms/others.dart';
import 'package:web_socket_channel/web_socket_channel.dart';

Future<void> leave(WebSocketChannel line) async {
  await line.sink.close(«idle→4000»);
  await line.sink.close(kicked);
}
"""

PHP = """
=== constants of a class
--- src/CloseCode.php
<?php
namespace Example;

final class CloseCode
{
    public const IDLE = 4000;
}
--- src/Rooms.php
<?php
namespace Example;

use Ratchet\\ConnectionInterface;

function leave(ConnectionInterface $guest)
{
    $guest->close(«CloseCode::IDLE→4000»);
}
"""

RUBY = """
=== constants of a module
--- lib/close_code.rb
module CloseCode
  IDLE = 4000
end
--- lib/feed.rb
require "faye/websocket"
require_relative "close_code"

line = Faye::WebSocket::Client.new(address)
line.close(«CloseCode::IDLE→4000»)
"""

CASES = [
    pytest.param(files, id=f"{language}: {title}")
    for language, table in {
        "JavaScript": JAVASCRIPT, "Python": PYTHON, "Go": GO, "Rust": RUST, "Java": JAVA, "Kotlin": KOTLIN, "C#": CSHARP,
        "Swift": SWIFT, "Dart": DART, "PHP": PHP, "Ruby": RUBY,
    }.items()
    for title, files in split(table)
]  # fmt: skip


def codes_of(
    path: str, text: str, workspace: Workspace, uses: tuple[str, ...] = ("sent", "compared")
) -> list[tuple[str, int]]:
    """The codes that a file sends or compares with, as they are written."""
    data = text.encode()
    found = set()
    for placed in checker(path, text, workspace).checked().facts:
        for fact in placed.facts.facts:
            if isinstance(fact, SentCode) or (isinstance(fact, CodeUse) and fact.use in uses):
                number = fact.code.number if isinstance(fact, SentCode) else fact.number
                start, end = placed.start + fact.start, placed.start + fact.end
                found.add((start, data[start:end].decode(), number))
    return [(written, number) for _, written, number in sorted(found)]


@pytest.mark.parametrize("files", CASES)
def test_names_of_other_files(files: dict[str, str]) -> None:
    workspace = Workspace(InMemory({path: without_marks(text) for path, text in files.items()}))
    for path, text in files.items():
        if path.endswith((".json", ".mod", ".toml")):
            continue
        expected = [(written, int(number)) for written, number in re.findall("«(.*?)→(.*?)»", text)]
        assert codes_of(path, without_marks(text), workspace) == expected, path


def test_a_librarys_own_tests_need_no_import_of_it() -> None:
    dials = """package websocket

func TestDial(t *testing.T) {
	dialer := Dialer{HandshakeTimeout: soon}
	line, _, err := dialer.Dial("ws://localhost", nil)
	if err == nil {
		line.Close()
	}
}
"""
    own = "package websocket\n\ntype Conn struct{ conn net.Conn }\n\ntype Dialer struct{}\n"
    for module, count in (("github.com/gorilla/websocket", 1), ("example.org/rooms", 0)):
        files = {"go.mod": f"module {module}\n", "dial.go": own, "dial_test.go": dials}
        checked = checker("dial_test.go", dials, Workspace(InMemory(files))).checked()
        assert sum(isinstance(fact, CloseCall) for each in checked.facts for fact in each.facts.facts) == count


def test_what_extends_a_table_of_codes_is_one() -> None:
    files = {
        "/app/src/Base/Ends.php": """\
<?php
namespace App\\Base;

class Ends { // of a WebSocket
    const NORMAL_CLOSE = 1000;
    const GOING_AWAY = 1001;
    const PROTOCOL_ERROR = 1002;
}
""",
        "/app/src/Room/Ends.php": """\
<?php
namespace App\\Room; // over a WebSocket

use App\\Base\\Ends as BaseEnds;

class Ends extends BaseEnds {
    const KICKED = 4001;
    const IDLE = 4008;
}
""",
        "/app/src/Room/Sizes.php": """\
<?php
namespace App\\Room; // over a WebSocket

class Sizes extends Limits {
    const LARGE = 4001;
    const HUGE = 4096;
}
""",
    }
    workspace = Workspace(InMemory(files))

    def defined(path: str) -> list[int]:
        facts = [
            fact for placed in checker(path, files[path], workspace).checked().facts for fact in placed.facts.facts
        ]
        return [fact.number for fact in facts if isinstance(fact, CodeUse) and fact.use == "defined"]

    assert defined("/app/src/Room/Ends.php") == [4001, 4008]
    assert defined("/app/src/Room/Sizes.php") == []


def test_an_enum_that_says_of_two_members_what_they_are() -> None:
    told = "export enum Told { GoingAway = 1001, ProtocolError = 1002, Kicked = 4001 }\nexport enum Size { GoingAway = 10, Page = 4001 }\n"
    text = 'import { Size, Told } from "./told";\ndeclare const line: WebSocket;\nconst failure = new Failure(Told.Kicked, Size.Page, line);\n'
    workspace = Workspace(InMemory({"src/told.ts": told, "src/feed.ts": text}))
    facts = [fact for placed in checker("src/feed.ts", text, workspace).checked().facts for fact in placed.facts.facts]
    assert [fact.name for fact in facts if isinstance(fact, CodeUse)] == ["Told.Kicked"]


def test_a_namespace_that_a_library_has_too_is_the_projects_own() -> None:
    files = {
        "/app/src/Ends/CloseCode.php": """\
<?php
namespace WebSocket\\Ends;

enum CloseCode: int
{
    case NORMAL_CLOSURE = 1000;
    case PROTOCOL_ERROR = 1002;
    case MESSAGE_TOO_BIG = 1009;
}
""",
        "/app/src/Reader.php": """\
<?php
namespace WebSocket;

use WebSocket\\Ends\\CloseCode;

class Reader
{
    public function tooLarge(CloseCode $code): bool
    {
        return $code === «CloseCode::MESSAGE_TOO_BIG→1009»;
    }
}
""",
    }
    text = files["/app/src/Reader.php"]
    workspace = Workspace(InMemory({path: without_marks(each) for path, each in files.items()}))
    assert codes_of("/app/src/Reader.php", without_marks(text), workspace) == [("CloseCode::MESSAGE_TOO_BIG", 1009)]
