"""Diagnostics of files that are not open: only for those who ask for them, and only what is new."""

from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import Start
from tests.end_to_end.test_diagnostics import PULLING

PAGE = """const socket = new WebSocket("wss://chat.example.org/room");
window.onpagehide = () => socket.close(1001, "leaving");
"""
OPTIONS: Message = {"workspaceDiagnostics": True}


class Workspace:
    """A session with two files on disk, and its question."""

    def __init__(self, start: Start, options: Message | None = OPTIONS, capabilities: Message = PULLING) -> None:
        self.client: Client = start(initialize=False)
        self.folder = self.client.folder / "project"
        for name in ("a.js", "deep/b.js"):
            self.write(name, PAGE)
        self.write("clean.js", PAGE.replace("1001", "1000"))
        self.capabilities = self.client.initialize(
            capabilities, rootUri=self.folder.as_uri(), initializationOptions=options
        )
        self.told: dict[str, str] = {}
        self._asked = 0

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def ask(self) -> str:
        """Sends the question, with what was answered before. It may stay open."""
        self._asked += 1
        previous = [{"uri": uri, "value": value} for uri, value in self.told.items()]
        identifier = f"question {self._asked}"
        self.client.send(
            {"id": identifier, "method": "workspace/diagnostic", "params": {"previousResultIds": previous}}
        )
        return identifier

    def answer(self, identifier: str) -> dict[str, list[str]]:
        """The rules that speak in each file that the answer names."""
        answer = self.whole_answer(identifier)
        assert "error" not in answer
        for each in answer["result"]["items"]:
            assert (each["kind"], each["version"]) == ("full", None)
            self.told[each["uri"]] = each["resultId"]
        return {
            Path(each["uri"]).name: [found["code"] for found in each["items"]] for each in answer["result"]["items"]
        }

    def whole_answer(self, identifier: str) -> Any:
        return self.client.wait(lambda message: message.get("id") == identifier)

    def waits(self, identifier: str) -> bool:
        """Whether a question had no answer: what is written only now is the first one."""
        self.saved(self.write("new.js", f"{PAGE}// {identifier}\n// {identifier}\n".replace("1001", "1011")))
        return self.answer(identifier) == {"new.js": ["browser-code"]}

    def saved(self, path: Path) -> None:
        change = {"uri": path.as_uri(), "type": 2}
        self.client.notify("workspace/didChangeWatchedFiles", {"changes": [change]})


@pytest.fixture
def workspace(start: Start) -> Workspace:
    return Workspace(start)


def test_files_that_are_not_open_are_told(workspace: Workspace) -> None:
    assert workspace.capabilities["diagnosticProvider"]["workspaceDiagnostics"] is True
    assert workspace.capabilities["diagnosticProvider"]["interFileDependencies"] is True
    assert workspace.answer(workspace.ask()) == {"a.js": ["browser-code"], "b.js": ["browser-code"]}


@pytest.mark.parametrize("options", [None, {}, {"workspaceDiagnostics": False}, {"workspaceDiagnostics": "yes"}])
def test_nobody_gets_them_unasked(start: Start, options: Message | None) -> None:
    workspace = Workspace(start, options)
    assert workspace.capabilities["diagnosticProvider"]["workspaceDiagnostics"] is False
    assert workspace.whole_answer(workspace.ask())["error"]["code"] == -32601


def test_clients_that_get_diagnostics_pushed_have_none_to_ask_for(start: Start) -> None:
    workspace = Workspace(start, capabilities={})
    assert "diagnosticProvider" not in workspace.capabilities


