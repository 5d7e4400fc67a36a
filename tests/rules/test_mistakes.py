"""What goes wrong in real projects when a connection closes, each mistake in code of its own: the rule that tells it."""

import pytest

from .support import findings, fixed

PAGE = "function connect() {\n  const socket = new WebSocket(address);\n"
RELAY = 'import WebSocket, { WebSocketServer } from "ws";\n\nnew WebSocketServer({ port: 8080 }).on("connection", (client) => {\n  const upstream = new WebSocket(backend);\n'
DISCORD = 'import WebSocket from "ws";\n\nlet attempt = 0;\nfunction connect() {\n  const socket = new WebSocket("wss://gateway.discord.gg/?v=10");\n'

MISTAKES = {
    # A code that was received is sent on.
    "a proxy hands 1006 on to the browser": (
        "forwarded-code", "javascript", f'{RELAY}  upstream.on("close", (code, reason) => client.close(code, reason));\n}});\n',
    ),
    "1005 is echoed": (
        "forwarded-code", "python",
        "import websockets\n\n\nasync def relay(guest, address):\n    async with websockets.connect(address) as upstream:\n        try:\n"
        "            async for message in upstream:\n                await guest.send(message)\n"
        "        except websockets.ConnectionClosed as closed:\n            await upstream.close(closed.code, closed.reason)\n",
    ),
    "a gateway writes 1006 into a frame": (
        "forwarded-code", "go",
        'package relay\n\nimport (\n\t"errors"\n\n\t"github.com/gorilla/websocket"\n)\n\nfunc pump(from, to *websocket.Conn) {\n'
        "\t_, _, err := from.ReadMessage()\n\tvar closed *websocket.CloseError\n\tif errors.As(err, &closed) {\n"
        '\t\tto.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(closed.Code, ""))\n\t}\n}\n',
    ),
    # The code is read wrongly.
    "close() without a code brings the client back": (
        "only-normal-is-clean", "javascript",
        f"{PAGE}  socket.onclose = (event) => {{\n    if (event.code === 1000) return;\n    setTimeout(connect, Math.random() * 500 * 2 ** attempt++);\n  }};\n}}\n",
    ),
    "every closed tab is logged as an error, in Go": (
        "going-away-as-error", "go",
        'package hub\n\nimport (\n\t"log"\n\t"net/http"\n\n\t"github.com/gorilla/websocket"\n)\n\nvar upgrader websocket.Upgrader\n\n'
        "func serve(w http.ResponseWriter, r *http.Request) {\n\tconn, _ := upgrader.Upgrade(w, r, nil)\n\t_, _, err := conn.ReadMessage()\n"
        "\tif websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure, websocket.CloseNoStatusReceived) {\n"
        '\t\tlog.Println("failed:", err)\n\t}\n}\n',
    ),
    "every closed tab is logged as an error, in Python": (
        "only-normal-is-clean", "python",
        "import logging\n\nfrom fastapi import WebSocket, WebSocketDisconnect\n\n\nasync def room(guest: WebSocket):\n    try:\n"
        "        while True:\n            await guest.receive_text()\n    except WebSocketDisconnect as gone:\n        if gone.code != 1000:\n"
        "            logging.exception('lost a guest')\n",
    ),
    "a handshake that is refused with 401 is looked for in the close handler": (
        "unreceivable-code", "typescript",
        "const socket = new WebSocket(address);\nsocket.addEventListener('close', ({ code }) => {\n  if (code === 401) location.assign('/login');\n});\n",
    ),
    "a handshake that is refused with 403, in Go": (
        "unreceivable-code", "go",
        'package feed\n\nimport "github.com/gorilla/websocket"\n\nfunc read(conn *websocket.Conn) bool {\n\t_, _, err := conn.ReadMessage()\n'
        "\treturn websocket.IsCloseError(err, 403)\n}\n",
    ),
    # A platform says that it is over, and the client comes back.
    "a bot reconnects for ever on intents that it may not have": (
        "reconnect-on-fatal", "javascript",
        f"{DISCORD}  socket.on('close', (code) => {{\n    if (code === 1000) return;\n    setTimeout(connect, Math.random() * 1000 * 2 ** attempt++);\n  }});\n}}\n",
    ),
    # Storms.
    "a second after every close": (
        "reconnect-without-backoff", "javascript", f"{PAGE}  socket.onclose = () => setTimeout(connect, 1000);\n}}\n",
    ),
    "at once, whatever the code": (
        "reconnect-without-backoff", "typescript",
        "export class Feed {\n  private open(): void {\n    const socket = new WebSocket(this.address);\n    socket.onclose = () => this.open();\n  }\n}\n",
    ),
    "the counter is set back as soon as a connection opens": (
        "backoff-reset-on-open", "javascript",
        f"let attempt = 0;\n{PAGE}  socket.addEventListener('open', () => {{\n    attempt = 0;\n  }});\n"
        "  socket.addEventListener('close', () => {\n    setTimeout(connect, 1000 * 2 ** attempt++);\n  });\n}\n",
    ),
    "the counter is set back as soon as a loop has connected": (
        "backoff-reset-on-open", "go",
        'package feed\n\nimport (\n\t"time"\n\n\t"github.com/gorilla/websocket"\n)\n\nfunc run(address string) {\n\twait := time.Second\n\tfor {\n'
        "\t\tconn, _, err := websocket.DefaultDialer.Dial(address, nil)\n\t\tif err != nil {\n\t\t\ttime.Sleep(wait)\n\t\t\twait *= 2\n\t\t\tcontinue\n\t\t}\n"
        "\t\twait = time.Second\n\t\tread(conn)\n\t}\n}\n",
    ),
    "the error handler and the close handler both come back": (
        "reconnect-twice", "javascript",
        f"{PAGE}  socket.onerror = () => setTimeout(connect, 2 ** attempt++);\n  socket.onclose = () => setTimeout(connect, 2 ** attempt++);\n}}\n",
    ),
    # Offline for good.
    "proxies end with 1001, and the client stays away": (
        "unhandled-going-away", "javascript", f"{PAGE}  socket.onclose = (event) => console.log('closed', event.code);\n}}\n",
    ),
    "it comes back only when the close was not clean": (
        "unhandled-going-away", "javascript",
        f"{PAGE}  socket.onclose = (event) => {{\n    if (event.wasClean) {{\n      console.log('closed', event.code);\n    }} else {{\n"
        "      setTimeout(connect, Math.random() * 500 * 2 ** attempt++);\n    }\n  };\n}\n",
    ),
    "nobody looks at the close at all": (
        "no-close-handler", "javascript", "const socket = new WebSocket(address);\nsocket.onmessage = ({ data }) => draw(JSON.parse(data));\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "language", "source"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told(rule: str, language: str, source: str) -> None:
    assert rule in [finding.rule for finding in findings(language, source)]


@pytest.mark.parametrize(("rule", "language", "source"), MISTAKES.values(), ids=MISTAKES)
def test_what_a_fix_makes_of_it_is_not_told_again(rule: str, language: str, source: str) -> None:
    for finding in findings(language, source, rule):
        for fix in finding.fixes:
            assert findings(language, fixed(source, fix), rule) == []


GOOD = {
    "1013 is answered with 1013": f'{RELAY}  upstream.on("close", (code) => client.close(code === 1006 || code === 1005 ? 1011 : code));\n}});\n',
    "stays away after 1000 and 1005": (
        f"{PAGE}  socket.onclose = (event) => {{\n    if (event.code === 1000 || event.code === 1005) return;\n"
        "    setTimeout(connect, Math.random() * 500 * 2 ** attempt++);\n  };\n}\n"
    ),
    "means 1001 when it stays away": (
        f"{PAGE}  socket.onclose = (event) => {{\n    if ([1000, 1001, 1005].includes(event.code)) return;\n"
        "    setTimeout(connect, Math.random() * 500 * 2 ** attempt++);\n  };\n}\n"
    ),
    "a private code for a refused login": (
        "const socket = new WebSocket(address);\nsocket.onclose = ({ code }) => {\n  if (code === 4401) location.assign('/login');\n  else restore();\n};\n"
    ),
}


@pytest.mark.parametrize("source", GOOD.values(), ids=GOOD)
def test_what_is_right_is_left_alone(source: str) -> None:
    told = {rule for rule, _, _ in MISTAKES.values()}
    assert [finding.rule for finding in findings("javascript", source) if finding.rule in told] == []


def test_a_proxy_that_tells_the_other_side_need_not_come_back() -> None:
    handler = (
        "from autobahn.twisted.websocket import WebSocketClientProtocol\n\n\nclass Back(WebSocketClientProtocol):\n"
        "    def onClose(self, wasClean, code, reason):\n        print(reason)\n"
    )
    passed_on = f"{handler}        self.factory.front.sendClose(1000, reason)\n"
    assert [one.rule for one in findings("python", handler, "unhandled-going-away")] == ["unhandled-going-away"]
    assert findings("python", passed_on, "unhandled-going-away") == []
