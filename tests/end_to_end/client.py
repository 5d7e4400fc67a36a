"""A language client for tests: real processes, raw messages, and waiting for what is to come instead of sleeping."""

import json
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

TIMEOUT = 20.0
SERVER = [sys.executable, "-m", "wsclose", "server"]

Message = dict[str, Any]


class Client:
    """One server process and what it has sent so far. Each wait takes its message out of `unread`."""

    def __init__(self, folder: Path, command: list[str] | None = None) -> None:
        self.folder = folder
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the client)
        self.process = subprocess.Popen(
            command or SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr, cwd=folder
        )
        self.unread: list[Message] = []
        self._arrived: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._ids = 0
        self._opened = 0
        threading.Thread(target=self._read, daemon=True).start()

    # ---- a session ----

    def initialize(self, capabilities: Message | None = None, /, **params: Any) -> Message:
        """Returns the server's capabilities."""
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **params}
        answer: Message = self.request("initialize", params)
        self.notify("initialized", {})
        return answer["capabilities"]

    def leave(self) -> int:
        """Leaves as the protocol says. Returns the exit status."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(TIMEOUT)

    def open(self, text: str, name: str = "app.js", language_id: str = "javascript", version: int = 1) -> str:
        """Returns the document's address, which is a new one each time."""
        self._opened += 1
        uri = (self.folder / str(self._opened) / name).as_uri()
        document = {"uri": uri, "languageId": language_id, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, *changes: tuple[tuple[int, int, int, int] | None, str]) -> None:
        """Each change is a range (line, character, line, character), or None for all, and the new text."""
        events = [_event(*change) for change in changes]
        self.notify(
            "textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": events}
        )

    def diagnostics(self, uri: str, version: int | None = None) -> list[Message]:
        """Waits for the diagnostics that are pushed for a document, of a version if one is given."""

        def is_it(message: Message) -> bool:
            if message.get("method") != "textDocument/publishDiagnostics" or message["params"]["uri"] != uri:
                return False
            return version is None or message["params"].get("version") == version

        found: list[Message] = self.wait(is_it)["params"]["diagnostics"]
        return found

    def hover(self, uri: str, line: int, character: int) -> Message | None:
        position = {"line": line, "character": character}
        found: Message | None = self.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return found

    def actions(self, uri: str, place: Message, **context: Any) -> list[Message]:
        params = {"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": [], **context}}
        found: list[Message] = self.request("textDocument/codeAction", params)
        return found

    # ---- messages ----

    def request(self, method: str, params: object = None) -> Any:
        """The result; AssertionError when the server answers with an error."""
        answer = self.answer(method, params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def answer(self, method: str, params: object = None) -> Message:
        """The whole answer to a request, an error too."""
        self._ids += 1
        identifier = self._ids
        self.send({"id": identifier, "method": method, "params": params})
        return self.wait(lambda message: "method" not in message and message.get("id") == identifier)

    def notify(self, method: str, params: object = None) -> None:
        self.send({"method": method, "params": params})

    def send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_raw(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def send_raw(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def wait(self, is_it: Any) -> Message:
        """The first message that fits, of those that came and those that are still to come."""
        for place, message in enumerate(self.unread):
            if is_it(message):
                return self.unread.pop(place)
        while (message := self._arrived.get(timeout=TIMEOUT)) is not None:
            if is_it(message):
                return message
            self.unread.append(message)
        raise AssertionError(f"the server ended:\n{self.stderr()}")

    def end_input(self) -> int:
        """Closes the server's input. Returns the exit status."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(TIMEOUT)

    def stderr(self) -> str:
        self._stderr.seek(0)
        return self._stderr.read().decode(errors="replace")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was buffered has nowhere to go
                    stream.close()
        self._stderr.close()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        try:
            while header := stream.readline():
                length = 0
                while header.strip():
                    name, _, value = header.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                    header = stream.readline()
                self._arrived.put(json.loads(stream.read(length)))
        except (OSError, ValueError):
            pass  # the process was ended; who waits is told below
        self._arrived.put(None)


def _event(place: tuple[int, int, int, int] | None, text: str) -> Message:
    if place is None:
        return {"text": text}
    line, character, last_line, last = place
    start, end = {"line": line, "character": character}, {"line": last_line, "character": last}
    return {"range": {"start": start, "end": end}, "text": text}


def codes(diagnostics: list[Message]) -> list[tuple[str, int, int]]:
    """Rule, line and character of each diagnostic."""
    places = ((each["code"], each["range"]["start"]) for each in diagnostics)
    return [(rule, start["line"], start["character"]) for rule, start in places]