def test_a_question_stays_open_until_something_is_new(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    workspace.saved(workspace.folder / "clean.js")
    assert workspace.waits(question)


def test_what_is_repaired_is_taken_back(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    workspace.saved(workspace.write("a.js", PAGE.replace("1001", "1000")))
    assert workspace.answer(question) == {"a.js": []}
    assert workspace.waits(workspace.ask())


def test_a_file_that_is_gone_is_taken_back(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    gone = workspace.folder / "a.js"
    gone.unlink()
    workspace.saved(gone)
    assert workspace.answer(question) == {"a.js": []}


def test_open_documents_speak_for_themselves(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    path = workspace.folder / "a.js"
    document = {"uri": path.as_uri(), "languageId": "javascript", "version": 1, "text": PAGE}
    workspace.client.notify("textDocument/didOpen", {"textDocument": document})
    assert workspace.waits(question)


def test_settings_count(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    workspace.saved(workspace.write("deep/wsclose.toml", 'ignore = ["browser-code"]\n'))
    assert workspace.answer(question) == {"b.js": []}


def test_what_git_ignores_is_left_out(start: Start) -> None:
    workspace = Workspace(start)
    workspace.write(".gitignore", "deep/\n")
    workspace.write("node_modules/x/index.js", PAGE)
    workspace.write(".gitignore", "deep/\nnode_modules/\n")
    assert set(workspace.answer(workspace.ask())) == {"a.js"}


def test_nothing_found_is_an_answer_once(start: Start) -> None:
    workspace = Workspace(start)
    for name in ("a.js", "deep/b.js"):
        workspace.write(name, "")
    assert workspace.answer(workspace.ask()) == {}
    assert workspace.waits(workspace.ask())


def test_a_question_can_be_taken_back(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    workspace.client.notify("$/cancelRequest", {"id": question})
    assert workspace.whole_answer(question)["error"]["code"] == -32800


def test_a_second_question_replaces_the_first(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    first, second = workspace.ask(), workspace.ask()
    assert workspace.whole_answer(first)["error"]["code"] == -32800
    assert workspace.waits(second)


def test_an_open_question_keeps_nobody_from_leaving(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    assert workspace.client.leave() == 0
    assert workspace.whole_answer(question)["error"]["code"] == -32800


def test_typing_is_answered_while_files_are_looked_at(workspace: Workspace) -> None:
    for number in range(200):
        workspace.write(f"many/{number}.js", PAGE)
    question = workspace.ask()
    uri = workspace.client.open(PAGE)
    report = workspace.client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    assert [each["code"] for each in report["items"]] == ["browser-code"]
    assert len(workspace.answer(question)) == 202


SERVER = """import { WebSocketServer } from "ws";
new WebSocketServer({ port: 8080 }).on("connection", (socket) => {
  if (full()) socket.close(4401, "full");
  if (banned()) socket.close(4402, "banned");
});
"""
CLIENT = """const socket = new WebSocket("wss://chat.example.org");
socket.onclose = (event) => {
  if (event.code === 4401) show("full");
  retryLater();
};
"""


def test_codes_that_only_one_side_knows_are_told(workspace: Workspace) -> None:
    workspace.answer(workspace.ask())
    question = workspace.ask()
    workspace.write("client.js", CLIENT)
    workspace.saved(workspace.write("server.js", SERVER))
    assert "code-never-handled" in workspace.answer(question)["server.js"]

    question = workspace.ask()
    workspace.saved(workspace.write("client.js", CLIENT.replace("retryLater()", "if (event.code === 4402) leave()")))
    assert "code-never-handled" not in workspace.answer(question)["server.js"]


def test_an_open_document_hears_of_them_too(workspace: Workspace) -> None:
    workspace.write("client.js", CLIENT)
    server = workspace.write("server.js", SERVER)
    document = {"uri": server.as_uri(), "languageId": "javascript", "version": 1, "text": SERVER}
    workspace.client.notify("textDocument/didOpen", {"textDocument": document})
    workspace.answer(workspace.ask())
    workspace.client.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    report = workspace.client.request("textDocument/diagnostic", {"textDocument": {"uri": server.as_uri()}})
    assert "code-never-handled" in [each["code"] for each in report["items"]]
