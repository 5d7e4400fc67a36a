"""browser-code and refused-code"""

from pathlib import Path

import pytest

from wsclose.checker import FileChecker
from wsclose.disk import DiskFiles, posix
from wsclose.project.workspace import Workspace
from wsclose.syntax.document import Document

from .support import EVERYTHING, Case, findings, invalid, run, valid

BROWSER = [
    valid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(1000);\nsocket.close(4001, "bye");\n',
    ),
    valid("javascript", 'import WebSocket from "ws";\n\nnew WebSocket("wss://example.org").close(1001);\n'),
    valid(
        "typescript",
        'import WebSocket = require("ws");\n\nlet line: WebSocket | undefined;\n\n'
        'export function open(): void {\n  line = new WebSocket("wss://example.org");\n}\n\n'
        "export function stop(): void {\n  line?.close(1001);\n}\n",
    ),
    valid("javascript", 'const worker = new Worker("work.js");\nworker.close(1001);\n'),
    valid(
        "typescript",
        """const socket = new WebSocket("wss://example.org");

socket.onclose = (event: CloseEvent): void => {
  if (event.code === 1001) retry();
};
""",
    ),
    # In a Worker the server's end of a pair is declared a WebSocket, too, and takes what a server sends.
    valid(
        "typescript",
        """export default {
  fetch(request: Request): Response {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
    serve(server);
    return new Response(null, { status: 101, webSocket: client });
  },
};

function serve(socket: WebSocket): void {
  socket.addEventListener("close", forget);
  socket.addEventListener("message", () => socket.close(1011, "try again"));
}
""",
    ),
    # So does one that a Worker opens, by its handler, its types, or the modules that no page has.
    *(
        valid(
            "typescript",
            f"{said}\nexport function watch(url: string): void {{\n  const feed = new WebSocket(url);\n"
            '  feed.addEventListener("message", () => feed.close(1011, "too much"));\n}\n',
        )
        for said in (
            'import { connect } from "cloudflare:sockets";',
            'import type { Queue } from "@cloudflare/workers-types";',
            "const handler: ExportedHandler<Env> = { fetch: answer };",
            "export default { async fetch(request, env, ctx) { watch(env.FEED); } };",
            "export default { async fetch(request: Request, env: Env) { watch(env.FEED); } };",
        )
    ),
    # What a file imports says what runs it: Bun's WebSocket takes what a server may send, Node's does not.
    valid(
        "typescript",
        'import { randomUUID } from "node:crypto";\nimport { Database } from "bun:sqlite";\n\n'
        'const socket = new WebSocket("wss://example.org/feed");\nsocket.close(1008, "rude");\n',
    ),
    invalid(
        "typescript",
        'import { randomUUID } from "node:crypto";\n\n'
        'const socket = new WebSocket("wss://example.org/feed");\nsocket.close(«1008», "rude");\n',
        "Node's WebSocket refuses 1008 as browsers do",
    ),
    # what the WebSocket inside throws is swallowed
    invalid(
        "javascript",
        'import PartySocket from "partysocket";\n\nconst room = new PartySocket({ host, room: "lobby" });\nroom.close(«1011»);\n',
        "close() raises no error, nothing is sent, and the socket stays open",
    ),
    invalid(  # code that asks whether it is in a Worker is made for other places, too
        "javascript",
        "const inWorker = globalThis.WebSocketPair !== undefined;\n"
        'const socket = new WebSocket("wss://example.org");\nif (!inWorker) socket.close(«1001»);\n',
        "Browsers refuse 1001",
    ),
    invalid(
        "javascript",
        'const socket = new WebSocket("wss://example.org");\nsocket.close(«1001», "leaving");\n',
        "Browsers refuse 1001: close() throws InvalidAccessError and the socket stays open.",
        ['socket.close(1000, "leaving");', 'socket.close(4001, "leaving");'],
    ),
    invalid(
        "javascript",
        """export function connect(url) {
  const socket = new window.WebSocket(url);
  socket.onmessage = ({ data }) => {
    if (!valid(data)) socket.close(reject ? «1008» : 4000);
  };
}
""",
        "Browsers refuse 1008",
        [
            "if (!valid(data)) socket.close(reject ? 1000 : 4000);",
            "if (!valid(data)) socket.close(reject ? 4008 : 4000);",
        ],
    ),
    invalid(
        "typescript",
        """const INTERNAL_ERROR = 1011;

export class Channel {
  private readonly socket = new WebSocket("wss://example.org");

  fail(reason: string): void {
    this.socket.close(«INTERNAL_ERROR», reason);
  }
}
""",
        fixed=["this.socket.close(1000, reason);", "this.socket.close(4011, reason);"],
    ),
    invalid(
        "tsx",
        """import { useEffect } from "react";

export function Room({ url }: { url: string }) {
  useEffect(() => {
    const socket = new WebSocket(url);
    return () => socket.close(«1001»);
  }, [url]);
  return <main />;
}
""",
        fixed=["return () => socket.close(1000);", "return () => socket.close(4001);"],
    ),
    invalid(
        "javascript",
        'import ReconnectingWebSocket from "reconnecting-websocket";\n\nnew ReconnectingWebSocket("wss://example.org").close(«1012»);\n',
        "reconnecting-websocket refuses 1012 as browsers do",
        [
            'new ReconnectingWebSocket("wss://example.org").close(1000);',
            'new ReconnectingWebSocket("wss://example.org").close(4012);',
        ],
    ),
]

