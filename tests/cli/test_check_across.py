"""`wsclose check FOLDER`: private codes that only one side of a project knows."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from wsclose.cli.main import cli

SERVER = """\
import { WebSocketServer } from "ws";

const wss = new WebSocketServer({ port: 8080 });
wss.on("connection", (socket) => {
  if (full()) socket.close(4401, "full");
  if (banned()) socket.close(4402, "banned");
});
"""
CLIENT = """\
const socket = new WebSocket("wss://chat.example.org");
socket.onclose = (event) => {
  if (event.code === 4401) show("full");
  if (event.code === 4409) show("gone");
};
"""
FOUND = ["client.js:4:22 code-never-sent", "server.js:6:30 code-never-handled"]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "server.js").write_text(SERVER)
    (tmp_path / "client.js").write_text(CLIENT)
    return tmp_path


def run(*arguments: str) -> Result:
    options = ("--locale", "en", "--severity", "hint", "--format", "concise")
    return CliRunner().invoke(cli, ["check", *options, *arguments])


def across(*arguments: str) -> list[str]:
    """Place and rule of what is found across files."""
    lines = [line.split() for line in run(*arguments).stdout.splitlines()]
    return [f"{words[0].rstrip(':')} {words[-1].strip('[]')}" for words in lines if "code-never" in words[-1]]


def test_what_only_one_side_knows_is_reported(tree: Path) -> None:
    assert across() == FOUND
    assert across("--jobs", "2") == FOUND


def test_it_never_fails_a_run(tree: Path) -> None:
    assert run("--select", "code-never-handled,code-never-sent").exit_code == 0


def test_a_file_by_itself_says_nothing_of_others(tree: Path) -> None:
    assert across("server.js", "client.js") == []


def test_a_comment_silences_it_and_is_used(tree: Path) -> None:
    comment = " // wsclose: ignore[code-never-handled] because phones know it"
    (tree / "server.js").write_text(SERVER.replace('"banned");', f'"banned");{comment}'))
    assert across() == FOUND[:1]
    assert "unused-suppression" not in run().stdout
    assert "unused-suppression" not in run("server.js").stdout


def test_settings_switch_it_off(tree: Path) -> None:
    (tree / "wsclose.toml").write_text('ignore = ["code-never-sent"]\n')
    assert across() == FOUND[1:]


@pytest.mark.parametrize(
    "client",
    [
        CLIENT.replace("4401", "4499"),  # nothing is shared: it is the client of something else
        CLIENT + "const TEXTS = { 4402: 'banned' };\n",
        CLIENT.replace("4401)", "4401 || event.code >= 4400)"),
        "const server = express();\n",
    ],
    ids=["nothing shared", "in a table", "a range", "no client"],
)
def test_a_code_that_may_be_handled_is_not_reported(tree: Path, client: str) -> None:
    (tree / "client.js").write_text(client)
    assert "server.js:6:30 code-never-handled" not in across()


def test_tests_are_neither_side(tree: Path) -> None:
    (tree / "client.test.js").write_text((tree / "client.js").read_text())
    (tree / "client.js").unlink()
    assert across() == []


def test_codes_of_a_platform_come_from_the_platform(tree: Path) -> None:
    (tree / "client.js").write_text(CLIENT.replace("chat.example.org", "gateway.discord.gg").replace("4409", "4014"))
    assert across() == FOUND[1:]


@pytest.mark.parametrize(("condition", "silent"), [("socket.close(code)", True), ("socket.close(4403)", False)])
def test_a_side_that_sends_anything_may_send_this(tree: Path, condition: str, silent: bool) -> None:
    (tree / "server.js").write_text(SERVER + f'wss.on("connection", (socket) => kick((code) => {condition}));\n')
    assert (FOUND[0] not in across()) == silent
