"""Nothing that a file can hold makes the checker raise, or go on for ever."""

import random

import pytest
from tests.syntax.test_source import PIECES
from tests.syntax.texts import TEXTS

from wsclose.checker import Checked, FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax import languages
from wsclose.syntax.document import Document

DEEP = 100_000
CHAIN = 3_000
# The words around a condition and a block, and what a call is made on, in each language.
ELSE_IF = {
    "a.js": ("const ws = new WebSocket(url);\n", "if (code === {0}) {{ ws.close({0}); }} else ", "{ stop(); }"),
    "a.ts": ("const ws = new WebSocket(url);\n", "if (code === {0}) {{ ws.close({0}); }} else ", "{ stop(); }"),
    "a.py": ("import websockets\nif code == 0:\n    pass\n", "elif code == {0}:\n    ws.close({0})\n", "else:\n    stop()\n"),
    "a.go": (
        'package a\nimport "github.com/gorilla/websocket"\nfunc a() {\n',
        "if code == {0} {{ ws.Close() }} else ",
        "{ stop() }\n}\n",
    ),
    "a.rs": ("use tungstenite::Message;\nfn a() {\n", "if code == {0} {{ ws.close(None); }} else ", "{ stop(); }\n}\n"),
    "A.java": (
        "import jakarta.websocket.*;\nclass A { void a() {\n",
        "if (code == {0}) {{ session.close(); }} else ",
        "{ stop(); }\n}}\n",
    ),
    "A.kt": ("import okhttp3.*\nfun a() {\n", "if (code == {0}) {{ ws.close({0}, null) }} else ", "{ stop() }\n}\n"),
    "A.cs": (
        "using System.Net.WebSockets;\nclass A { void B() {\n",
        "if (code == {0}) {{ ws.Abort(); }} else ",
        "{ Stop(); }\n}}\n",
    ),
    "A.swift": ("import Starscream\nfunc a() {\n", "if code == {0} {{ ws.disconnect() }} else ", "{ stop() }\n}\n"),
    "a.dart": ("import 'dart:io';\nvoid a() {\n", "if (code == {0}) {{ ws.close({0}); }} else ", "{ stop(); }\n}\n"),
    "A.php": ("<?php\nuse Ratchet\\ConnectionInterface;\n", "if ($code == {0}) {{ $ws->close({0}); }} else ", "{ stop(); }\n"),
    "a.rb": (
        'require "faye/websocket"\nif code == 0\n  stop\n',
        "elsif code == {0}\n  ws.close({0})\n",
        "else\n  stop\nend\n",
    ),
}  # fmt: skip


def check(path: str, text: bytes | str) -> Checked:
    language = languages.for_path(path)
    assert language is not None
    data = text if isinstance(text, bytes) else text.encode()
    return FileChecker(path, language, Document.from_bytes(data), Settings()).checked()


@pytest.mark.parametrize("path", TEXTS)
def test_sources_that_end_anywhere(path: str) -> None:
    data = TEXTS[path].encode()
    for end in random.Random(path).sample(range(len(data)), 16):
        check(path, data[:end])


@pytest.mark.parametrize("path", TEXTS)
def test_sources_with_pieces_that_belong_elsewhere(path: str) -> None:
    chance = random.Random(path)
    others = [text.encode() for text in TEXTS.values()]
    for _ in range(16):
        data = TEXTS[path].encode()
        for _ in range(chance.randrange(1, 6)):
            start = chance.randrange(len(data))
            other = chance.choice(others)
            piece = chance.choice(PIECES).encode("utf-8", "surrogatepass")
            cut = chance.randrange(len(other))
            piece = chance.choice([piece, piece * 3, other[cut : cut + 60], bytes([chance.randrange(256)])])
            data = data[:start] + piece + data[start + chance.choice([0, 1, 30]) :]
        check(path, data)


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize("bracket", ["(", "[", "{", "<", "!", "-"])
def test_brackets_without_end(path: str, bracket: str) -> None:
    start, end = (
        ("<script>", "")
        if path.endswith((".vue", ".svelte", ".html", ".phtml"))
        else ("<?php ", "")
        if path.endswith(".php")
        else ("", "")
    )
    check(path, f"{start}WebSocket; {bracket * DEEP}{end}")


@pytest.mark.parametrize("path", ELSE_IF)
def test_a_long_row_of_conditions(path: str) -> None:
    head, one, last = ELSE_IF[path]
    check(path, head + "".join(one.format(1000 + number % 4000) for number in range(CHAIN)) + last)


@pytest.mark.parametrize("path", ELSE_IF)
def test_a_long_chain_of_calls(path: str) -> None:
    head, one, last = ELSE_IF[path]
    call = "ws" + ".on(1000)" * CHAIN + ".close(1001)"
    body = one.format(1000).replace("ws.", f"{call}.").replace("$ws->", "$" + call.replace(".", "->") + "->")
    check(path, head + body + last)


@pytest.mark.parametrize("path", ELSE_IF)
def test_a_long_sum(path: str) -> None:
    head, one, last = ELSE_IF[path]
    check(path, head + one.replace("{0}", " + ".join(["1000"] * CHAIN), 1).replace("{0}", "1").format() + last)


def test_functions_in_functions() -> None:
    check("a.js", "const ws = new WebSocket(url);\n" + "ws.onclose = () => {" * 2_000 + "ws.close(1001)" + "}" * 2_000)
    check(
        "a.py",
        "import websockets\n"
        + "".join(f"{' ' * depth}def f(ws, code=1001):\n" for depth in range(90))
        + " " * 90
        + "ws.close(1001)\n",
    )


def test_names_that_lead_back_to_themselves() -> None:
    check(
        "a.js", "let a = b; let b = c; let c = a; const ws = new WebSocket(url);\n" + "a.close(b); ws.close(a);\n" * 200
    )
    check(
        "a.js",
        "".join(f"const a{n} = a{n + 1} || a{n + 2};\n" for n in range(500))
        + "const ws = new WebSocket(a0); ws.close(a0);\n",
    )
    check(
        "a.ts",
        "".join(f"class A{n} extends A{(n + 1) % 300} {{ leave() {{ this.close(1001); }} }}\n" for n in range(300)),
    )
    check(
        "a.py",
        "import websockets\n"
        + "".join(f"def f{n}(code): f{n + 1}(code); f{n + 2}(code); f{n + 3}(code)\n" for n in range(60))
        + "f0(1001)\n",
    )


@pytest.mark.parametrize(
    "text", ["{class A { " + "List<" * 50_000, "class A { " + "List<" * 50_000 + "int" + ">" * 50_000]
)
def test_types_in_types_without_end(text: str) -> None:
    check("A.cs", f"// ClientWebSocket\n{text}")


def test_a_long_line_of_classes_that_extend_each_other() -> None:
    classes = "".join(f"class A{n}(A{n + 1}):\n  def leave(self): self.close(1001)\n" for n in range(CHAIN))
    check("a.py", f"import websockets\n{classes}")


def test_one_long_line() -> None:
    check("a.js", "const ws=new WebSocket(url);" + "ws.close(1001);" * 6_000)
