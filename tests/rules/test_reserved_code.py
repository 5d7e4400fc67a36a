"""reserved-code"""

import pytest

from .support import Case, findings, invalid, run, valid

CASES = [
    valid("javascript", 'const socket = new WebSocket("wss://example.org");\nsocket.close(1000, "done");\n'),
    valid("javascript", 'import { server } from "./server.js";\nserver.listen(1006);\nsetTimeout(drain, 1005);\n'),
    # uWebSockets.js reads these numbers as "no code"
    valid(
        "typescript",
        'import { App, WebSocket } from "uWebSockets.js";\n\nApp().ws("/*", { open: (socket) => socket.end(1005) });\n',
    ),
    valid(
        "go",
        """package hub

import "github.com/gorilla/websocket"

func empty(conn *websocket.Conn) error {
	return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNoStatusReceived, ""))
}
""",
    ),
    valid(
        "python",
        """import websockets


async def listen(connection: websockets.ClientConnection) -> bool:
    await connection.wait_closed()
    return connection.close_code == 1006
""",
    ),
    valid(  # says that there is nobody to tell any more
        "python",
        """from websockets.asyncio.server import ServerConnection


async def fail(connection: ServerConnection, code: int = 1006, reason: str = "") -> None:
    if code != 1006 and connection.state is State.OPEN:
        await connection.close(code, reason)
""",
    ),
    invalid(
        "python",
        """from websockets.asyncio.server import ServerConnection


async def fail(connection: ServerConnection, code: int = «1006», reason: str = "") -> None:
    if reason != "" and connection.state is State.OPEN:
        await connection.close(code, reason)
""",
    ),
    invalid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(«1006», "gone");\n',
        "1006 is never sent: it is what an endpoint tells itself when the connection was lost",
        ['socket.close(4500, "gone");'],
    ),
    invalid(
        "typescript",
        """import { WebSocket } from "ws";

enum Goodbye {
  Lost = 1006,
  Done = 1000,
}

export const drop = (socket: WebSocket): void => socket.close(«Goodbye.Lost»);
""",
        fixed=[
            "export const drop = (socket: WebSocket): void => socket.close(1011);",
            "export const drop = (socket: WebSocket): void => socket.close(4500);",
        ],
    ),
    valid(  # a code for whatever the project's own enum says: none of them was chosen
        "swift",
        """import Foundation

enum Ending { case done, lost, away, silent }

func close(_ task: URLSessionWebSocketTask, as ending: Ending) {
    let code: URLSessionWebSocketTask.CloseCode = switch ending {
    case .done: .normalClosure
    case .lost: .abnormalClosure
    case .away: .goingAway
    case .silent: .noStatusReceived
    }
    task.cancel(with: code, reason: nil)
}
""",
    ),
    invalid(
        "swift",
        """import Foundation

func close(_ task: URLSessionWebSocketTask, lost: Bool) {
    let code: URLSessionWebSocketTask.CloseCode = switch lost {
    case true: «.abnormalClosure»
    case false: .goingAway
    }
    task.cancel(with: code, reason: nil)
}
""",
    ),
    valid(  # what a test expects to hear, and nobody sends
        "rust",
        """use ws_stream_wasm::{CloseEvent, WsErr, WsMeta};

async fn refused() {
    let error = WsMeta::connect("ws://127.0.0.1:1", None).await.unwrap_err();
    let event = CloseEvent { code: 1006, reason: String::new(), was_clean: false };
    assert_eq!(WsErr::ConnectionFailed { event }, error);
}
""",
    ),
    invalid(  # a number cannot stand where a whole frame does
        "java",
        """import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

class Hub {
    void drop(WebSocketSession session) throws Exception {
        session.close(«CloseStatus.NO_CLOSE_FRAME»);
    }
}
""",
        fixed=[
            "session.close(CloseStatus.SERVER_ERROR);",
            "session.close(CloseStatus.SESSION_NOT_RELIABLE);",
        ],
    ),
    invalid(
        "python",
        """from websockets.sync.client import connect

with connect("ws://localhost:8001") as connection:
    connection.close(code=«1005»)
""",
        "when a close frame came without a code",
        ["connection.close(code=1000)"],
    ),
    invalid(
        "python",
        """import aiohttp


async def leave(session: aiohttp.ClientSession) -> None:
    async with session.ws_connect("wss://example.org") as ws:
        await ws.close(code=«aiohttp.WSCloseCode.ABNORMAL_CLOSURE», message=b"bye")
""",
        fixed=[
            'await ws.close(code=aiohttp.WSCloseCode.INTERNAL_ERROR, message=b"bye")',
            'await ws.close(code=4500, message=b"bye")',
        ],
    ),
    invalid(
        "go",
        """package hub

import (
	"context"

	"github.com/coder/websocket"
)

func abort(ctx context.Context) error {
	conn, _, err := websocket.Dial(ctx, "wss://example.org", nil)
	if err != nil {
		return err
	}
	return conn.Close(«websocket.StatusTLSHandshake», "no certificate")
}
""",
        "when the TLS handshake failed",
        [
            'return conn.Close(websocket.StatusInternalError, "no certificate")',
            'return conn.Close(4500, "no certificate")',
        ],
    ),
    invalid(
        "go",
        """package hub

import "github.com/gorilla/websocket"

func reject(conn *websocket.Conn) error {
	return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(«1004», "full"))
}
""",
        "1004 is reserved and has no meaning",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_reserved_code(case: Case) -> None:
    run("reserved-code", case)


WITHIN = """package a;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;

class Gateway {
    private Channel channel;

    void close(int code, String reason) {
        if (code != 1006) channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
        channel.close();
    }

    class WebSocketHandler extends SimpleChannelInboundHandler<Object> {
        public void channelInactive() {
            close(1006, "lost");
        }
    }
}
"""


def test_a_method_of_the_class_around_says_what_it_sends() -> None:
    assert not findings("java", WITHIN, "reserved-code")


def test_no_code_at_all_is_offered_where_a_close_can_do_without() -> None:
    browser = findings(
        "javascript", "function leave(line) {\n  new WebSocket(address).close(1006);\n}\n", "reserved-code"
    )
    assert [one.help for one in browser] == ["send 4500, or no code at all"]
    source = (
        "using System.Net.WebSockets;\n\nclass Feed\n{\n    Task Leave(ClientWebSocket line) =>\n"
        "        line.CloseAsync(WebSocketCloseStatus.Empty, null, default);\n}\n"
    )
    assert [one.help for one in findings("csharp", source, "reserved-code")] == ["send 1000"]