REFUSED = [
    valid("javascript", 'const socket = new WebSocket("wss://example.org");\nsocket.close(1001);\n'),
    valid(
        "python",
        """import websockets


async def stop(connection: websockets.ServerConnection) -> None:
    await connection.close(1012)
""",
    ),
    invalid(
        "python",
        """from autobahn.twisted.websocket import WebSocketServerProtocol


class Echo(WebSocketServerProtocol):
    def onOpen(self):
        self.sendClose(«1013», "full")
""",
        "Autobahn refuses 1013: sendClose() raises Exception and the socket stays open.",
        ['self.sendClose(1000, "full")', 'self.sendClose(4013, "full")'],
    ),
]


@pytest.mark.parametrize("case", BROWSER)
def test_browser_code(case: Case) -> None:
    run("browser-code", case)


@pytest.mark.parametrize("case", REFUSED)
def test_refused_code(case: Case) -> None:
    run("refused-code", case)


CONSUMER = """from channels.generic.websocket import AsyncWebsocketConsumer


class Room(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.close(code=1008)
"""


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (
            "channels==4.3.2\ndaphne==4.2.3\n",
            "Daphne refuses 1008: close() raises Exception and the socket stays open.",
        ),
        ("channels[daphne]~=4.3\n", "Daphne refuses 1008: close() raises Exception and the socket stays open."),
        ("channels\nuvicorn[standard]\n", ""),
        ("channels\ndaphne\nuvicorn\n", ""),  # nobody knows which of them runs
        ("channels\n", ""),
    ],
)
def test_what_the_projects_own_server_refuses(manifest: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text(manifest)
    document = Document.from_bytes(CONSUMER.encode())
    path = posix(str(tmp_path / "room.py"))
    file = FileChecker(path, "python", document, EVERYTHING, Workspace(DiskFiles([str(tmp_path)])))
    assert [each.message for each in file.checked().findings if each.rule == "refused-code"] == [said] * bool(said)


LEAVING = """
import 'package:web_socket_channel/%s.dart';
import 'package:web_socket_channel/status.dart' as status;

void leave(%s channel) {
  channel.sink.close(status.goingAway);
}
"""


@pytest.mark.parametrize(
    ("version", "module", "kind", "rules"),
    [
        ("^1.2.0", "io", "IOWebSocketChannel", []),
        ("^2.4.0", "io", "IOWebSocketChannel", []),
        ("2.4.5", "web_socket_channel", "WebSocketChannel", []),
        ("^3.0.1", "io", "IOWebSocketChannel", ["refused-code"]),
        ("'>=2.4.0 <4.0.0'", "io", "IOWebSocketChannel", ["refused-code"]),
        ("^2.4.0", "html", "HtmlWebSocketChannel", ["browser-code"]),
        ("^3.0.1", "html", "HtmlWebSocketChannel", ["browser-code"]),
    ],
)
def test_going_away_by_the_version_of_darts_channels(
    version: str, module: str, kind: str, rules: list[str], tmp_path: Path
) -> None:
    (tmp_path / "pubspec.yaml").write_text(f"name: rooms\ndependencies:\n  web_socket_channel: {version}\n")
    document = Document.from_bytes((LEAVING % (module, kind)).encode())
    path = posix(str(tmp_path / "room.dart"))
    file = FileChecker(path, "dart", document, EVERYTHING, Workspace(DiskFiles([str(tmp_path)])))
    told = [each.rule for each in file.checked().findings]
    assert [rule for rule in told if rule in ("refused-code", "browser-code")] == rules


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("code != null && reason != null", True),
        ("code && reason", True),
        ("code !== undefined", True),
        ("code === 1000 || code >= 3000", False),
    ],
)
def test_a_method_that_only_asks_for_a_code_sends_it(test: str, told: bool) -> None:
    text = (
        "class Feed {\n  socket = new WebSocket(address);\n\n  disconnect(code, reason) {\n"
        f"    if ({test}) this.socket.close(code, reason);\n    else this.socket.close();\n  }}\n\n"
        '  again() {\n    this.disconnect(1001, "again");\n  }\n}\n'
    )
    assert bool(findings("javascript", text, "browser-code")) is told


@pytest.mark.parametrize(
    ("imports", "told"),
    [
        ('import { WebSocketServer } from "ws";', False),  # its sockets are kept; their type was not imported
        ('import type { RawData } from "ws";', False),
        ('import express from "express";', False),  # what it is served with gives the sockets
        ('import { upgradeWebSocket } from "hono/bun";', False),
        ("const { socket } = Deno.upgradeWebSocket(request);", False),
        ('import { readFile } from "node:fs/promises";', True),
        ("", True),
    ],
)
def test_a_type_that_may_be_that_of_a_library_that_is_imported(imports: str, told: bool) -> None:
    text = (
        f"{imports}\nconst guests = new Map<string, Set<WebSocket>>();\n\n"
        'export function clear(room: string): void {\n  guests.get(room)?.forEach((guest) => guest.close(1012, "restart"));\n}\n'
    )
    rules = {one.rule for one in findings("typescript", text)} & {"browser-code", "refused-code"}
    assert bool(rules) is told
    assert findings("typescript", f'{imports}\nnew WebSocket(address).close(1012, "restart");\n', "")
