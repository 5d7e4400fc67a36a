"""wrong-side-code"""

import pytest

from wsclose.rules.rule import Severity

from .support import Case, invalid, run, valid

GO = 'package hub\n\nimport "github.com/gorilla/websocket"\n\n'
CASES = [
    valid(
        "javascript",
        """import { WebSocketServer } from "ws";

new WebSocketServer({ port: 8080 }).on("connection", (socket) => socket.close(1013, "full"));
""",
    ),
    # whoever holds it may be a server
    valid(
        "typescript",
        'import WebSocket from "ws";\n\nexport const restart = (socket: WebSocket) => socket.terminate();\n',
    ),
    valid(
        "python",
        """import websockets


async def leave(uri: str) -> None:
    async with websockets.connect(uri) as connection:
        await connection.close(1010, "permessage-deflate")
""",
    ),
    valid("go", f'{GO}var full = websocket.FormatCloseMessage(websocket.CloseTryAgainLater, "full")\n'),
    invalid(
        "javascript",
        'import WebSocket from "ws";\n\nconst feed = new WebSocket("wss://example.org");\nfeed.close(«1013», "busy");\n',
        "Clients don't send 1013",
        ['feed.close(1008, "busy");', 'feed.close(4013, "busy");'],
        Severity.INFORMATION,
    ),
    invalid(
        "python",
        """from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/feed")
async def feed(websocket: WebSocket):
    await websocket.accept()
    await websocket.close(code=«1010»)
""",
        "Servers don't send 1010",
        ["await websocket.close(code=1002)", "await websocket.close(code=4010)"],
    ),
    invalid(
        "go",
        GO
        + """func restart(url string) error {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(«websocket.CloseServiceRestart», ""))
}
""",
        "Clients don't send 1012",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_wrong_side_code(case: Case) -> None:
    run("wrong-side-code", case)
