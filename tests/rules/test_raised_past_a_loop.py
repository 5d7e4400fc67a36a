"""What a loop catches: a close whose exception it lets through ends it, and the wait that counts is the one after a close."""

from textwrap import indent

import pytest

from .support import told

ABOUT = ("reconnect-on-normal", "reconnect-without-backoff")

READS = """
import asyncio
import socket

import websockets


async def prices():
    while True:
        try:
            async with websockets.connect("wss://prices.example.org") as line:
                while True:
{reading}
        except {outer}:
            await asyncio.sleep(1)
"""

PLAIN = "print(await line.recv())"
CAUGHT = """
try:
    print(await line.recv())
except {inner}:
    await asyncio.sleep(3)
    break
"""


def rules(source: str) -> dict[str, str]:
    return dict(told("python", source, ABOUT))


def reading(outer: str, inner: str = "") -> str:
    body = CAUGHT.format(inner=inner).strip() if inner else PLAIN
    return READS.format(reading=indent(body, " " * 20), outer=outer)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("OSError", ""),
        ("(socket.gaierror, ConnectionRefusedError)", ""),
        ("socket.gaierror", "websockets.ConnectionClosedError"),
        ("websockets.ConnectionClosedError", "websockets.ConnectionClosedError"),
    ],
)
def test_a_normal_close_ends_a_loop_that_lets_its_exception_through(outer: str, inner: str) -> None:
    assert set(rules(reading(outer, inner))) == {"reconnect-without-backoff"}


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("Exception", ""),
        ("websockets.ConnectionClosed", ""),
        ("websockets.WebSocketException", ""),
        ("LOST", ""),
        ("socket.gaierror", "websockets.ConnectionClosed"),
        ("socket.gaierror", "(asyncio.TimeoutError, websockets.ConnectionClosed)"),
    ],
)
def test_a_loop_that_may_take_a_normal_close_connects_again(outer: str, inner: str) -> None:
    assert set(rules(reading(outer, inner))) == set(ABOUT)


def test_the_wait_after_a_close_counts_and_not_that_after_a_name_is_not_found() -> None:
    found = rules(reading("socket.gaierror", "websockets.ConnectionClosed"))
    assert all(place.startswith("asyncio.sleep(3)") for place in found.values())


WATCHES = """
import asyncio

import websockets


async def watch():
    line = await websockets.connect("wss://prices.example.org")
    while True:
        try:
            await line.ping()
            await asyncio.sleep(20)
        except asyncio.TimeoutError:
            await asyncio.sleep(2)
        except websockets.ConnectionClosed:
            {pause}line = await websockets.connect("wss://prices.example.org")
"""


@pytest.mark.parametrize(
    ("pause", "place"), [("", "websockets.connect("), ("await asyncio.sleep(5)\n            ", "asyncio.sleep(5)")]
)
def test_a_wait_while_the_connection_is_open_is_none_before_the_next(pause: str, place: str) -> None:
    assert rules(WATCHES.format(pause=pause))["reconnect-without-backoff"].startswith(place)
