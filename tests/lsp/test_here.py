"""What a hover says of a place: from real code to sentences, in both languages."""

import re
from string import Formatter

import pytest

from wsclose.checker import check_text
from wsclose.knowledge import behaviour, library_page, texts
from wsclose.lsp import close_calls, here
from wsclose.lsp.hover import describe
from wsclose.project.settings import Settings

NODE = """import WebSocket, { WebSocketServer } from "ws";
const server = new WebSocketServer({ port: 8080 });
server.on("connection", (socket) => {
  socket.on("close", (code) => { if (code === 1005) count(); });
  SEND
});
"""
PYTHON = """import websockets

async def handler(socket: websockets.ServerConnection) -> None:
    SEND
"""
GO = """package hub

import (
	"github.com/coder/websocket"
	gorilla "github.com/gorilla/websocket"
)

func leave(conn *websocket.Conn, old *gorilla.Conn) {
	SEND
}
"""
PAGE = "const socket = new WebSocket(url);\nSEND\n"


def said(path: str, template: str, send: str, at: str, locale: str = "en") -> str:
    source = template.replace("SEND", send)
    offset = len(source[: source.index(send) + send.index(at)].encode())
    found = describe(check_text(path, source.encode(), Settings()), offset, locale)
    assert found is not None
    return found[2]


@pytest.mark.parametrize(
    ("path", "template", "send", "at", "sentence"),
    [
        (
            "a.js",
            PAGE,
            "socket.close(1011);",
            "1011",
            "The browser refuses it: `close()` throws **InvalidAccessError**",
        ),
        ("a.js", PAGE, "socket.close(1011);", "1011", "A page may send 1000 or 3000–4999."),
        ("a.js", PAGE, "socket.close(3003);", "3003", "The browser sends it, and the server receives **3003**."),
        ("a.mjs", NODE, "socket.close(1012);", "1012", "`ws` sends it, and the client receives **1012**."),
        ("a.mjs", NODE, "socket.close(1006);", "1006", "It takes 1000–1003, 1007–1014, 3000–4999."),
        ("a.py", PYTHON, "await socket.close(1015)", "1015", "`close()` raises **ProtocolError**"),
        ("a.go", GO, 'conn.Close(1005, "")', "1005", "reads 1005 as “no code”: the close frame is empty"),
        ("a.go", GO, 'conn.Close(5000, "")', "5000", "`Close()` fails with *failed to marshal close frame*"),
        ("a.go", GO, 'conn.Close(5000, "")', "5000", "the connection is dropped; the peer sees **1006**"),
    ],
)
def test_a_sent_code(path: str, template: str, send: str, at: str, sentence: str) -> None:
    assert sentence in said(path, template, send, at)


@pytest.mark.parametrize(
    ("path", "template", "send", "at", "sentence"),
    [
        ("a.js", PAGE, "socket.close();", "close", "The browser sends an empty close frame: the server sees **1005**"),
        ("a.mjs", NODE, "socket.terminate();", "terminate", "The client sees **1006** (abnormal)"),
        ("a.mjs", NODE, "socket.terminate();", "terminate", "To say goodbye first, send a close frame: `close()`."),
        ("a.mjs", NODE, "socket.close(4000, why);", "close", "### Closes with 4000"),
        ("a.mjs", NODE, "socket.close(4000, why);", "close", "with a longer one `close()` throws **RangeError**"),
        ("a.py", PYTHON, "await socket.close()", "close", "`websockets` sends **1000** when no code is given."),
        (
            "a.mjs",
            NODE,
            "const end = (code = 1001) => socket.close(code);",
            "close",
            "### Closes with 1001 Going Away, or another",
        ),
        ("a.py", PYTHON, "socket.close()", "close", "Nothing happens until it is awaited."),
        ("a.go", GO, "old.Close()", "Close", "`WriteControl(CloseMessage, FormatCloseMessage(…))`"),
    ],
)
def test_a_close_call(path: str, template: str, send: str, at: str, sentence: str) -> None:
    assert sentence in said(path, template, send, at)


WSPROTO = """from wsproto import WSConnection
from wsproto.events import CloseConnection
from wsproto.frame_protocol import CloseReason


def leave(connection: WSConnection) -> bytes:
    return SEND
"""

