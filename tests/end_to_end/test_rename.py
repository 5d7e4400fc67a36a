"""An application's code gets another number: everywhere, or nowhere."""

from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import CAPABILITIES, Start

SERVER = """\
import { WebSocketServer } from "ws";
import { Code } from "./codes.js";

const wss = new WebSocketServer({ port: 8080 });
const MOVED = 4407;
wss.on("connection", (socket) => {
  if (full()) socket.close(4401, "full");
  if (old()) socket.close(Code.OLD);
  if (moved()) socket.close(MOVED);
  if (stopping()) socket.close(1012);
  socket.on("close", (code) => {
    if (code >= 4401 && code < 4500) report(code);
  });
});
setTimeout(retry, 4401);
"""
CODES = 'export const Code = { OLD: 4402, "NEW": 4406 };\nexport const OTHER = { OLD: 4402 };\n'
CLIENT = """\
// 한국어 주석
const socket = new WebSocket("wss://chat.example.org");
socket.onclose = (event) => {
  if (event.code === 4_401) show("full"); // 4401
  if (event.code === 4402) location.reload();
};
"""
PREPARING: Message = {
    **CAPABILITIES,
    "textDocument": {**CAPABILITIES["textDocument"], "rename": {"prepareSupport": True}},
}


class Editor:
    """A session in a folder with files, some of them open."""

    def __init__(self, start: Start, **params: Any) -> None:
        self.client: Client = start(initialize=False)
        self.folder = self.client.folder / "project"
        self.folder.mkdir()
        self.capabilities = self.client.initialize(PREPARING, rootUri=self.folder.as_uri(), **params)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def open(self, name: str, text: str, language: str = "javascript") -> str:
        uri = self.write(name, text).as_uri()
        document = {"uri": uri, "languageId": language, "version": 3, "text": text}
        self.client.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def at(self, uri: str, needle: str) -> Message:
        text = Path(uri.removeprefix("file://")).read_text()
        before = text[: text.index(needle)]
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return {"textDocument": {"uri": uri}, "position": position}

    def prepare(self, uri: str, needle: str) -> Any:
        return self.client.answer("textDocument/prepareRename", self.at(uri, needle))

    def rename(self, uri: str, needle: str, new: str) -> dict[str, str]:
        """The files that change, by name, with what they then say. AssertionError when the server refuses."""
        answer = self.client.request("textDocument/rename", {**self.at(uri, needle), "newName": new})
        changed: dict[str, str] = {}
        for change in answer["documentChanges"]:
            path = Path(change["textDocument"]["uri"].removeprefix("file://"))
            lines = path.read_text().split("\n")
            for edit in sorted(change["edits"], key=lambda edit: -edit["range"]["start"]["character"]):
                start, end = edit["range"]["start"], edit["range"]["end"]
                line = lines[start["line"]]
                lines[start["line"]] = line[: start["character"]] + edit["newText"] + line[end["character"] :]
            changed[str(path.relative_to(self.folder))] = "\n".join(lines)
        return changed

    def refused(self, uri: str, needle: str, new: str) -> str:
        error = self.client.answer("textDocument/rename", {**self.at(uri, needle), "newName": new})["error"]
        assert error["code"] == -32803
        return str(error["message"])


@pytest.fixture
def editor(start: Start) -> Editor:
    return Editor(start)


def test_the_number_is_what_is_renamed(editor: Editor) -> None:
    assert editor.capabilities["renameProvider"] == {"prepareProvider": True}
    found = editor.prepare(editor.open("server.js", SERVER), "4401,")["result"]
    assert found["placeholder"] == "4401"
    assert found["range"]["start"] == {"line": 6, "character": 27}


def test_a_code_is_renamed_in_every_file_open_or_not(editor: Editor) -> None:
    editor.write("web/client.js", CLIENT)
    server = editor.open("server.js", SERVER)
    changed = editor.rename(server, "4401,", "4410")
    assert changed == {
        "server.js": SERVER.replace("close(4401,", "close(4410,"),
        "web/client.js": CLIENT.replace("4_401", "4410"),
    }


def test_a_constant_of_the_same_file_gets_the_number(editor: Editor) -> None:
    server = editor.open("server.js", SERVER)
    assert editor.rename(server, "4407", "4410") == {"server.js": SERVER.replace("4407", "4410")}


def test_a_constant_of_another_file_gets_the_number(editor: Editor) -> None:
    """From where it is compared; the constant that only has the same name and number stays."""
    editor.write("codes.js", CODES)
    editor.write("server.js", SERVER)
    client = editor.open("client.js", CLIENT)
    assert editor.rename(client, "4402", "4499") == {
        "codes.js": CODES.replace("4402", "4499", 1),
        "client.js": CLIENT.replace("4402", "4499"),
    }


def test_the_table_of_the_settings_is_renamed_too(editor: Editor) -> None:
    settings = (
        '[rules]\nmissing-code = "off"\n\n[codes.4401] # full\nname = "ROOM_4401"\n\n[codes.4402]\nname = "OLD"\n'
    )
    editor.write("wsclose.toml", settings)
    changed = editor.rename(editor.open("server.js", SERVER), "4401,", "4410")
    assert changed["wsclose.toml"] == settings.replace("[codes.4401]", "[codes.4410]")


