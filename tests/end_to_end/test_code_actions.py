"""Quick fixes, suppressions and fix-all: what they are called, and the text that they make."""

from typing import Any

import pytest
from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import CAPABILITIES, Start

PAGE = """const socket = new WebSocket(url);
socket.close(1006);
"""
SERVICE = """import websockets


async def handler(socket: websockets.ServerConnection) -> None:
    await socket.close(1006)
"""


def applied(text: str, edit: Message) -> str:
    """A text after a workspace edit of its one document. Places are counted in ASCII."""
    if "documentChanges" in edit:
        edits = edit["documentChanges"][0]["edits"]
    else:
        [edits] = edit["changes"].values()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def offset(position: Message) -> int:
        return starts[position["line"]] + int(position["character"])

    for each in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
        start, end = offset(each["range"]["start"]), offset(each["range"]["end"])
        text = text[:start] + each["newText"] + text[end:]
    return text


def actions(client: Client, text: str, rule: str, **opening: Any) -> dict[str, Message]:
    """The actions at the first finding of a rule, by title."""
    uri = client.open(text, **opening)
    found = [each for each in client.diagnostics(uri, 1) if each["code"] == rule]
    return {each["title"]: each for each in client.actions(uri, found[0]["range"], diagnostics=found[:1])}


def test_a_quick_fix_makes_the_text_that_it_promises(client: Client) -> None:
    found = actions(client, PAGE, "reserved-code")
    assert applied(PAGE, found["Send 4500"]["edit"]) == PAGE.replace("1006", "4500")


def test_a_quick_fix_names_the_diagnostic_that_it_repairs(client: Client) -> None:
    found = actions(client, PAGE, "reserved-code")
    [repaired] = found["Send 4500"]["diagnostics"]
    assert repaired["code"] == "reserved-code"


def test_an_edit_carries_the_version_that_it_is_for(client: Client) -> None:
    uri = client.open(PAGE, version=5)
    [found] = client.diagnostics(uri)
    fix = client.actions(uri, found["range"])[0]
    assert fix["edit"]["documentChanges"][0]["textDocument"] == {"uri": uri, "version": 5}


def test_a_client_without_versions_gets_plain_changes(start: Start) -> None:
    client = start({**CAPABILITIES, "workspace": {}})
    found = actions(client, PAGE, "reserved-code")
    assert applied(PAGE, found["Send 4500"]["edit"]) == PAGE.replace("1006", "4500")


def test_actions_are_found_without_the_diagnostic_of_the_client(client: Client) -> None:
    uri = client.open(PAGE)
    [found] = client.diagnostics(uri)
    assert client.actions(uri, found["range"], diagnostics=[])[0]["kind"] == "quickfix"


def test_actions_are_found_with_the_cursor_alone(client: Client) -> None:
    uri = client.open(PAGE)
    cursor = {"line": 1, "character": 15}
    assert client.actions(uri, {"start": cursor, "end": cursor})


def test_away_from_a_finding_there_are_no_actions(client: Client) -> None:
    uri = client.open(PAGE)
    cursor = {"line": 0, "character": 3}
    assert client.actions(uri, {"start": cursor, "end": cursor}) == []


def test_a_fix_is_preferred_when_it_is_the_only_one(client: Client) -> None:
    uri = client.open(PAGE)
    [found] = client.diagnostics(uri)
    fixes = [each for each in client.actions(uri, found["range"]) if not each["title"].startswith("Suppress")]
    assert [each.get("isPreferred", False) for each in fixes] == [len(fixes) == 1] * len(fixes)


def test_a_suppression_stands_at_the_end_of_the_line(client: Client) -> None:
    found = actions(client, PAGE, "reserved-code")
    made = applied(PAGE, found["Suppress reserved-code on this line"]["edit"])
    assert made.splitlines()[1] == "socket.close(1006); // wsclose: ignore[reserved-code]"


