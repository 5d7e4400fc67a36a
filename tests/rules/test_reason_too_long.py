"""reason-too-long"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsclose.rules.rule import Severity

from .support import Case, findings, fixed, invalid, run, syntax_errors, valid

FITS = "x" * 123
LONG = "x" * 124
PAGE = 'const socket = new WebSocket("wss://example.org");\n'
SERVER = "import websockets\n\n\nasync def stop(connection: websockets.ServerConnection) -> None:\n"
HUB = 'package hub\n\nimport "github.com/gorilla/websocket"\n\n'

CASES = [
    valid("javascript", f'{PAGE}socket.close(4000, "{FITS}");\n'),
    valid("javascript", f'{PAGE}socket.send("{LONG}");\n'),
    valid("javascript", f"{PAGE}socket.close(4000, `{'x' * 100} ${{detail}}`);\n"),
    valid("python", f'{SERVER}    await connection.close(1008, "{"가" * 41}")\n'),
    valid("python", f'import logging\n\nimport websockets\n\nlogging.info("{LONG}", 1000)\n'),
    invalid(
        "javascript",
        f'{PAGE}socket.close(4000, «"{LONG}"»);\n',
        "takes 124 bytes, a close frame holds 123: close() throws SyntaxError.",
        [f'socket.close(4000, "{FITS}");'],
    ),
    invalid("javascript", f"{PAGE}socket.close(4000, «`{LONG} ${{detail}}`»);\n", "takes 125 bytes and more", []),
    # an escape is one character, two escapes of a pair are one, a letter keeps its accent
    invalid(
        "javascript",
        f"{PAGE}socket.close(4000, «'it\\'s {'x' * 115}\\u00e9\\u00e9'»);\n",
        "takes 124 bytes",
        [f"socket.close(4000, 'it\\'s {'x' * 115}\\u00e9');"],
    ),
    invalid(
        "javascript",
        f'{PAGE}socket.close(4000, «"{"x" * 120}\\ud83d\\ude00"»);\n',
        "takes 124 bytes",
        [f'socket.close(4000, "{"x" * 120}");'],
    ),
    invalid(
        "javascript",
        f'{PAGE}socket.close(4000, «"{"x" * 122}e\u0301"»);\n',
        fixed=[f'socket.close(4000, "{"x" * 122}");'],
    ),
    invalid(
        "typescript",
        f'import WebSocket from "ws";\n\nconst WHY = "{LONG}";\n\nexport const end = (socket: WebSocket) => socket.close(1008, «WHY»);\n',
        "close() throws RangeError",
        [],
    ),
    invalid(
        "python",
        f'{SERVER}    await connection.close(1008, reason=«"{"가" * 42}"»)\n',
        "takes 126 bytes",
        [f'await connection.close(1008, reason="{"가" * 41}")'],
    ),
    invalid(
        "python",
        f"{SERVER}    await connection.close(1008, «r'\\d{LONG}'»)\n",
        fixed=[f"await connection.close(1008, r'\\d{'x' * 121}')"],
    ),
    invalid(
        "python",
        f'{SERVER}    await connection.close(1008, «"first half {"x" * 70}" "second half {"x" * 70}"»)\n',
        fixed=[],
    ),
    invalid(
        "python",
        f'from httpx_ws import AsyncWebSocketSession\n\n\nasync def stop(session: AsyncWebSocketSession) -> None:\n    await session.close(1008, «"{LONG}"»)\n',
        "close() cuts it",
        severity=Severity.WARNING,
    ),
    invalid(
        "go",
        f"{HUB}func stop(conn *websocket.Conn) error {{\n\treturn conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1008, «`{LONG}`»))\n}}\n",
        "WriteMessage() fails with “websocket: invalid control frame”",
        [f"return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(1008, `{FITS}`))"],
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_reason_too_long(case: Case) -> None:
    run("reason-too-long", case)


PIECES = st.sampled_from(
    ["a", "é", "가", "😀", "e\u0301", " ", "\\n", "\\'", "\\\\", "\\u00e9", "\\u2026", "\\ud83d\\ude00", "\\x41"]
)


@given(st.lists(PIECES, min_size=30, max_size=200))
def test_a_cut_reason_fits_and_is_still_one_string(pieces: list[str]) -> None:
    source = f"{PAGE}socket.close(4000, '{''.join(pieces)}');\n"
    for finding in findings("javascript", source, "reason-too-long"):
        (fix,) = finding.fixes
        repaired = fixed(source, fix)
        assert fix.safe
        assert syntax_errors("javascript", repaired) == 0
        assert findings("javascript", repaired, "reason-too-long") == []
        assert repaired.removesuffix("');\n") == source[: len(repaired) - 4].rstrip() or repaired[:-4] in source
