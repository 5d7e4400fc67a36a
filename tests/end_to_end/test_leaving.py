"""The server ends when it should, with the status that it should have."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end_to_end.client import SERVER, TIMEOUT
from tests.end_to_end.conftest import Start

BODY = b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}'
INITIALIZE = b"Content-Length: %d\r\n\r\n%b" % (len(BODY), BODY)


def test_exit_after_shutdown_is_a_success(start: Start) -> None:
    assert start().leave() == 0


def test_exit_without_shutdown_is_a_failure(start: Start) -> None:
    client = start()
    client.notify("exit")
    assert client.process.wait(TIMEOUT) == 1


def test_the_end_of_the_input_ends_the_server(start: Start) -> None:
    assert start().end_input() == 0


def test_the_end_of_the_input_before_a_session_ends_the_server(start: Start) -> None:
    assert start(initialize=False).end_input() == 0


def test_the_end_of_the_input_within_a_message_ends_the_server(start: Start) -> None:
    client = start()
    client.send_raw(b'Content-Length: 1000\r\n\r\n{"jsonrpc"')
    assert client.end_input() == 0


def test_the_death_of_the_client_ends_the_server(start: Start) -> None:
    """Its input stays open here, as it does when a child of the dead editor holds it."""
    editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    client = start(processId=editor.pid)
    editor.communicate(b"\n", TIMEOUT)
    assert client.process.wait(TIMEOUT) == 0


def test_a_process_id_of_another_machine_is_no_reason_to_leave(start: Start) -> None:
    client = start(processId=2**31 - 1)
    assert client.leave() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe without a reader is found out later")
def test_a_client_that_no_longer_reads_ends_the_server(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    process = subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=writer, stderr=subprocess.PIPE, cwd=tmp_path)
    os.close(writer)
    os.close(reader)
    assert process.stdin is not None
    process.stdin.write(INITIALIZE)
    process.stdin.flush()
    assert process.wait(TIMEOUT) == 0
    assert process.communicate()[1] == b""


def test_tcp_listens_on_the_loopback_interface(tmp_path: Path) -> None:
    process = subprocess.Popen([*SERVER, "--tcp", "0"], stderr=subprocess.PIPE, cwd=tmp_path)
    try:
        assert process.stderr is not None
        address, port = process.stderr.readline().decode().split()[-1].split(":")
        assert address == "127.0.0.1"
        with socket.create_connection((address, int(port)), TIMEOUT) as connection:
            connection.sendall(INITIALIZE)
            assert connection.recv(15) == b"Content-Length:"
        assert process.wait(TIMEOUT) == 0
    finally:
        process.kill()
        process.communicate()


def test_nothing_but_the_protocol_is_written_to_the_output(start: Start) -> None:
    client = start()
    assert client.leave() == 0
    assert client.stderr() == ""
