"""Clients that connect anew because a message says so, not because the connection has ended."""

import pytest

from .support import findings

CLIENT = """\
import json
import websockets


class Feed:
    async def connect(self):
        self.line = await websockets.connect("wss://feed.example.org")

    async def reconnect(self):
        await self.line.close()
        await self.connect()

    async def read(self):
        while True:
            {read}
"""
READ = """\
try:
                text = await self.line.recv()
            except websockets.ConnectionClosed:
                {closed}
            note = json.loads(text)
            kind = note.get("type")
            if {test}:
                await self.reconnect()
"""


def found(test: str, closed: str = "break") -> int:
    source = CLIENT.format(read=READ.format(test=test, closed=closed))
    return len(findings("python", source, "reconnect-without-backoff"))


@pytest.mark.parametrize("test", ['note["type"] == "restart"', 'kind == "error"'])
def test_what_a_message_says(test: str) -> None:
    assert found(test) == 0


@pytest.mark.parametrize("test", ["not self.line.open", "True"])
def test_what_it_does_not(test: str) -> None:
    assert found(test) == 1


def test_the_end_of_the_connection_beside_it() -> None:
    assert found('kind == "error"', "await self.reconnect()") == 1


BY_HTTP = """\
import requests
import websocket

while True:
    answer = requests.get("https://feed.example.org/start").json()
    if answer["ok"]:
        line = websocket.create_connection(answer["url"])
        while True:
            try:
                print(line.recv())
            except websocket.WebSocketConnectionClosedException:
                break
    time.sleep(5)
"""


def test_what_a_request_over_http_says() -> None:
    assert len(findings("python", BY_HTTP, "reconnect-without-backoff")) == 1
