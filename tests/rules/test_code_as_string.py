"""code-as-string"""

import pytest

from .support import Case, invalid, run, valid

CASES = [
    # `==` converts
    valid("javascript", 'new WebSocket("wss://example.org").onclose = (event) => event.code == "1006" && retry();\n'),
    # so do browsers
    valid("javascript", 'const socket = new WebSocket("wss://example.org");\nsocket.close("4000");\n'),
    valid("javascript", 'import fs from "node:fs";\n\nfs.open("a", (error) => error.code === "1006");\n'),
    valid("python", 'import websockets\n\nKNOWN = {"1000": "done", "1006": "lost"}\n'),
    invalid(
        "javascript",
        """const socket = new WebSocket("wss://example.org");

socket.addEventListener("close", (event) => {
  if (event.code !== «'1000'») retry();
});
""",
        "this is always true",
        ["if (event.code !== 1000) retry();"],
    ),
    invalid(
        "typescript",
        """import WebSocket from "ws";

const socket = new WebSocket("wss://example.org");
socket.on("close", (code: number) => {
  if ((code as unknown) === «"1006"») retry();
});
""",
        "this is never true",
        ["if ((code as unknown) === 1006) retry();"],
    ),
    invalid(
        "javascript",
        'import WebSocket from "ws";\n\nnew WebSocket("wss://example.org").close(«"1000"», "done");\n',
        "close() throws TypeError",
        ['new WebSocket("wss://example.org").close(1000, "done");'],
    ),
    invalid(
        "python",
        """import websockets


async def listen(uri: str) -> None:
    async with websockets.connect(uri) as connection:
        try:
            await connection.recv()
        except websockets.ConnectionClosed as error:
            if error.code == «"1001"»:
                await listen(uri)
""",
        "never equal to “1001”",
        ["if error.code == 1001:"],
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_code_as_string(case: Case) -> None:
    run("code-as-string", case)
