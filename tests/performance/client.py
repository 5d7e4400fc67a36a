"""A language client that waits for one thing at a time and knows to the microsecond when it came.

Raw JSON-RPC over stdio: no client library whose own work would be part of what is measured.
"""

import json
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Self

from tests.performance.subjects import environment

Message = dict[str, Any]
TIMEOUT = 30.0


class NoAnswerError(Exception):
    """The server ended, or did not answer in time; the message ends with the last of what it wrote to stderr."""


class Client:
    """One server process. With `pull` it asks for diagnostics after each change, otherwise it waits for them."""

    def __init__(self, command: Sequence[str], folder: Path, *, pull: bool = False) -> None:
        self.pull = pull
        self.folder = folder
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `close`)
        self._next_id = 0
        self._versions: dict[str, int] = {}
        self._arrived: queue.SimpleQueue[tuple[float, Message] | None] = queue.SimpleQueue()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=folder,
            env=environment(),
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._input = self.process.stdin
        threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True).start()
        try:
            self._initialize()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self, path: Path, language_id: str, text: str) -> tuple[float, list[Message]]:
        """Open a file. Returns when its diagnostics arrived, on the clock of `time.perf_counter`, and these."""
        uri = path.as_uri()
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": language_id, "version": 1, "text": text}
        return self._diagnostics(uri, notification("textDocument/didOpen", {"textDocument": document}))

    def change(
        self, path: Path, start: tuple[int, int], end: tuple[int, int], text: str
    ) -> tuple[float, list[Message]]:
        """Replace a range. Returns the seconds from sending the change to having its diagnostics, and these."""
        uri = path.as_uri()
        self._versions[uri] += 1
        place = {name: {"line": at[0], "character": at[1]} for name, at in (("start", start), ("end", end))}
        identifier = {"uri": uri, "version": self._versions[uri]}
        change = {"textDocument": identifier, "contentChanges": [{"range": place, "text": text}]}
        message = notification("textDocument/didChange", change)
        sent = time.perf_counter()
        arrived, diagnostics = self._diagnostics(uri, message)
        return arrived - sent, diagnostics

    def close(self) -> None:
        """Shut down as the protocol says; a server that doesn't leave then is ended."""
        try:
            self._request("shutdown", None, timeout=5)
            self._send(notification("exit", None))
            self._input.close()
            self.process.wait(5)
        except (OSError, NoAnswerError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self._log.close()

    def _initialize(self) -> None:
        text_document: Message = {
            "synchronization": {"didSave": True},
            "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        }
        workspace: Message = {"configuration": True, "workspaceFolders": True}
        if self.pull:
            text_document["diagnostic"] = {"dynamicRegistration": False}
            workspace["diagnostics"] = {"refreshSupport": True}
        uri = self.folder.as_uri()
        capabilities = {"textDocument": text_document, "workspace": workspace}
        folders = [{"uri": uri, "name": self.folder.name}]
        root = {"processId": None, "rootUri": uri, "workspaceFolders": folders, "capabilities": capabilities}
        self._request("initialize", root)
        self._send(notification("initialized", {}))

    def _diagnostics(self, uri: str, message: bytes) -> tuple[float, list[Message]]:
        """Send a message and wait for the diagnostics of the version that it makes."""
        if not self.pull:
            version = self._versions[uri]
            self._send(message)
            arrived, published = self._wait(
                lambda found: (
                    found.get("method") == "textDocument/publishDiagnostics"
                    and found["params"]["uri"] == uri
                    and found["params"].get("version") == version
                )
            )
            return arrived, published["params"]["diagnostics"]
        arrived, report = self._request("textDocument/diagnostic", {"textDocument": {"uri": uri}}, before=message)
        return arrived, report.get("items", [])

    def _request(
        self, method: str, params: object, *, before: bytes = b"", timeout: float = TIMEOUT
    ) -> tuple[float, Message]:
        self._next_id += 1
        identifier = self._next_id
        request = {"jsonrpc": "2.0", "id": identifier, "method": method, "params": params}
        self._send(before + encode(request))
        arrived, answer = self._wait(lambda found: "method" not in found and found.get("id") == identifier, timeout)
        if "error" in answer:
            raise NoAnswerError(f"{method}: {answer['error'].get('message')}")
        return arrived, answer.get("result") or {}

    def _wait(self, is_it: Callable[[Message], bool], timeout: float = TIMEOUT) -> tuple[float, Message]:
        deadline = time.monotonic() + timeout
        while True:
            try:
                item = self._arrived.get(timeout=max(deadline - time.monotonic(), 0))
            except queue.Empty:
                raise NoAnswerError(f"no answer in {timeout:.0f} s{self._last_words()}") from None
            if item is None:
                raise NoAnswerError(f"the server ended{self._last_words()}")
            arrived, message = item
            if is_it(message):
                return arrived, message
            if "method" in message and "id" in message:
                self._send(encode({"jsonrpc": "2.0", "id": message["id"], "result": _answer(message)}))

    def _send(self, data: bytes) -> None:
        try:
            self._input.write(data)
            self._input.flush()
        except OSError:
            raise NoAnswerError(f"the server ended{self._last_words()}") from None

    def _read(self, output: BinaryIO) -> None:
        """In a thread of its own. The clock is read when a message is complete and before it is decoded."""
        try:
            while header := output.readline():
                length = 0
                while header.strip():
                    name, _, value = header.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                    header = output.readline()
                body = output.read(length)
                arrived = time.perf_counter()
                self._arrived.put((arrived, json.loads(body)))
        except (OSError, ValueError):
            pass  # not JSON-RPC, or closed under us: for who waits, the server ended
        self._arrived.put(None)

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return f": {lines[-1].strip()}" if lines else ""


def notification(method: str, params: object) -> bytes:
    return encode({"jsonrpc": "2.0", "method": method, "params": params})


def encode(message: Message) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def _answer(request: Message) -> object:
    """What a client without settings says to the requests of a server."""
    if request["method"] == "workspace/configuration":
        return [None] * len(request["params"]["items"])
    return None
