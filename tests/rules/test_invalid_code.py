"""invalid-code"""

import pytest

from .support import Case, invalid, run, valid

CASES = [
    valid(
        "javascript", 'const socket = new WebSocket("wss://example.org");\nsocket.close(3000);\nsocket.close(4999);\n'
    ),
    valid(
        "javascript", 'import http from "node:http";\n\nhttp.createServer((req, res) => res.writeHead(401).end());\n'
    ),
    # a time limit on something that may be no WebSocket
    valid("javascript", "export function stop(socket) {\n  socket.close(500 * 4);\n  socket.close(0);\n}\n"),
    valid(
        "python",
        """from websockets.asyncio.server import serve


async def main(handler) -> None:
    async with serve(handler, "0.0.0.0", 8765, max_size=2000) as server:
        await server.serve_forever()
""",
    ),
    # every number below 1000 means "no code" to nobody here, but 1005 does
    valid(
        "go",
        """package hub

import "github.com/gorilla/websocket"

var goodbye = websocket.FormatCloseMessage(1005, "")
""",
    ),
    invalid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(«401»);\n',
        "401 is an HTTP status, not a close code: close() throws InvalidAccessError and the socket stays open.",
        ["socket.close(4401);", "socket.close(3000);"],
    ),
    invalid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(«500», "boom");\n',
        fixed=['socket.close(4500, "boom");'],
    ),
    invalid(
        "typescript",
        """import WebSocket, { WebSocketServer } from "ws";

const server = new WebSocketServer({ port: 8080 });

server.on("connection", (socket: WebSocket, request) => {
  if (!request.headers.cookie) socket.close(«403», "not allowed");
});
""",
        "close() throws TypeError",
        [
            'if (!request.headers.cookie) socket.close(4403, "not allowed");',
            'if (!request.headers.cookie) socket.close(3003, "not allowed");',
        ],
    ),
    invalid(
        "javascript",
        'import WebSocket from "ws";\n\nnew WebSocket("wss://example.org").close(«0»);\n',
        "they begin at 1000",
        ['new WebSocket("wss://example.org").close(1000);'],
    ),
    invalid(
        "python",
        """from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/rooms/{room}")
async def room(websocket: WebSocket, room: int):
    await websocket.accept()
    await websocket.close(«500», "no such room")
""",
        "close() raises ProtocolError and drops the connection without a close frame",
        ['await websocket.close(1011, "no such room")', 'await websocket.close(4500, "no such room")'],
    ),
    invalid(
        "python",
        """import websockets

TIMEOUT = 5000


async def leave(connection: websockets.ClientConnection) -> None:
    await connection.close(«TIMEOUT», "idle")
""",
        "they end at 4999: close() raises ProtocolError",
        ['await connection.close(4000, "idle")'],
    ),
    invalid(
        "go",
        """package hub

import (
	"github.com/gorilla/websocket"
)

func reject(conn *websocket.Conn) error {
	return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(«2000», "full"))
}
""",
        "2000 is kept for later versions of the protocol: whoever receives it",
        ['return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(4000, "full"))'],
    ),
    invalid(
        "go",
        """package hub

import (
	"net/http"

	"github.com/coder/websocket"
)

func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	conn.Close(«70000», "")
}
""",
        "they end at 4999",
        ['conn.Close(4000, "")'],
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_invalid_code(case: Case) -> None:
    run("invalid-code", case)
