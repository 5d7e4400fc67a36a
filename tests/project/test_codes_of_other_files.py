"""Codes that another file defines, as Go, Rust, Java, Kotlin and C# write them: by path, as enums, as objects with a number."""

import re

import pytest

from wsclose.project.workspace import Workspace

from .test_across_files import codes_of
from .workspaces import InMemory, split, without_marks

RUST = """
=== a path in the place of an import
--- src/codes.rs
pub const IDLE: u16 = 4000;
pub const KICKED: u16 = 4001;
--- src/main.rs
mod codes;
mod rooms;
--- src/rooms/mod.rs
use axum::extract::ws::{CloseFrame, Message, WebSocket};

async fn leave(mut guest: WebSocket) {
    guest.send(Message::Close(Some(CloseFrame { code: «crate::codes::IDLE→4000», reason: "".into() }))).await.ok();
}

fn kicked(frame: &CloseFrame) -> bool {
    frame.code == «crate::codes::KICKED→4001»
}

=== a module of the same file
--- src/main.rs
use tungstenite::protocol::{CloseFrame, WebSocket};

mod codes {
    pub const IDLE: u16 = 4000;
}

fn leave(line: &mut WebSocket<TcpStream>) {
    line.close(Some(CloseFrame { code: «codes::IDLE→4000».into(), reason: "".into() })).ok();
}
"""

JAVA = """
=== an enum that is converted and then looked at by its bare names
--- src/org/example/Close.java
package org.example;

public enum Close {
    NORMAL(1000), IDLE(4000), KICKED(4001);

    private final int code;

    Close(int code) { this.code = code; }

    public int getCode() { return code; }

    public static Close fromCode(int code) { return null; }
}
--- src/org/example/Feed.java
package org.example;

import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

class Feed extends WebSocketListener {
    @Override
    public void onClosed(WebSocket line, int code, String reason) {
        switch (Close.fromCode(code)) {
            case «NORMAL→1000»:
                return;
            case «IDLE→4000», «KICKED→4001»:
                reconnect();
        }
    }

    void leave(WebSocket line) {
        line.close(«Close.KICKED→4001».getCode(), "kicked");
    }
}

=== an object that holds a number
--- src/org/example/WebSocketCloseReason.java
package org.example;

public class WebSocketCloseReason {
    public static final WebSocketCloseReason DISCONNECT = new WebSocketCloseReason(4002, "disconnected");
    public static final WebSocketCloseReason NORMAL = new WebSocketCloseReason(1000, "bye");

    private final int numericCloseCode;
    private final String message;

    public WebSocketCloseReason(int numericCloseCode, String message) {
        this.numericCloseCode = numericCloseCode;
        this.message = message;
    }

    public int getNumericCloseCode() {
        return numericCloseCode;
    }
}
--- src/org/example/Feed.java
package org.example;

import okhttp3.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.close(«WebSocketCloseReason.DISCONNECT→4002».getNumericCloseCode(), "bye");
    }
}

=== members that are imported without their class
--- src/org/example/protocol/Codes.java
package org.example.protocol;

public final class Codes {
    public static final int IDLE = 4000;
}
--- src/org/example/protocol/CloseCodes.java
package org.example.protocol;

public final class CloseCodes {
    public static final int KICKED = 4001;
}
--- src/org/example/rooms/Feed.java
package org.example.rooms;

import static org.example.protocol.Codes.IDLE;
import static org.example.protocol.CloseCodes.*;

import okhttp3.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.close(«IDLE→4000», "bye");
    }

    void kick(WebSocket line) {
        line.close(«KICKED→4001», "kicked");
    }
}
"""

KOTLIN = """
=== an enum that is looked up and then looked at
--- app/protocol/Close.kt
package org.example.protocol

enum class Close(val code: Int) {
    NORMAL(1000),
    IDLE(4000),
    KICKED(4001);

    companion object {
        fun fromCode(code: Int): Close? = entries.find { it.code == code }
    }
}
--- app/rooms/Feed.kt
package org.example.rooms

import okhttp3.WebSocket
import okhttp3.WebSocketListener
import org.example.protocol.Close

class Feed : WebSocketListener() {
    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        when (Close.fromCode(code)) {
            «Close.NORMAL→1000» -> return
            «Close.IDLE→4000», «Close.KICKED→4001» -> reconnect()
            else -> {}
        }
    }

    fun leave(line: WebSocket) {
        line.close(«Close.KICKED.code→4001», "kicked")
    }
}

=== a constant of a companion object
--- app/protocol/Codes.kt
package org.example.protocol

class Codes {
    companion object {
        const val IDLE = 4000
    }
}
--- app/rooms/Feed.kt
package org.example.rooms

import okhttp3.WebSocket
import org.example.protocol.Codes

fun leave(line: WebSocket) {
    line.close(code = «Codes.IDLE→4000», reason = null)
}

=== a constant that is imported without its object
--- app/protocol/Codes.kt
package org.example.protocol

object Codes {
    const val IDLE = 4000
}
--- app/rooms/Feed.kt
package org.example.rooms

import okhttp3.WebSocket
import org.example.protocol.Codes.IDLE

fun leave(line: WebSocket) {
    line.close(«IDLE→4000», null)
}
"""

