"""A client in a test may stay away when the server goes: by the file's name, its folder, or the tool that it imports."""

import pytest

from wsclose.checker import check_text
from wsclose.project.settings import Settings

CLIENT = """
export function open() {
  const line = new WebSocket("wss://example.org/feed");
  line.onclose = () => setTimeout(open, 1000);
}
"""


def rules(path: str, source: str) -> set[str]:
    return {one.rule for one in check_text(path, source.encode(), Settings()).findings}


@pytest.mark.parametrize(
    ("path", "imports"),
    [
        ("tests/feed.ts", ""),
        ("src/feed.test.ts", ""),
        ("load/feed.ts", 'import { WebSocket } from "k6/websockets";'),
        ("load/feed.ts", 'import ws from "k6/ws";'),
        ("checks/feed.ts", 'import { test } from "vitest";'),
        ("checks/feed.js", 'const test = require("node:test");'),
    ],
)
def test_in_a_test(path: str, imports: str) -> None:
    assert "reconnect-without-backoff" not in rules(path, imports + CLIENT)


@pytest.mark.parametrize(
    "imports", ["", 'import { wait } from "./wait";', "// from vitest", 'import mocha from "mochawesome";']
)
def test_elsewhere(imports: str) -> None:
    assert "reconnect-without-backoff" in rules("src/feed.ts", f"{imports}\n{CLIENT}")


@pytest.mark.parametrize(("imports", "told"), [("import pytest\n", False), ("import ipytest\n", True)])
def test_in_python(imports: str, told: bool) -> None:
    source = "import asyncio, websockets\nasync def follow():\n    while True:\n        async with websockets.connect(ADDRESS) as line:\n            try:\n                async for note in line:\n                    print(note)\n            except websockets.ConnectionClosed:\n                await asyncio.sleep(3)\n"
    assert ("reconnect-without-backoff" in rules("checks/feed.py", imports + source)) == told
