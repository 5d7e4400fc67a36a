"""unreceivable-code, going-away-as-error, wrong-name"""

import pytest

from wsclose.rules.rule import Severity
from wsclose.rules.wrong_name import meanings

from .support import Case, invalid, run, valid

PAGE = 'const socket = new WebSocket("wss://example.org");\n'
GO = 'package hub\n\nimport "github.com/gorilla/websocket"\n\n'

UNRECEIVABLE = [
    valid("javascript", f"{PAGE}socket.onclose = ({{ code }}) => code === 1006 || code === 4401;\n"),
    # bounds of ranges
    valid("javascript", f"{PAGE}socket.onclose = ({{ code }}) => code >= 3000 && code < 5000 && code > 999;\n"),
    valid(
        "javascript",
        'import { request } from "node:http";\n\nrequest("/").on("error", (error) => error.code === 401);\n',
    ),
    valid(
        "python",
        "import aiohttp\n\n\ndef failed(response: aiohttp.ClientResponse) -> bool:\n    return response.status == 503\n",
    ),
    # Chromium would deliver it, but no peer may send it
    invalid(
        "javascript", f"{PAGE}socket.onclose = ({{ code }}) => code === «5001» && report();\n", "no peer may send it"
    ),
    invalid(
        "javascript",
        f"{PAGE}socket.onclose = ({{ code }}) => code === «1015» && report();\n",
        "1015 never arrives: a TLS handshake that fails is told as 1006",
        severity=Severity.INFORMATION,
    ),
    # reconnecting-websocket tells every failure as 1000
    invalid(
        "javascript",
        'import Socket from "reconnecting-websocket";\n\nconst feed = new Socket("wss://example.org");\n'
        'feed.addEventListener("close", (event) => event.code === «503» && report());\n',
        "HTTP 503 looks like 1000 here",
    ),
    # codes that a library makes up arrive
    valid(
        "go",
        'package hub\n\nimport "github.com/coder/websocket"\n\n'
        "func lost(err error) bool {\n\treturn websocket.CloseStatus(err) == -1\n}\n",
    ),
    invalid(
        "javascript",
        f"{PAGE}socket.onclose = ({{ code }}) => {{\n  if (code === «401») logIn();\n}};\n",
        "HTTP 401 looks like 1006 here",
        ["if (code === 4401) logIn();", "if (code === 3000) logIn();"],
    ),
    invalid(
        "typescript",
        """import WebSocket from "ws";

const feed = new WebSocket("wss://example.org");
feed.on("close", (code: number) => {
  switch (code) {
    case «2001»:
      restart();
  }
});
""",
        "2001 never arrives",
        [],
    ),
    invalid(
        "go",
        GO
        + """func read(conn *websocket.Conn) bool {
	_, _, err := conn.ReadMessage()
	closed, ok := err.(*websocket.CloseError)
	return ok && closed.Code == «403»
}
""",
    ),
]

GOING_AWAY = [
    valid(
        "go",
        f"{GO}func odd(err error) bool {{\n\treturn websocket.IsUnexpectedCloseError(err, websocket.CloseGoingAway)\n}}\n",
    ),
    valid(
        "go",
        f"{GO}func odd(err error) bool {{\n\treturn websocket.IsCloseError(err, websocket.CloseNormalClosure)\n}}\n",
    ),
    # whose error it is can't be told
    valid(
        "go",
        f"{GO}func odd(err error) bool {{\n\treturn websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure)\n}}\n",
    ),
    invalid(
        "go",
        f"{GO}func read(conn *websocket.Conn) bool {{\n\t_, _, err := conn.ReadMessage()\n"
        "\treturn «websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure)»\n}\n",
        "Every closed tab is an error here",
        ["return websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway)"],
    ),
]

WRONG_NAME = [
    valid(
        "javascript",
        "export const CloseCode = { NORMAL: 1000, GOING_AWAY: 1001, PROTOCOL_ERROR: 1002, UNAUTHORIZED: 4401 };\n",
    ),
    # a project's own code may be called what it likes
    valid("javascript", "export const CloseCode = { NORMAL: 1000, GOING_AWAY: 1001, MESSAGE_TOO_BIG: 4009 };\n"),
    valid("javascript", "export const ports = { POLICY_VIOLATION: 1001, GOING_AWAY: 3001 };\n"),
    invalid(
        "javascript",
        "export const CloseCode = {\n  NORMAL: 1000,\n  GOING_AWAY: 1001,\n  TLS_HANDSHAKE: 1010,\n  TRY_AGAIN_LATER: «1012»,\n};\n".replace(
            "1010", "«1010»"
        ),
        "TLS_HANDSHAKE is 1015; 1010 is",
        [],
    ),
    invalid(
        "typescript",
        "enum CloseCode {\n  NormalClosure = 1000,\n  GoingAway = 1001,\n  BadGateway = «1013»,\n}\n",
        fixed=["BadGateway = 1014,"],
    ),
    invalid(
        "python",
        'REASONS = {\n    1000: "Normal Closure",\n    1001: "Going Away",\n    1002: "Protocol error",\n    «1004»: "Message too big",\n}\n',
        fixed=['1009: "Message too big",'],
    ),
]


@pytest.mark.parametrize("case", UNRECEIVABLE)
def test_unreceivable_code(case: Case) -> None:
    run("unreceivable-code", case)


@pytest.mark.parametrize("case", GOING_AWAY)
def test_going_away_as_error(case: Case) -> None:
    run("going-away-as-error", case)


@pytest.mark.parametrize("case", WRONG_NAME)
def test_wrong_name(case: Case) -> None:
    run("wrong-name", case)


@pytest.mark.parametrize(
    "name, codes",
    [
        ("CLOSE_ABNORMAL", {1006}),
        ("AbnormalClosure", {1006}),
        ("normalClosure", {1000}),
        ("WS_1009_MESSAGE_TOO_BIG", {1009}),
        ("The message is too large to process", {1009}),
        ("INVALID", set()),
        ("SESSION_EXPIRED", set()),
    ],
)
def test_what_a_name_speaks_of(name: str, codes: set[int]) -> None:
    assert meanings(name) == codes
