"""Messages in and out: a thread that reads, a loop that handles, and the ways in which a session ends.

pygls would read each header line in a thread pool; here one thread hands over whole messages. The loop knows when
nothing more is waiting, so that several changes that came together are checked once.
"""

import logging
import os
import socket
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, BinaryIO

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
WATCH_SECONDS = 3.0
PAUSE_SECONDS = 0.3  # after a message: long enough that nobody types, short enough that nobody waits


class Inbox(SimpleQueue[bytes | None]):
    """Bodies of messages, and None when there will be no more."""


class Writer:
    """What pygls writes to. A client that no longer reads ends the session, as one that no longer writes does."""

    def __init__(self, stream: BinaryIO, inbox: Inbox) -> None:
        self._stream, self._inbox = stream, inbox
        self._broken = False

    def write(self, data: bytes) -> None:
        if self._broken:
            return
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError) as error:
            log.info("Writing ended: %s", error)
            self._broken = True
            self._inbox.put(None)

    def close(self) -> None:
        """pygls closes it after `exit`; the process ends then anyway."""


def standard_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the protocol alone: what is printed by mistake goes to standard error.

    They are duplicates. The interpreter closes `sys.stdin` when it ends, and would wait there for the reading thread.
    """
    incoming = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    return incoming, outgoing


def accept_one(port: int) -> tuple[BinaryIO, BinaryIO]:
    """Wait on the loopback interface for one client. Port 0 takes any free one; which one is said on standard error."""
    with socket.create_server((LOOPBACK, port)) as listener:
        print(f"wsclose listens on {LOOPBACK}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)  # noqa: T201
        connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection.makefile("rb"), connection.makefile("wb")


def start_reading(stream: BinaryIO, inbox: Inbox) -> None:
    """Read messages in a thread of its own until the stream ends."""
    threading.Thread(target=_read, args=(stream, inbox), name="reader", daemon=True).start()


def serve(
    inbox: Inbox,
    handle: Callable[[bytes], None],
    idle: Callable[[], None],
    rest: Callable[[], bool],
    pause: float = PAUSE_SECONDS,
) -> None:
    """Handle messages until there are no more. `idle` is called whenever none is waiting.

    `rest` is called when none has come for a while, again and again until it returns False or a message comes.
    """
    while True:
        try:
            body = inbox.get_nowait()
        except Empty:
            idle()
            body = _next(inbox, rest, pause)
        if body is None:
            return
        handle(body)


def _next(inbox: Inbox, rest: Callable[[], bool], pause: float) -> bytes | None:
    """The next message."""
    while True:
        try:
            return inbox.get(timeout=pause)
        except Empty:
            if not rest():
                return inbox.get()
            pause = 0


def watch_process(pid: int, inbox: Inbox, seconds: float = WATCH_SECONDS) -> None:
    """End the session when the client's process does, in case the stream stays open in a child of it."""
    if not is_alive(pid):
        return  # a process id of another machine or container says nothing here
    stopped = threading.Event()

    def watch() -> None:
        while not stopped.wait(seconds):
            if not is_alive(pid):
                log.info("The client's process %d is gone.", pid)
                inbox.put(None)
                return

    threading.Thread(target=watch, name="client watcher", daemon=True).start()


def is_alive(pid: int) -> bool:
    """Whether there is a process with this id."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's process
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """There, `os.kill(pid, 0)` would send Ctrl-C."""
    import ctypes

    synchronize, access_denied, timeout = 0x00100000, 5, 0x00000102
    windows: Any = ctypes  # what is used of it has no types elsewhere
    kernel = windows.WinDLL("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(synchronize, False, pid)
    if not handle:
        return bool(windows.get_last_error() == access_denied)
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == timeout)
    finally:
        kernel.CloseHandle(handle)


def _read(stream: BinaryIO, inbox: Inbox) -> None:
    try:
        while (length := _read_header(stream)) is not None:
            body = stream.read(length)
            if len(body) < length:
                break
            inbox.put(body)
    except (OSError, ValueError, OverflowError) as error:
        log.info("Reading ended: %s", error)
    inbox.put(None)


def _read_header(stream: BinaryIO) -> int | None:
    """The length of the message that follows, None at the end. What is no header is passed over."""
    length: int | None = None
    while line := stream.readline():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
        elif not line.strip() and length is not None:
            return length
    return None
