"""normal-on-shutdown, normal-on-error, unregistered-code, magic-code"""

import pytest

from .support import Case, invalid, run, valid

SERVER = 'import { WebSocketServer } from "ws";\n\nconst server = new WebSocketServer({ port: 8080 });\n\n'
PAGE = 'const socket = new WebSocket("wss://example.org");\n'
PYTHON = "import websockets\n\n\n"
GO = 'package hub\n\nimport "github.com/coder/websocket"\n\n'

SHUTDOWN = [
    valid(
        "javascript",
        f"{SERVER}export function shutdown() {{\n  for (const socket of server.clients) socket.close(1001);\n}}\n",
    ),
    valid("javascript", f"{PAGE}export function shutdown() {{\n  socket.close(1000);\n}}\n"),
    valid(
        "javascript",
        f"{SERVER}export function finish() {{\n  for (const socket of server.clients) socket.close(1000);\n}}\n",
    ),
    invalid(
        "javascript",
        f"{SERVER}export function shutdown() {{\n  for (const socket of server.clients) socket.close(«1000»);\n}}\n",
        "Clients stay away after 1000",
        [
            "for (const socket of server.clients) socket.close(1001);",
            "for (const socket of server.clients) socket.close(1012);",
        ],
    ),
    invalid(
        "python",
        f"{PYTHON}async def on_shutdown(connection: websockets.ServerConnection) -> None:\n    await connection.close(code=«1000»)\n",
        fixed=["await connection.close(code=1001)", "await connection.close(code=1012)"],
    ),
]

ERROR = [
    valid("javascript", f"{PAGE}try {{\n  work();\n}} finally {{\n  socket.close(1000);\n}}\n"),
    valid("javascript", f"{PAGE}try {{\n  work();\n}} catch (error) {{\n  socket.close(4500);\n}}\n"),
    invalid(
        "javascript",
        f"{PAGE}try {{\n  work();\n}} catch (error) {{\n  socket.close(«1000», 'broken');\n}}\n",
        "takes this failure for success",
        ["socket.close(4500, 'broken');"],
    ),
    invalid(
        "python",
        f"{PYTHON}async def handler(connection: websockets.ServerConnection) -> None:\n    try:\n        await work(connection)\n"
        "    except ValueError:\n        await connection.close(«1000»)\n",
        fixed=["await connection.close(1011)", "await connection.close(4500)"],
    ),
    invalid(
        "go",
        f"{GO}func serve(conn *websocket.Conn, work func() error) {{\n\tif err := work(); err != nil {{\n"
        '\t\tconn.Close(«websocket.StatusNormalClosure», "")\n\t}\n}\n',
        fixed=['conn.Close(websocket.StatusInternalError, "")', 'conn.Close(4500, "")'],
    ),
]

UNREGISTERED = [
    valid("javascript", f"{PAGE}socket.close(3000);\nsocket.close(3003);\nsocket.close(3008);\nsocket.close(4100);\n"),
    valid("javascript", "export const stop = (socket) => socket.close(3100);\n"),
    invalid("javascript", f"{PAGE}socket.close(«3100»);\n", "3100 is not registered", ["socket.close(4100);"]),
]

MAGIC = [
    valid("javascript", f"{PAGE}socket.close(1000);\n"),
    valid(
        "go", f'{GO}func leave(conn *websocket.Conn) error {{\n\treturn conn.Close(websocket.StatusGoingAway, "")\n}}\n'
    ),
    invalid(
        "go",
        f'{GO}func leave(conn *websocket.Conn) error {{\n\treturn conn.Close(«1001», "")\n}}\n',
        "calls 1001 StatusGoingAway",
    ),
]


@pytest.mark.parametrize("case", SHUTDOWN)
def test_normal_on_shutdown(case: Case) -> None:
    run("normal-on-shutdown", case)


@pytest.mark.parametrize("case", ERROR)
def test_normal_on_error(case: Case) -> None:
    run("normal-on-error", case)


@pytest.mark.parametrize("case", UNREGISTERED)
def test_unregistered_code(case: Case) -> None:
    run("unregistered-code", case)


@pytest.mark.parametrize("case", MAGIC)
def test_magic_code(case: Case) -> None:
    run("magic-code", case)
