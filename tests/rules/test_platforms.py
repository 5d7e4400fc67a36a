"""What rules say on platforms: Discord, graphql-ws, Centrifugo ... recognised by what the file says."""

import json
from pathlib import Path

import pytest

from wsclose.checker import FileChecker, check_text
from wsclose.disk import DiskFiles, posix
from wsclose.project.manifests import dependencies
from wsclose.project.workspace import Workspace
from wsclose.syntax.document import Document

from .support import EVERYTHING, findings, invalid, run, valid

GRAPHQL = 'import WebSocket from "ws";\nimport { useServer } from "graphql-ws/use/ws";\n'
HANDLER = """\
function connect() {
  const socket = new WebSocket("wss://%s/");
  socket.onclose = (event) => {
    if (event.code === 1000) return;
    setTimeout(connect, Math.random() * 30000);
  };
}
"""


@pytest.mark.parametrize(
    "sent",
    ['close(4400, "bad request")', 'close(4401, "not authorized")', "close(4400)", 'close(4900, "room is full")'],
)
def test_a_code_for_what_it_means_is_no_reuse(sent: str) -> None:
    run("platform-code-reused", valid("javascript", f"{GRAPHQL}export const f = (ws: any) => ws.{sent};\n"))


def test_a_code_for_something_else_is_reuse() -> None:
    source = """\
const { WebSocketServer } = require("ws");
const { useServer } = require("graphql-ws/use/ws");

new WebSocketServer({ port: 1 }).on("connection", (socket) => socket.close(«4400», "room is full"));
"""
    fixed = 'new WebSocketServer({ port: 1 }).on("connection", (socket) => socket.close(4900, "room is full"));'
    run("platform-code-reused", invalid("javascript", source, "clients read it as “BadRequest”", [fixed]))
    run("platform-code-reused", valid("javascript", source.replace("graphql-ws", "other").replace("«4400»", "4400")))


def test_codes_that_end_a_platform_for_good_must_not_lead_to_a_reconnect() -> None:
    [found] = findings("javascript", HANDLER % "gateway.discord.gg", "reconnect-on-fatal")
    assert found.message.startswith("Discord Gateway ends for good with 4004")
    assert findings("javascript", HANDLER % "chat.example.org", "reconnect-on-fatal") == []


def test_a_handler_that_stops_on_them_is_right() -> None:
    source = HANDLER.replace("=== 1000", ">= 4000 || event.code === 1000") % "gateway.discord.gg"
    assert findings("javascript", source, "reconnect-on-fatal") == []


@pytest.mark.parametrize("number, rule", [(3501, "unregistered-code"), (1012, "wrong-side-code")])
def test_a_code_of_the_platform_is_neither_unregistered_nor_on_the_wrong_side(number: int, rule: str) -> None:
    source = 'import asyncio\nimport websockets\n%s\n\nasync def f():\n    ws = await websockets.connect("wss://a.example")\n    await ws.close(%d)\n'
    imported = "import discord" if number < 2000 else "import centrifuge"
    assert [each.rule for each in findings("python", source % ("", number), rule)] == [rule]
    assert findings("python", source % (imported, number), rule) == []


def test_a_comment_does_not_make_a_platform() -> None:
    source = "// see gateway.discord.gg\n" + HANDLER % "chat.example.org"
    assert check_text("a.js", source.encode(), EVERYTHING).platforms == frozenset()


def test_the_platforms_of_a_file_follow_its_edits() -> None:
    text = HANDLER % "chat.example.org"
    document = Document.from_str(text)
    checker = FileChecker("a.js", "javascript", document, EVERYTHING)
    rules = [each.rule for each in checker.checked().findings]
    assert "reconnect-on-fatal" not in rules
    column = text.splitlines()[1].index("chat")
    change = (((1, column), (1, column + len("chat.example.org"))), "gateway.discord.gg")
    checker.edited(document.apply([change], "utf-8"))
    assert checker.checked().platforms == {"discord-gateway"}
    assert "reconnect-on-fatal" in [each.rule for each in checker.checked().findings]


def test_manifests_name_what_a_project_depends_on() -> None:
    assert dependencies("package.json", json.dumps({"dependencies": {"graphql-ws": "^6"}})) == {"graphql-ws"}
    assert dependencies("package.json", "[") == frozenset()
    assert "github.com/bwmarrin/discordgo" in dependencies("go.mod", "require github.com/bwmarrin/discordgo v0.27.1\n")
    assert "discord" in dependencies("pyproject.toml", '[project]\ndependencies = [\n  "discord.py>=2",\n]\n')
    assert "nextcord" in dependencies("requirements.txt", "nextcord==2.0\n")
    said = dependencies(
        "pubspec.yaml", "dependencies:\n  flutter:\n    sdk: flutter\n  nyxx: ^6.0.0\n  http: '>=1.0.0 <2.0.0'\n"
    )
    assert {"flutter", "nyxx", "nyxx 6", "http"} == said


def test_the_platforms_of_a_project_are_those_of_the_nearest_manifest(tmp_path: Path) -> None:
    (tmp_path / "bot/src").mkdir(parents=True)
    (tmp_path / "web").mkdir()
    (tmp_path / "package.json").write_text('{"dependencies": {"graphql-ws": "1"}}')
    (tmp_path / "bot/package.json").write_text('{"dependencies": {"discord.js": "1"}}')
    workspace = Workspace(DiskFiles([str(tmp_path)]))
    assert workspace.platforms(posix(str(tmp_path / "bot/src/a.js"))) == {"discord-gateway"}
    assert workspace.platforms(posix(str(tmp_path / "web/a.js"))) == {"graphql-ws"}
