"""missing-code, misplaced-argument, abrupt-close, close-not-awaited, forwarded-code"""

import pytest

from .support import Case, invalid, run, valid

PAGE = 'const socket = new WebSocket("wss://example.org");\n'
GO = 'package hub\n\nimport "github.com/gorilla/websocket"\n\n'
PYTHON = "import websockets\n\n\n"

MISSING = [
    valid("javascript", f"{PAGE}socket.close(1000);\n"),
    valid("javascript", "export const stop = (socket) => socket.close();\n"),
    valid(
        "python",
        f"{PYTHON}async def leave(connection: websockets.ClientConnection) -> None:\n    await connection.close()\n",
    ),
    valid("go", f"{GO}func leave(conn *websocket.Conn) error {{\n\treturn conn.Close()\n}}\n"),
    invalid("javascript", f"{PAGE}socket.«close»();\n", "The peer sees 1005", ["socket.close(1000);"]),
    invalid("javascript", f"{PAGE}socket.«close»(undefined);\n", fixed=["socket.close(1000);"]),
    # what to send instead is not 1000
    invalid("javascript", f"{PAGE}try {{\n  work();\n}} catch (error) {{\n  socket.«close»();\n}}\n", fixed=[]),
    invalid(
        "python",
        "from tornado.websocket import WebSocketHandler\n\n\nclass Feed(WebSocketHandler):\n    def open(self):\n        self.«close»()\n",
        fixed=["self.close(1000)"],
    ),
]

MISPLACED = [
    valid("javascript", f'{PAGE}socket.close(CLOSE_CODES.get("idle"));\nsocket.close(CloseCode.named("idle"));\n'),
    valid("javascript", f'{PAGE}socket.close(1000, "bye");\n'),
    valid("javascript", f'{PAGE}socket.close("1000");\n'),
    valid("javascript", 'export const stop = (socket) => socket.close("bye");\n'),
    # a method of its own takes the reason alone
    valid("csharp", 'using WebSocket4Net;\n\nclass Feed\n{\n    void Leave(WebSocket line) => line.Close("bye");\n}\n'),
    valid(
        "java",
        'import com.neovisionaries.ws.client.WebSocket;\n\nclass Feed {\n    void leave(WebSocket line) { line.disconnect("bye"); }\n}\n',
    ),
    invalid(
        "javascript",
        f'{PAGE}socket.close(«"bye"»);\n',
        "close() throws InvalidAccessError",
        ['socket.close(1000, "bye");'],
    ),
    invalid(
        "python",
        f'{PYTHON}async def leave(connection: websockets.ClientConnection) -> None:\n    await connection.close(«"bye"»)\n',
        "close() raises no error, and no close frame is sent",
        ['await connection.close(1000, "bye")'],
    ),
]

ABRUPT = [
    valid(  # what no longer answers hears no goodbye
        "go",
        """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

func keepAlive(line *websocket.Conn, patience time.Duration, heard *time.Time) {
	for range time.Tick(patience) {
		if time.Since(*heard) > patience {
			line.Close()
			return
		}
	}
}
""",
    ),
    valid("javascript", f"{PAGE}socket.close();\n"),
    valid("go", f"{GO}func serve(conn *websocket.Conn) {{\n\tdefer conn.Close()\n}}\n"),
    valid(
        "go",
        f"{GO}func read(conn *websocket.Conn) {{\n\tif _, _, err := conn.ReadMessage(); err != nil {{\n\t\tconn.Close()\n\t}}\n}}\n",
    ),
    valid("typescript", "declare const child: { terminate(): void };\nchild.terminate();\n"),
    invalid(
        "go", f"{GO}func leave(conn *websocket.Conn) error {{\n\treturn conn.«Close»()\n}}\n", "The peer sees 1006"
    ),
    invalid(
        "javascript",
        'import WebSocket from "ws";\n\nconst feed = new WebSocket("wss://example.org");\nfeed.«terminate»();\n',
        "terminate() drops the connection",
        [],
    ),
]

