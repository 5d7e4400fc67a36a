"""The traps of Rust, Java, Kotlin, C#, Swift and Dart libraries, as a hover tells of them."""

import pytest
from tests.lsp.test_here import said

JDK = """import java.net.http.WebSocket;

class Feed {
    void leave(WebSocket line) {
        SEND
    }
}
"""
OKHTTP = """import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Feed : WebSocketListener() {
    override fun onClosing(webSocket: WebSocket, code: Int, reason: String) {
        SEND
    }
}
"""
NET = """using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        SEND
    }
}
"""
DART = """import 'dart:io';

Future<void> restart(HttpRequest request) async {
  final guest = await WebSocketTransformer.upgrade(request);
  SEND
}
"""
VAPOR = """import Vapor

func routes(_ app: Application) throws {
    app.webSocket("rooms") { request, guest in
        SEND
    }
}
"""
RUST = """use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};
use tokio_tungstenite::connect_async;

async fn leave() {
    let (mut line, _) = connect_async("wss://chat.example.org").await.unwrap();
    SEND
}
"""
FRAME = 'line.close(Some(CloseFrame { code: CODE, reason: "bye".into() })).await.ok();'
KTOR = """import io.ktor.client.plugins.websocket.*
import io.ktor.websocket.*

suspend fun talk(client: HttpClient) {
    client.webSocket("wss://chat.example.org") {
        SEND
    }
}
"""


@pytest.mark.parametrize(
    ("path", "template", "send", "at", "sentence"),
    [
        ("Feed.java", JDK, 'line.sendClose(1002, "bye");', "1002", "It takes 1000–1001, 1008, 1011, 3000–4999."),
        (
            "Feed.java",
            JDK,
            'line.sendClose(1002, "bye");',
            "1002",
            "`sendClose()` throws nothing, but its future fails with **IllegalArgumentException**",
        ),
        ("Feed.java", JDK, 'line.sendClose(1002, "bye");', "1002", "the connection stays open"),
        ("Feed.kt", OKHTTP, "webSocket.cancel()", "cancel", "The server sees **1006** (abnormal)"),
        ("Feed.kt", OKHTTP, "webSocket.cancel()", "cancel", "To say goodbye first, send a close frame: `close()`."),
        ("Feed.kt", OKHTTP, "tell(code)", "code", "`OkHttp` does not answer a close frame: until `close()` is called"),
        (
            "Feed.cs",
            NET,
            "var code = line.CloseStatus;",
            "CloseStatus",
            "does not answer a close frame: until `CloseOutputAsync()` is called, the peer waits.",
        ),
        (
            "Feed.cs",
            NET,
            "await line.CloseAsync(WebSocketCloseStatus.Empty, null, default);",
            "WebSocketCloseStatus.Empty",
            "sends it unchecked, and the server has to end the connection with 1002",
        ),
        (
            "rooms.dart",
            DART,
            "await guest.close(1012);",
            "1012",
            "`dart:io` refuses it: `close()` throws **WebSocketException** and the connection stays open.",
        ),
        ("rooms.dart", DART, "await guest.close(1012);", "1012", "It takes 1000–1003, 1007–1011, 3000–65535."),
        ("routes.swift", VAPOR, "guest.close()", "close", "`WebSocketKit` sends **1001** when no code is given."),
        ("routes.swift", VAPOR, "guest.close()", "close", "### Closes with 1001"),
        (
            "feed.rs",
            RUST,
            FRAME.replace("CODE", "CloseCode::Abnormal"),
            "CloseCode::Abnormal",
            "`tokio-tungstenite` sends it unchecked, and the server has to end the connection with 1002",
        ),
        (
            "feed.rs",
            RUST,
            FRAME.replace("CODE", "CloseCode::Library(4001)"),
            "4001",
            "`tokio-tungstenite` sends it, and the server receives **4001**.",
        ),
        (
            "src/jsMain/kotlin/Feed.kt",
            KTOR,
            'close(CloseReason(CloseReason.Codes.GOING_AWAY, "bye"))',
            "CloseReason.Codes.GOING_AWAY",
            "`Ktor` refuses it: `close()` throws **InvalidAccessError**",
        ),
        (
            "src/jsMain/kotlin/Feed.kt",
            KTOR,
            'close(CloseReason(4001, "bye"))',
            "4001",
            "`Ktor` reads 4001 as “no code”: the close frame is empty, and the server sees **1005**.",
        ),
        (
            "src/jvmMain/kotlin/Feed.kt",
            KTOR,
            'close(CloseReason(4001, "bye"))',
            "4001",
            "`Ktor` sends it, and the server receives **4001**.",
        ),
    ],
)
def test_a_trap_is_told(path: str, template: str, send: str, at: str, sentence: str) -> None:
    assert sentence in said(path, template, send, at)


def test_a_trap_is_told_in_the_language_of_the_reader() -> None:
    korean = said("Feed.java", JDK, 'line.sendClose(1002, "bye");', "1002", "ko")
    assert "반환된 future가 **IllegalArgumentException**" in korean
    assert "스스로 답하지 않습니다" in said("Feed.kt", OKHTTP, "tell(code)", "code", "ko")
