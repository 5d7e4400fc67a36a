"""Settings files in the server: found upward from each file, stronger than the editor's, read again when they change."""

from pathlib import Path
from typing import Any

from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import CAPABILITIES, Start

BAD = "new WebSocket(url).close(1006);\n"
OFF = '[rules]\nreserved-code = "off"\n'


def rules(found: list[Message]) -> list[str]:
    return [each["code"] for each in found]


def tell(client: Client, *paths: Path) -> None:
    """Says that files changed, as a client does that watches them."""
    changes = [{"uri": path.as_uri(), "type": 2} for path in paths]
    client.notify("workspace/didChangeWatchedFiles", {"changes": changes})


def settings(client: Client, text: str) -> Path:
    path = client.folder / "wsclose.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_settings_file_counts_for_all_below(start: Start) -> None:
    client = start()
    settings(client, OFF)
    assert client.diagnostics(client.open(BAD)) == []


def test_a_settings_file_is_stronger_than_the_editor(start: Start) -> None:
    client = start(initializationOptions={"ignore": ["reserved-code"]})
    settings(client, '[rules]\nreserved-code = "error"\n')
    assert rules(client.diagnostics(client.open(BAD))) == ["reserved-code"]


def test_what_a_settings_file_does_not_say_is_as_the_editor_has_it(start: Start) -> None:
    client = start(initializationOptions={"severity": {"reserved-code": "hint"}})
    settings(client, "")
    [found] = client.diagnostics(client.open(BAD))
    assert (found["code"], found["severity"]) == ("reserved-code", 4)


def test_what_a_settings_file_switches_off_is_off(start: Start) -> None:
    client = start(initializationOptions={"severity": {"reserved-code": "hint"}})
    settings(client, 'ignore = ["reserved-code"]\n')
    assert client.diagnostics(client.open(BAD)) == []


def test_the_language_of_the_editor_is_stronger_than_the_files(start: Start) -> None:
    client = start(locale="en")
    settings(client, 'locale = "ko"\n')
    [found] = client.diagnostics(client.open(BAD))
    assert "1006" in found["message"]
    assert found["message"].isascii()


def test_a_change_that_is_told_counts_at_once(start: Start) -> None:
    client = start()
    uri = client.open(BAD)
    assert rules(client.diagnostics(uri)) == ["reserved-code"]
    tell(client, settings(client, OFF))
    assert client.diagnostics(uri) == []


def test_a_change_that_nobody_told_counts_after_saving(start: Start) -> None:
    client = start()
    uri = client.open(BAD)
    assert client.diagnostics(uri)
    settings(client, OFF)
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert client.diagnostics(uri) == []


def test_a_settings_file_that_is_gone_counts_no_more(start: Start) -> None:
    client = start()
    path = settings(client, OFF)
    uri = client.open(BAD)
    assert client.diagnostics(uri) == []
    path.unlink()
    tell(client, path)
    assert rules(client.diagnostics(uri)) == ["reserved-code"]


def test_a_mistake_in_a_settings_file_is_said_in_the_log(start: Start) -> None:
    client = start()
    settings(client, '[rules]\nreserved-cod = "off"\n')
    client.open(BAD)
    said = client.wait(lambda message: message.get("method") == "window/logMessage")["params"]["message"]
    assert "wsclose.toml:2: rules.reserved-cod: there is no rule reserved-cod; did you mean reserved-code?" in said


def test_a_folder_that_is_opened_later_counts(start: Start) -> None:
    client = start({**CAPABILITIES, "workspace": {"workspaceFolders": True}})
    (client.folder / "1").mkdir()
    (client.folder / "package.json").write_text('{"dependencies": {"discord.js": "1"}}')
    uri = client.open("new WebSocket(url).close(4014);\n")
    before = client.hover(uri, 0, 26)
    added = [{"uri": client.folder.as_uri(), "name": "project"}]
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": added, "removed": []}})
    after = client.hover(uri, 0, 26)
    assert before is not None
    assert after is not None
    assert "Disallowed" not in before["contents"]["value"].splitlines()[0]
    assert "Disallowed" in after["contents"]["value"].splitlines()[0]


def test_an_excluded_file_has_no_diagnostics(start: Start) -> None:
    client = start()
    settings(client, 'exclude = ["*.js"]\n')
    uri = client.open(BAD)
    assert client.diagnostics(uri) == []
    assert client.hover(uri, 0, 26) is not None


def test_watching_is_asked_for_where_the_client_can(start: Start) -> None:
    client = start({**CAPABILITIES, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}})
    request = client.wait(lambda message: message.get("method") == "client/registerCapability")
    [registration] = request["params"]["registrations"]
    patterns = [each["globPattern"] for each in registration["registerOptions"]["watchers"]]
    assert "**/*.toml" in patterns
    assert any("py" in pattern and "ts" in pattern for pattern in patterns)


def test_a_constant_in_another_file_that_changes_on_disk_is_followed(start: Start) -> None:
    client = start()
    folder = client.folder / "1"
    folder.mkdir()
    (folder / "codes.js").write_text("export const LEAVING = 1006;\n")
    text = 'import { LEAVING } from "./codes.js";\nnew WebSocket(url).close(LEAVING);\n'
    uri = client.open(text)
    assert rules(client.diagnostics(uri)) == ["reserved-code"]
    (folder / "codes.js").write_text("export const LEAVING = 1000;\n")
    tell(client, folder / "codes.js")
    assert client.diagnostics(uri) == []


def test_a_client_that_pulls_is_told_to_pull_again(start: Start) -> None:
    abilities: dict[str, Any] = {
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": True}},
    }
    client = start(abilities)
    uri = client.open(BAD)
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
    tell(client, settings(client, OFF))
    client.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"] == []