SERVER = f"{PYTHON}async def leave(connection: websockets.ServerConnection) -> None:\n"
NOT_AWAITED = [
    valid("python", f"{SERVER}    await connection.close()\n"),
    valid("python", f"import asyncio\n{SERVER}    asyncio.create_task(connection.close(1001))\n"),
    valid("python", f"import asyncio\n{SERVER}    await asyncio.wait_for(connection.close(), 5)\n"),
    valid("python", f"{SERVER}    return connection.close()\n"),
    valid(
        "python",
        'from websockets.sync.client import connect\n\nwith connect("ws://localhost") as connection:\n    connection.close()\n',
    ),
    # the class has another name here
    valid(
        "python",
        "from websockets.sync.client import ClientConnection as Line\n\n\ndef leave(line: Line) -> None:\n    line.close(1001)\n",
    ),
    valid("javascript", f"{PAGE}socket.close(1000);\n"),
    invalid("python", f"{SERVER}    «connection.close(1000)»\n", "Nothing is sent: close() makes a coroutine"),
]

FORWARDED = [
    valid("javascript", f"{PAGE}socket.onclose = (event) => console.log(event.code);\n"),
    # means "no code" and "dropped" here
    valid(
        "typescript",
        """import { App } from "uWebSockets.js";
import WebSocket from "ws";

App().ws("/*", {
  open(client) {
    new WebSocket("wss://example.org").on("close", (code) => client.end(code));
  },
});
""",
    ),
    invalid(
        "javascript",
        """import WebSocket from "ws";

export function join(a = new WebSocket("wss://a.example.org"), b = new WebSocket("wss://b.example.org")) {
  a.on("close", (code, reason) => b.close(«code», reason));
}
""",
        "can be 1005, 1006 or 1015",
    ),
    valid(  # coder says 1005 for a close without a code, and sends none where it is given that
        "go",
        """package relay

import (
	"context"
	"errors"

	"github.com/coder/websocket"
)

func relay(ctx context.Context, client, upstream *websocket.Conn) {
	_, _, err := upstream.Read(ctx)
	var closed websocket.CloseError
	if errors.As(err, &closed) {
		client.Close(closed.Code, closed.Reason)
	}
}
""",
    ),
    valid(  # .NET says 1000 for a close without a code, and nothing where the connection was lost
        "csharp",
        """using System.Net.WebSockets;

class Relay
{
    async Task Pump(ClientWebSocket from, ClientWebSocket to)
    {
        while (from.State == WebSocketState.Open) await Copy(from, to);
        await to.CloseAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, "", default);
    }
}
""",
    ),
]


@pytest.mark.parametrize("case", MISSING)
def test_missing_code(case: Case) -> None:
    run("missing-code", case)


@pytest.mark.parametrize("case", MISPLACED)
def test_misplaced_argument(case: Case) -> None:
    run("misplaced-argument", case)


@pytest.mark.parametrize("case", ABRUPT)
def test_abrupt_close(case: Case) -> None:
    run("abrupt-close", case)


@pytest.mark.parametrize("case", NOT_AWAITED)
def test_close_not_awaited(case: Case) -> None:
    run("close-not-awaited", case)


@pytest.mark.parametrize("case", FORWARDED)
def test_forwarded_code(case: Case) -> None:
    run("forwarded-code", case)


def test_a_close_that_waits_for_the_connection_to_open_is_not_too_early() -> None:
    source = """const { w3cwebsocket: Client } = require("websocket");
const probe = (url) => {
  const socket = new Client(url);
  socket.close(1000);
};
"""
    run("close-before-open", valid("javascript", source))
    source = source.replace('{ w3cwebsocket: Client } = require("websocket")', 'Client = require("ws")')
    run("close-before-open", invalid("javascript", source.replace("close", "«close»")))


def test_a_client_that_has_read_is_open() -> None:
    source = "<?php\nfunction probe() {\n    $client = new \\WebSocket\\Client('ws://example.org');\n%s    $client->%s(1000);\n}\n"
    run("close-before-open", invalid("php", source % ("", "«close»")))
    run("close-before-open", valid("php", source % ("    $hello = $client->receive();\n", "close")))
