"""The test of bytes that decides what is parsed: it must let no file go that has a finding."""

import pytest

from wsclose.knowledge import library, relevance
from wsclose.knowledge.data import bundles

FAMILIES = [name.removeprefix("libraries/") for name in bundles() if name.startswith("libraries/")]


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("javascript", 'const socket = new WebSocket("wss://x");'),
        ("javascript", 'const { Server } = require("ws");\nnew Server().on("connection", (s) => s.terminate());'),
        ("javascript", "import Client from 'isomorphic-ws';\nexport const client = new Client(url);"),
        ("javascript", 'import { Socket } from "phoenix";\nnew Socket("/live").disconnect(() => {}, 4001);'),
        ("javascript", "export const CLOSECODES = { normal: 1000 };"),
        ("javascript", "class Bot { stop() { this.ws.close(); } }"),
        ("javascript", "export const USER_LEFT_WEB_SOCKET_CODE = 4333;"),
        ("javascript", "app.route('/', { maxPayloadLength: 512, close(guest, code) { leave(guest, code); } });"),
        ("python", "class Bot:\n    async def stop(self):\n        await self._ws.close()\n"),
        ("python", "from fastapi import status\n\nCODE = status.WS_1008_POLICY_VIOLATION\n"),
        ("python", "import tornado.web as web\n\nclass Chat(web.Application):\n    def on_close(self): ...\n"),
        ("go", 'import "github.com/gobwas/ws"\n'),
        ("go", "return StatusGoingAway\n"),
        ("kotlin", 'val feed = Feed("wss://feed.example.org")\nfeed.close()'),
    ],
)
def test_what_names_a_websocket_or_a_library_is_a_mention(family: str, text: str) -> None:
    assert relevance.mentions(text.encode(), family)
    assert relevance.worth_reading(text.encode(), family)


@pytest.mark.parametrize(
    "text",
    [
        "export const bundle = () => rows.close(); // a bundler, closed",
        "app.get('/', (request, reply) => reply.code(403).send('Forbidden'));",
        "const scheme = secure ? 'wss' : 'ws'; terminate(scheme);",
        "setTimeout(closeMenu, 1000);",
    ],
)
def test_other_code_is_not(text: str) -> None:
    assert not relevance.worth_reading(text.encode(), "javascript")


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("javascript", 'export const kick = (session) => session.close(4001, "kicked");'),
        ("javascript", 'expect(session.close).toHaveBeenCalledWith(4001, "kicked");'),
        ("python", 'await guest.close(code=4001, reason="kicked")'),
        ("python", 'guest.close.assert_called_with(4001, "kicked")'),
    ],
)
def test_a_call_with_a_code_and_a_reason_is_read_whatever_else_the_file_says(family: str, text: str) -> None:
    assert relevance.worth_reading(text.encode(), family)
    assert not relevance.mentions(text.encode(), family)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_module_and_constant_of_every_model_is_a_mention(family: str) -> None:
    models = library.of_family(family)
    told = [model for model in models.by_id.values() if not model.general]
    modules = [module.rstrip("*").rstrip("./") for model in told for module in model.modules]
    constants = [name for model in models.by_id.values() for name in model.constants]

    def is_mention(text: str) -> bool:
        return relevance.mentions(f"{text}\n{text} ... .close()\n".encode(), family)

    assert [name for name in modules if not is_mention(f'import x from "{name}";')] == []
    assert [name for name in constants if not is_mention(name)] == []


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("java", 'enum Level { NORMAL, RESERVED }\nstring.protocol("https").extension();'),
        ("csharp", "public enum Speed { Normal, Undefined }"),
        ("python", "from fastapi import FastAPI, status\n\napp = FastAPI()\nGONE = status.HTTP_410_GONE\n"),
    ],
)
def test_a_word_of_everyday_is_no_constant_without_what_it_belongs_to(family: str, text: str) -> None:
    assert not relevance.worth_reading(text.encode(), family)


def test_words_of_everyday_beside_a_close_are_read_and_no_mention() -> None:
    text = b"socket.close(); // of any protocol, under normal conditions"

    assert relevance.worth_reading(text, "java")  # its class may be in another file
    assert not relevance.mentions(text, "java")


def test_a_socket_that_is_dropped_is_read() -> None:
    assert relevance.worth_reading(b"class Drop { fun drop() { feed.ws.cancel() } }", "kotlin")
    assert relevance.worth_reading(b"class Drop { void Off() { feed.ws.Dispose(); } }", "csharp")
    assert relevance.worth_reading(b"def drop(guest: 'GuestWsHandler'):\n    guest.close()\n", "python")


def test_a_client_that_only_connects_and_reads_is_read() -> None:
    text = b"import aiohttp\n\nasync with session.ws_connect(url) as line:\n    async for message in line:\n        print(message)\n"

    assert relevance.worth_reading(text, "python")
    assert relevance.mentions(text, "python")


def test_a_word_of_everyday_is_a_constant_of_what_it_belongs_to() -> None:
    assert relevance.worth_reading(b"session.goodbye(StatusCode.NORMAL);", "java")
    assert relevance.worth_reading(b"connection.Drop(CloseStatusCode.Away);", "csharp")


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("dart", "import 'dart:io';"),
        ("swift", "import Foundation"),
        ("java", "import io.vertx.core.net.NetSocket;"),
        ("java", "import okhttp3.OkHttpClient;"),
        ("java", "import java.net.http.HttpClient;"),
        ("csharp", "using System.Net;"),
        ("csharp", "using System.Net.Sockets;"),
    ],
)
def test_a_module_that_does_much_else_is_no_mention(family: str, text: str) -> None:
    assert not relevance.mentions(f"{text}\nsocket.close()\n".encode(), family)