def test_a_suppression_is_written_in_the_comments_of_the_language(client: Client) -> None:
    found = actions(client, SERVICE, "reserved-code", name="service.py", language_id="python")
    made = applied(SERVICE, found["Suppress reserved-code on this line"]["edit"])
    assert made.splitlines()[4] == "    await socket.close(1006)  # wsclose: ignore[reserved-code]"


@pytest.mark.parametrize("where", ["on this line", "in this file"])
def test_a_suppressed_finding_is_gone(client: Client, where: str) -> None:
    found = actions(client, PAGE, "reserved-code")
    uri = client.open(applied(PAGE, found[f"Suppress reserved-code {where}"]["edit"]))
    assert client.diagnostics(uri) == []


def test_only_the_kinds_that_are_asked_for_are_given(client: Client) -> None:
    uri = client.open(PAGE)
    [found] = client.diagnostics(uri)
    assert client.actions(uri, found["range"], only=["refactor"]) == []


def settings_edit(start: Start, content: str | None, name: str = "wsclose.toml") -> Message:
    """The edit that switches a rule off, with these settings below the folder that is open."""
    abilities = {
        **CAPABILITIES,
        "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]}},
    }
    client = start(abilities, initialize=False)
    client.initialize(abilities, rootUri=client.folder.as_uri())
    if content is not None:
        (client.folder / name).write_text(content)
    found = actions(client, PAGE, "reserved-code")
    edit: Message = found[f"Switch reserved-code off in {name}"]["edit"]
    return edit


def test_a_rule_is_switched_off_in_a_new_settings_file(start: Start) -> None:
    create, change = settings_edit(start, None)["documentChanges"]
    assert create["kind"] == "create"
    assert create["uri"].endswith("/wsclose.toml")
    assert change["edits"][0]["newText"] == '[rules]\nreserved-code = "off"\n'


@pytest.mark.parametrize(
    "before, after",
    [
        ("", '[rules]\nreserved-code = "off"\n'),
        ('locale = "en"\n', 'locale = "en"\n\n[rules]\nreserved-code = "off"\n'),
        ('[rules]\nmagic-code = "hint"\n', '[rules]\nreserved-code = "off"\nmagic-code = "hint"\n'),
        ('[rules]\nreserved-code = "warning"\n\n[codes]\n', '[rules]\nreserved-code = "off"\n\n[codes]\n'),
        ("[rules]", '[rules]\nreserved-code = "off"\n'),
    ],
)
def test_a_rule_is_switched_off_in_the_settings_that_are_there(start: Start, before: str, after: str) -> None:
    assert applied(before, settings_edit(start, before)) == after


def test_a_rule_is_switched_off_in_pyproject_where_that_counts(start: Start) -> None:
    before = '[tool.wsclose]\nlocale = "en"\n'
    edit = settings_edit(start, before, "pyproject.toml")
    assert applied(before, edit) == before + '\n[tool.wsclose.rules]\nreserved-code = "off"\n'


def test_a_code_is_added_to_the_list_of_the_project(start: Start) -> None:
    client = start()
    before = '[codes.4001]\nname = "EXPIRED"\n'
    (client.folder / "wsclose.toml").write_text(before)
    found = actions(client, PAGE.replace("1006", "4002"), "undocumented-code")
    assert applied(before, found["Add 4002 to wsclose.toml"]["edit"]) == before + '\n[codes.4002]\nname = "…"\n'


LONG = "x" * 130


def test_fix_all_applies_the_safe_fixes(client: Client) -> None:
    text = f'const socket = new WebSocket(url);\nsocket.close(1000, "{LONG}");\nsocket.close(1006);\n'
    uri = client.open(text)
    client.diagnostics(uri)
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}
    [action] = client.actions(uri, everywhere, only=["source.fixAll"])
    assert action["kind"] == "source.fixAll.wsclose"
    made = applied(text, action["edit"])
    assert "x" * 123 + '"' in made
    assert "1006" in made


def test_without_safe_fixes_there_is_no_fix_all(client: Client) -> None:
    uri = client.open(PAGE)
    [found] = client.diagnostics(uri)
    assert client.actions(uri, found["range"], only=["source.fixAll.wsclose"]) == []