CSHARP = """
=== patterns with names of another file
--- Protocol/CloseCodes.cs
namespace Example.Protocol;

public static class CloseCodes
{
    public const int Idle = 4000;
    public const int Kicked = 4001;
    public const int Full = 4002;
}
--- Protocol/CloseReasons.cs
namespace Example.Protocol;

public static class CloseReasons
{
    public const int Moved = 4005;
}
--- Rooms/Moving.cs
using System.Net.WebSockets;
using static Example.Protocol.CloseReasons;

class Moving
{
    Task MoveAsync(ClientWebSocket line) =>
        line.CloseAsync((WebSocketCloseStatus)«Moved→4005», "moved", CancellationToken.None);
}
--- Protocol/Ending.cs
namespace Example.Protocol;

public enum Ending
{
    Idle = 4000,
    Kicked,
}
--- Rooms/Feed.cs
using System.Net.WebSockets;
using Example.Protocol;

class Feed
{
    bool IsFinal(ClientWebSocket line) =>
        (int)line.CloseStatus is «CloseCodes.Idle→4000» or «Example.Protocol.CloseCodes.Kicked→4001» or (>= «4010→4010» and <= «4014→4014»);

    Task LeaveAsync(ClientWebSocket line) =>
        line.CloseAsync((WebSocketCloseStatus)«Ending.Kicked→4001», "kicked", CancellationToken.None);
}
"""

CASES = [
    pytest.param(files, id=f"{language}: {title}")
    for language, table in {"Rust": RUST, "Java": JAVA, "Kotlin": KOTLIN, "C#": CSHARP}.items()
    for title, files in split(table)
]


@pytest.mark.parametrize("files", CASES)
def test_names_of_other_files(files: dict[str, str]) -> None:
    workspace = Workspace(InMemory({path: without_marks(text) for path, text in files.items()}))
    for path, text in files.items():
        expected = [(written, int(number)) for written, number in re.findall("«(.*?)→(.*?)»", text)]
        assert codes_of(path, without_marks(text), workspace) == expected, path


GO = """
=== constants by the names that they share with codes of the registry
--- room/codes.go
package room

// CloseCode says why a WebSocket was closed.
type CloseCode uint16

const (
	StatusNormal        CloseCode = «1000→1000»
	StatusBadName                 = «1002→1002»
	StatusInternalError           = «1011→1011»
	PollEvery                     = 4001
)
--- room/leave.go
package room

import "github.com/gorilla/websocket"

func leave(line *websocket.Conn, named bool) {
	line.SetReadLimit(PollEvery)
	if named {
		log.Print(«StatusNormal→1000»)
	} else {
		log.Print(«StatusBadName→1002»)
	}
}

=== a field that a file beside this one gives one code or another
--- room/ending.go
package room

import "github.com/gorilla/websocket"

type ending struct{ closeCode int }

func (e *ending) read(size int) {
	e.closeCode = «websocket.CloseNormalClosure→1000»
	if size == 1 {
		e.closeCode = «websocket.CloseProtocolError→1002»
	}
}
--- room/kicks.go
package room

import "github.com/gorilla/websocket"

func isKick(told *ending, line *websocket.Conn) bool {
	return told.closeCode == «4001→4001»
}
"""


@pytest.mark.parametrize("files", [pytest.param(files, id=title) for title, files in split(GO)])
def test_constants_of_a_package(files: dict[str, str]) -> None:
    workspace = Workspace(InMemory({path: without_marks(text) for path, text in files.items()}))
    for path, text in files.items():
        expected = [(written, int(number)) for written, number in re.findall("«(.*?)→(.*?)»", text)]
        uses = ("sent", "compared", "defined", "mentioned")
        assert codes_of(path, without_marks(text), workspace, uses) == expected, path
