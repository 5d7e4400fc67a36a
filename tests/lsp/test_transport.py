"""Reading messages, and knowing whether a process lives."""

import io
import os
import subprocess
import sys

import pytest

from wsclose.lsp.transport import Inbox, Writer, is_alive, serve, start_reading


def bodies(stream: bytes) -> list[bytes]:
    inbox = Inbox()
    start_reading(io.BytesIO(stream), inbox)
    found: list[bytes] = []
    serve(inbox, found.append, lambda: None, lambda: False)
    return found


@pytest.mark.parametrize(
    "stream",
    [
        b"Content-Length: 2\r\n\r\n{}",
        b"content-length:2\r\n\r\n{}",
        b"Content-Length: 2\r\nContent-Type: utf-8\r\n\r\n{}",
        b"Content-Length: 2\n\n{}",
        b"\r\nhello\r\n\r\nContent-Length: 2\r\n\r\n{}",
        b"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}",
        b"Content-Length: 2\r\n\r\n{}Content-Length: 10\r\n\r\ncut of",
        b"Content-Length: 2\r\n\r\n{}Content-Length: 99999999999999999999\r\n\r\n",
    ],
)
def test_a_message_is_found(stream: bytes) -> None:
    assert bodies(stream) == [b"{}"]


def test_messages_keep_their_order() -> None:
    assert bodies(b"Content-Length: 1\r\n\r\n1Content-Length: 1\r\n\r\n2") == [b"1", b"2"]


def test_idle_comes_when_nothing_waits() -> None:
    inbox = Inbox()
    for body in (b"first", b"second"):
        inbox.put(body)
    happened: list[object] = []

    def idle() -> None:
        happened.append("idle")
        inbox.put(None)

    serve(inbox, happened.append, idle, lambda: False)
    assert happened == [b"first", b"second", "idle"]


def test_what_was_put_off_is_done_when_nothing_has_come_for_a_while_and_stops_for_a_message() -> None:
    inbox = Inbox()
    inbox.put(b"first")
    happened: list[object] = []

    def rest() -> bool:
        happened.append("rest")
        if happened.count("rest") == 2:
            inbox.put(b"second")
            inbox.put(None)
        return True

    serve(inbox, happened.append, lambda: happened.append("idle"), rest, pause=0.001)
    assert happened == [b"first", "idle", "rest", "rest", b"second"]


def test_a_client_that_reads_no_more_ends_the_session() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    inbox = Inbox()
    output = Writer(os.fdopen(writer, "wb", buffering=0), inbox)
    output.write(b"hello")
    output.write(b"is anybody there?")
    assert inbox.get_nowait() is None
    assert inbox.empty()


def test_this_process_is_alive() -> None:
    assert is_alive(os.getpid())


def test_a_process_that_ended_is_not_alive() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert not is_alive(process.pid)


@pytest.mark.parametrize("pid", [0, -1])
def test_what_is_no_process_id_is_not_alive(pid: int) -> None:
    assert not is_alive(pid)
