"""`wsclose inventory`: what a tree does with codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import cli

SERVER = """\
import { WebSocketServer } from "ws";
import { Code } from "./codes.js";

const wss = new WebSocketServer({ port: 8080 });
wss.on("connection", (socket) => {
  socket.on("close", (code) => {
    if (code === 1001) console.log("left");
  });
  if (full()) socket.close(Code.FULL);
  if (old()) socket.close(4402, "an old client");
  process.on("SIGTERM", () => socket.close(1012));
});
"""
CODES = "export const Code = { FULL: 4401, UNUSED: 4404 };\n"
CLIENT = """\
const socket = new WebSocket("wss://chat.example.org");
socket.onclose = (event) => {
  if (event.code === 4401) show("full");
};
document.querySelector("button").onclick = () => socket.close();
setTimeout(retry, 4998);
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "server.js").write_text(SERVER)
    (tmp_path / "codes.js").write_text(CODES)
    (tmp_path / "client.js").write_text(CLIENT)
    (tmp_path / "tests" / "client.test.js").write_text(CLIENT.replace("4401", "4999"))
    (tmp_path / "wsclose.toml").write_text('[codes.4402]\nname = "TOO_OLD"\n')
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["inventory", "--locale", "en", *arguments])


def uses(*arguments: str) -> set[tuple[int, str, str | None, str, int]]:
    told: dict[str, Any] = json.loads(run("--format", "json", *arguments).stdout)
    return {
        (code["code"], use["use"], use["side"], use["path"], use["line"])
        for code in told["codes"]
        for use in code["uses"]
    }


def test_each_use_is_listed_with_its_side_and_place(tree: Path) -> None:
    assert {use for use in uses() if use[3] != "codes.js"} == {
        (1001, "compared", "server", "server.js", 7),
        (4401, "sent", "server", "server.js", 9),
        (4402, "sent", "server", "server.js", 10),
        (1012, "sent", "server", "server.js", 11),
        (4401, "compared", "client", "client.js", 3),
        (1005, "sent", "client", "client.js", 5),
    }


def test_names_are_those_of_the_registry_and_of_the_project(tree: Path) -> None:
    told = json.loads(run("--format", "json").stdout)
    names = {code["code"]: code["name"] for code in told["codes"]}
    assert (names[1001], names[4402], names[4401]) == ("Going Away", "TOO_OLD", None)


def test_text_has_a_line_a_side_and_use(tree: Path) -> None:
    assert "1012 Service Restart\n  server  sends        server.js:11\n" in run().stdout
    assert "4401\n  server  sends        server.js:9\n  client  tells apart  client.js:3\n" in run().stdout


def test_in_korean(tree: Path) -> None:
    result = CliRunner().invoke(cli, ["inventory", "--locale", "ko"])
    assert "4401\n  서버        보냄  server.js:9\n  클라이언트  구분  client.js:3\n" in result.stdout


def test_markdown_is_a_table(tree: Path) -> None:
    lines = run("--format", "markdown").stdout.splitlines()
    assert lines[0] == "| Code | Side | Sent | Told apart |"
    assert "| 4401 | server | `server.js:9` |  |" in lines
    assert "|  | client |  | `client.js:3` |" in lines


def test_a_diagram_tells_what_the_other_side_knows(tree: Path) -> None:
    lines = run("--format", "mermaid").stdout.splitlines()
    assert lines[0] == "flowchart LR"
    assert '  server -->|"4401"| client' in lines
    assert '  server -.->|"1012 Service Restart<br/>4402 TOO_OLD"| client' in lines


def test_names_can_not_leave_their_label(tree: Path) -> None:
    (tree / "wsclose.toml").write_text("[codes.4402]\nname = '\"] --> x[\"#'\n")
    diagram = run("--format", "mermaid").stdout
    assert "4402 #quot;] --#gt; x[#quot;#35;" in diagram


def test_tests_are_left_out_unless_they_are_wanted(tree: Path) -> None:
    assert 4999 not in {use[0] for use in uses()}
    assert 4999 in {use[0] for use in uses("--tests")}
    assert 4999 in {use[0] for use in uses("tests/client.test.js")}


def test_several_processes_see_the_same(tree: Path) -> None:
    for number in range(20):
        (tree / f"client{number}.js").write_text(CLIENT)
    assert uses("--jobs", "2") == uses("--jobs", "1")


def test_nothing_and_a_missing_path(tree: Path) -> None:
    (tree / "empty").mkdir()
    assert run("empty").stdout == "No close codes here.\n"
    assert run("empty").exit_code == 0
    assert run("nowhere").exit_code == 2


def unmatched() -> Any:
    return json.loads(run("--format", "json").stdout)["unmatched"]


def test_what_only_one_side_knows_is_pointed_out(tree: Path) -> None:
    assert unmatched()["sent"] == {"server": [4402], "client": []}
    (tree / "client.js").write_text(CLIENT.replace("show(", "if (event.code === 4409) show("))
    assert unmatched()["told_apart"] == {"server": [], "client": [4409]}
    text = run().stdout
    assert "Sent by the server, and told apart by no client\n• 4402 TOO_OLD: server.js:10\n" in text
    assert "Told apart by the client, and sent by no server\n• 4409: client.js:3\n" in text


@pytest.mark.parametrize(
    "client",
    [
        CLIENT.replace("event.code === 4401", "event.code === 4999"),  # another server's client
        CLIENT.replace("event.code === 4401", "event.code === 4401 || event.code >= 4400"),
        "const OTHERS = { CLOSE_TOO_OLD: 4402, CLOSE_FULL: 4401 };\n" + CLIENT,
        CLIENT.replace("event.code === 4401", "event.code === 4401 || event.code === 4402"),
    ],
)
def test_nothing_is_pointed_out_in_doubt(tree: Path, client: str) -> None:
    (tree / "client.js").write_text(client)
    assert unmatched()["sent"]["server"] == []
