"""reason-without-code"""

import pytest

from .support import Case, invalid, run, valid

CASES = [
    valid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(1000, "bye");\nsocket.close();\n',
    ),
    # uses 1000 itself
    valid(
        "python",
        """import websockets


async def leave(connection: websockets.ClientConnection) -> None:
    await connection.close(reason="bye")
""",
    ),
    valid("javascript", 'export const drop = (socket) => socket.close(undefined, "bye");\n'),
    invalid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(undefined, «"bye"»);\n',
        "may never see this reason",
        ['socket.close(1000, "bye");'],
    ),
    invalid(
        "typescript",
        """import WebSocket from "ws";

export function drop(socket: WebSocket, why: string): void {
  socket.close(undefined, «`dropped: ${why}`»);
}
""",
        "close() sends an empty close frame",
        ["socket.close(1000, `dropped: ${why}`);"],
    ),
    invalid(
        "python",
        """from autobahn.twisted.websocket import WebSocketClientProtocol


class Feed(WebSocketClientProtocol):
    def onOpen(self):
        self.sendClose(reason=«"enough"»)
""",
        "A reason needs a code: sendClose() raises Exception.",
        ['self.sendClose(code=1000, reason="enough")'],
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_reason_without_code(case: Case) -> None:
    run("reason-without-code", case)