@pytest.mark.parametrize(
    ("settings", "renamed"),
    [
        ('[codes]\n4401 = { name = "FULL" }\n', '[codes]\n4410 = { name = "FULL" }\n'),
        ('[codes]\n4401.name = "FULL"\n4401.fix = "Wait."\n', '[codes]\n4410.name = "FULL"\n4410.fix = "Wait."\n'),
        ('codes.4401.name = "FULL"\n', 'codes.4410.name = "FULL"\n'),
        ('[codes."4401"]\nname = "4401"\n', '[codes."4410"]\nname = "4401"\n'),
    ],
)
def test_however_the_table_is_written(editor: Editor, settings: str, renamed: str) -> None:
    editor.write("wsclose.toml", settings)
    assert editor.rename(editor.open("server.js", SERVER), "4401,", "4410")["wsclose.toml"] == renamed


def test_a_table_in_pyproject_is_renamed(editor: Editor) -> None:
    editor.write("pyproject.toml", '[project]\nname = "4401"\n\n[tool.wsclose.codes.4401]\nname = "FULL"\n')
    changed = editor.rename(editor.open("server.js", SERVER), "4401,", "4410")
    assert "[tool.wsclose.codes.4410]" in changed["pyproject.toml"]
    assert 'name = "4401"' in changed["pyproject.toml"]


def test_another_project_keeps_its_codes(editor: Editor) -> None:
    editor.write("other/wsclose.toml", "")
    editor.write("other/client.js", CLIENT)
    assert set(editor.rename(editor.open("server.js", SERVER), "4401,", "4410")) == {"server.js"}


@pytest.mark.parametrize(
    ("needle", "message"),
    [("1012", "1012 Service Restart is a code of the protocol: its number is fixed.")],
)
def test_codes_of_the_protocol_are_fixed(editor: Editor, needle: str, message: str) -> None:
    uri = editor.open("server.js", SERVER)
    assert editor.prepare(uri, needle)["error"]["message"] == message
    assert editor.refused(uri, needle, "4410") == message


def test_codes_of_a_platform_are_fixed(editor: Editor) -> None:
    page = 'const socket = new WebSocket("wss://gateway.discord.gg/?v=10");\nsocket.onclose = (e) => e.code === 4014;\n'
    said = editor.prepare(editor.open("bot.js", page), "4014")["error"]["message"]
    assert said == "4014 is a code of Discord Gateway: its number is fixed."


def test_names_and_numbers_that_are_no_codes_are_left_to_others(editor: Editor) -> None:
    uri = editor.open("server.js", SERVER)
    for needle in ("MOVED)", "4401)", "4401 &&", "8080"):
        assert editor.prepare(uri, needle)["result"] is None, needle


@pytest.mark.parametrize("new", ["1000", "5000", "3999", "44o1", "", "SESSION_EXPIRED", "04410"])
def test_the_new_number_has_to_be_one_of_an_application(editor: Editor, new: str) -> None:
    said = editor.refused(editor.open("server.js", SERVER), "4401,", new)
    assert said == "A code of an application is a number from 4000 to 4999."


def test_two_codes_do_not_become_one(editor: Editor) -> None:
    editor.write("wsclose.toml", '[codes.4444]\nname = "GONE"\n')
    editor.write("client.js", CLIENT)
    uri = editor.open("server.js", SERVER)
    assert editor.refused(uri, "4401,", "4444") == "4444 is GONE already."
    assert editor.refused(uri, "4401,", "4402") == "4402 is in use already, in client.js."


def test_what_would_shift_other_codes_is_refused(editor: Editor) -> None:
    page = """\
export enum CloseCode { Full = 4401, Old, Moved }
const socket = new WebSocket(url);
socket.onclose = (event) => event.code === CloseCode.Old;
socket.close(CloseCode.Full);
"""
    uri = editor.open("codes.ts", page, "typescript")
    said = editor.refused(uri, "4401", "4410")
    assert said == "4401 can't be renamed: in codes.ts it does not stand as a number of its own."


def test_the_refusal_is_in_the_readers_language(start: Start) -> None:
    editor = Editor(start, locale="ko")
    uri = editor.open("server.js", SERVER)
    assert editor.refused(uri, "1012", "4410") == "1012 Service Restart는 프로토콜의 코드라서 번호를 바꿀 수 없습니다."


def test_a_code_leads_to_what_the_project_says_of_it(editor: Editor) -> None:
    settings = editor.write("wsclose.toml", '# codes\n[codes.4401]\nname = "FULL"\n')
    uri = editor.open("server.js", SERVER)
    [found] = editor.client.request("textDocument/definition", editor.at(uri, "4401,"))
    assert found["uri"] == settings.as_uri()
    assert found["range"]["start"] == {"line": 1, "character": 7}


def test_references_are_found_in_files_that_are_not_open(editor: Editor) -> None:
    client = editor.write("web/client.js", CLIENT)
    uri = editor.open("server.js", SERVER)
    params = {**editor.at(uri, "4401,"), "context": {"includeDeclaration": True}}
    found = editor.client.request("textDocument/references", params)
    assert {(each["uri"], each["range"]["start"]["line"]) for each in found} == {
        (uri, 6),
        (uri, 11),
        (client.as_uri(), 3),
    }
    client.write_text(CLIENT.replace("4_401", "4409"))
    found = editor.client.request("textDocument/references", params)
    assert {each["uri"] for each in found} == {uri}
