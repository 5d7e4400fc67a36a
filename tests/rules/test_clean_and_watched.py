"""What the fixes of only-normal-is-clean and no-close-handler write."""

import pytest

from .support import findings, fixed, syntax_errors

HANDLER = "function connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = (event) => {\n"
SERVER = 'package hub\n\nimport (\n\t"log/slog"\n\n\t"github.com/gorilla/websocket"\n)\n\nvar upgrader websocket.Upgrader\n\n'
READ = "func serve(w http.ResponseWriter, r *http.Request) {\n\tconn, _ := upgrader.Upgrade(w, r, nil)\n\tfor {\n\t\t_, _, err := conn.ReadMessage()\n\t\tif err != nil {\n"
ROOM = (
    "import logging\n\nfrom fastapi import WebSocket, WebSocketDisconnect\n\n\nasync def room(guest: WebSocket):\n    try:\n"
    "        while True:\n            await guest.receive_text()\n    except WebSocketDisconnect as gone:\n"
)

CLEAN = [
    ("javascript", f"{HANDLER}    if (event.code !== 1000) setTimeout(connect, 2 ** n++);\n  }};\n}}\n",
     "if (![1000, 1005].includes(event.code)) setTimeout"),
    ("javascript", f"{HANDLER}    if (event.code === 1000) return;\n    setTimeout(connect, 2 ** n++);\n  }};\n}}\n",
     "if ([1000, 1005].includes(event.code)) return;"),
    ("python", f"{ROOM}        if gone.code != 1000:\n            logging.error('lost %s', gone.code)\n",
     "if gone.code not in (1000, 1001, 1005):"),
    ("go", f"{SERVER}{READ}\t\t\tif !websocket.IsCloseError(err, websocket.CloseNormalClosure) {{\n\t\t\t\tslog.Error(\"lost\")\n\t\t\t}}\n"
     "\t\t\treturn\n\t\t}\n\t}\n}\n",
     "IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway, websocket.CloseNoStatusReceived)"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "written"), CLEAN)
def test_more_codes_are_clean(language: str, source: str, written: str) -> None:
    (finding,) = findings(language, source, "only-normal-is-clean")
    (fix,) = finding.fixes
    text = fixed(source, fix)
    assert written in text
    assert syntax_errors(language, text) == 0
    assert findings(language, text, "only-normal-is-clean") == []


def test_two_tests_for_1000_are_left_to_the_reader() -> None:
    source = f"{HANDLER}    if (event.code === 1000) hide();\n    if (event.code !== 1000) setTimeout(connect, 2 ** n++);\n  }};\n}}\n"
    for finding in findings("javascript", source, "only-normal-is-clean"):
        assert not list(finding.fixes)


WATCHED = [
    ("javascript", "const socket = new WebSocket(address);\nsocket.onmessage = (event) => show(event.data);\n",
     'socket.onclose = (event) => {\n    console.warn("The connection has closed:", event.code, event.reason);\n};\nsocket.onmessage'),
    ("javascript", "function feed() {\n  const socket = new WebSocket(address);\n  socket.addEventListener('message', show);\n}\n",
     "  socket.addEventListener('close', (event) => {\n    console.warn('The connection has closed:', event.code, event.reason);\n  });\n"),
    ("typescript", 'import WebSocket from "ws";\n\nconst feed = new WebSocket(address);\nfeed.on("message", store);\n',
     'feed.on("close", (code) => {\n    console.warn("The connection has closed:", code);\n});\nfeed.on("message"'),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "written"), WATCHED)
def test_a_close_handler_is_added(language: str, source: str, written: str) -> None:
    (finding,) = findings(language, source, "no-close-handler")
    (fix,) = finding.fixes
    text = fixed(source, fix)
    assert written in text
    assert syntax_errors(language, text) == 0
    assert findings(language, text, "no-close-handler") == []


LOOP = """\
package feed

import "github.com/gorilla/websocket"

func watch(url string)%s {
	conn, _, _ := websocket.DefaultDialer.Dial(url, nil)
	for {
		_, message, _ := conn.ReadMessage()
		use(message)
	}
}
"""


def test_a_loop_is_left_on_an_error() -> None:
    source = LOOP % ""
    (finding,) = findings("go", source, "no-close-handler")
    assert "the error that says so is thrown away" in finding.message
    (fix,) = finding.fixes
    text = fixed(source, fix)
    assert "\t\t_, message, err := conn.ReadMessage()\n\t\tif err != nil {\n\t\t\tbreak // it has closed" in text
    assert findings("go", text, "no-close-handler") == []


def test_a_function_that_gives_something_back_is_left_to_the_reader() -> None:
    (finding,) = findings("go", LOOP % " error", "no-close-handler")
    assert not list(finding.fixes)