ASGI = """from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()


@app.websocket("/room")
async def room(websocket: WebSocket) -> None:
    await websocket.accept()
    SEND
"""


@pytest.mark.parametrize(
    ("path", "template", "send", "at", "sentence"),
    [
        (
            "a.py",
            ASGI,
            "await websocket.close(1011)",
            "1011",
            "`Starlette` sends it, and the client receives **1011**.",
        ),
        ("a.py", ASGI, "await websocket.close(1011)", "1011", "On Daphne: `Starlette` refuses it: `close()` raises"),
        (
            "a.py",
            ASGI,
            "await websocket.close(1006)",
            "1006",
            "On uvicorn --ws wsproto, Hypercorn: `Starlette` does not",
        ),
        ("a.py", WSPROTO, "connection.send(CloseConnection(code=1005))", "1005", "the peer receives **1000**"),
        (
            "a.py",
            WSPROTO,
            "connection.send(CloseConnection(code=CloseReason.NO_STATUS_RCVD))",
            "NO_STATUS",
            "the close frame is empty",
        ),
        ("a.py", ASGI, "await websocket.close(1006)", "1006", "the client receives **1000**"),
        ("a.go", GO, 'conn.Close(5000, "")', "5000", "Up to 1.8.7: `coder/websocket` refuses it"),
        ("a.go", GO, 'conn.Close(5000, "")', "5000", "the peer receives **1011**"),
    ],
)
def test_where_a_sent_code_fares_otherwise(path: str, template: str, send: str, at: str, sentence: str) -> None:
    assert sentence in said(path, template, send, at)


def test_a_code_that_all_servers_send_needs_no_more_words() -> None:
    assert "On " not in said("a.py", ASGI, "await websocket.close(4000)", "4000").partition("**Meaning**")[0]


def test_a_browser_delivers_what_no_peer_may_send() -> None:
    source = "const socket = new WebSocket(url);\nsocket.onclose = (event) => SEND;\n"
    assert "No peer that keeps to the protocol sends 5000." in said("a.js", source, "event.code === 5000", "5000")
    assert "never reports 1015" in said("a.js", source, "event.code === 1015", "1015")


def test_a_compared_code_says_when_the_library_reports_it() -> None:
    text = said("a.mjs", NODE, "code === 1005", "1005")
    assert "`ws` reports 1005 when the close frame had no code." in text


def test_a_received_code_says_what_arrives() -> None:
    text = said("a.mjs", NODE, "code) =>", "code")
    assert "What arrives here with `ws`: the peer's code; **1005** if it sent none" in text


def test_what_is_said_ends_with_where_it_comes_from() -> None:
    text = said("a.py", PYTHON, "await socket.close(1015)", "1015")
    assert re.search(r"\n\*checked with websockets [\d.]+\*\n$", text)
    korean = said("a.py", PYTHON, "await socket.close(1015)", "1015", "ko")
    assert re.search(r"\n\*websockets [\d.]+ 실행으로 확인\*\n$", korean)


def test_of_several_versions_the_newest_is_named() -> None:
    text = said("a.mjs", NODE, "code === 1005", "1005")
    assert re.search(r"\n\*checked with ws 8\.23\.0, isomorphic-ws [\d.]+\*\n", text)


def test_what_was_only_read_says_where() -> None:
    source = """package chat

import "github.com/olahol/melody"

func leave(session *melody.Session) {
	session.CloseWithMsg(melody.FormatCloseMessage(1001, "bye"))
}
"""
    assert said("chat.go", source, "FormatCloseMessage(1001", "1001").endswith("\n*read in olahol/melody session.go*\n")


TABLES = {
    "behaviour": behaviour.TEXTS,
    "here": here.TEXTS,
    "close-calls": close_calls.TEXTS,
    "library-page": library_page.TEXTS,
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("locale", [each for each in texts.available_locales() if each != texts.ENGLISH])
def test_every_sentence_is_translated(name: str, locale: str) -> None:
    assert texts.table(locale, name).keys() == TABLES[name].keys()


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("locale", [each for each in texts.available_locales() if each != texts.ENGLISH])
def test_a_translation_asks_for_no_value_that_is_not_given(name: str, locale: str) -> None:
    for key, translated in texts.table(locale, name).items():
        assert fields(translated) <= fields(TABLES[name][key]), key


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
