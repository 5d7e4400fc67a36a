"""Diagnostics: pushed or pulled, never both; versions; incremental edits; several changes at once."""

import pytest
from tests.end_to_end.client import Client, Message, codes
from tests.end_to_end.conftest import CAPABILITIES, Start
from tests.syntax.texts import TEXTS

PAGE = """const socket = new WebSocket("wss://chat.example.org/room");
window.onpagehide = () => socket.close(1001, "leaving");
"""
PULLING: Message = {
    "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
ONLY_PULL: Message = {"textDocument": {"diagnostic": {}}}


def test_opening_a_file_publishes_its_diagnostics_with_the_version(client: Client) -> None:
    uri = client.open(PAGE, version=7)
    [found] = client.diagnostics(uri, 7)
    assert found["code"] == "browser-code"
    assert found["source"] == "wsclose"
    assert found["severity"] == 1
    assert found["range"] == {"start": {"line": 1, "character": 39}, "end": {"line": 1, "character": 43}}
    assert "InvalidAccessError" in found["message"]


def test_help_stands_on_a_line_of_its_own(client: Client) -> None:
    [found] = client.diagnostics(client.open(PAGE))
    message, help_line = found["message"].split("\n")
    assert message.endswith(".")
    assert help_line == (
        "Send 1000, or a code of your own from 4000-4999; the browser sends 1001 by itself when the page is left."
    )


def test_an_edit_of_the_code_takes_the_diagnostic_away(client: Client) -> None:
    uri = client.open(PAGE)
    assert client.diagnostics(uri, 1)
    client.change(uri, 2, ((1, 39, 1, 43), "1000"))
    assert client.diagnostics(uri, 2) == []


def test_changes_of_one_message_apply_one_after_the_other(client: Client) -> None:
    uri = client.open("")
    client.change(uri, 2, ((0, 0, 0, 0), "new WebSocket(url).close(100);\n"), ((0, 28, 0, 28), "6"))
    assert [rule for rule, _, _ in codes(client.diagnostics(uri, 2))] == ["reserved-code"]


def test_a_new_text_replaces_the_old_one(client: Client) -> None:
    uri = client.open(PAGE)
    client.change(uri, 2, (None, 'new WebSocket("wss://x.example").close(1000);\n'))
    assert client.diagnostics(uri, 2) == []


def test_every_last_version_is_published_when_changes_come_in_a_rush(client: Client) -> None:
    uri = client.open(PAGE)
    for version in range(2, 42):
        client.change(uri, version, ((0, 0, 0, 0), "\n"))
    assert codes(client.diagnostics(uri, 41)) == [("browser-code", 41, 39)]


def half_typed(client: Client) -> str:
    """A text that is too long to be parsed at every key, in which a bracket has just been opened."""
    text = TEXTS["feed.ts"] + "\nfunction more() { return 1; }\n" * 600
    uri = client.open(text, "feed.ts", "typescript")
    line = text[: text.index("return;")].count("\n")
    client.change(uri, 2, ((line, 0, line, 0), "{"))
    return uri


def test_what_was_made_of_broken_text_is_looked_at_again_in_a_pause(client: Client) -> None:
    uri = half_typed(client)
    assert client.diagnostics(uri, 2) != client.diagnostics(uri, 2)


def test_a_client_that_pulls_is_told_when_a_second_look_changed_something(start: Start) -> None:
    client = start(PULLING)
    uri = half_typed(client)
    before = client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    client.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}}) != before


def test_closing_a_file_takes_its_diagnostics_away(client: Client) -> None:
    uri = client.open(PAGE)
    assert client.diagnostics(uri, 1)
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.diagnostics(uri) == []


def test_a_language_that_is_not_known_is_left_alone(client: Client) -> None:
    uri = client.open(PAGE, name="notes.txt", language_id="plaintext")
    assert client.diagnostics(uri, 1) == []


def test_the_language_of_the_editor_wins_over_the_suffix(client: Client) -> None:
    uri = client.open(PAGE, name="page.es6", language_id="javascript")
    assert [rule for rule, _, _ in codes(client.diagnostics(uri))] == ["browser-code"]


def test_a_text_that_was_never_saved_is_checked(client: Client) -> None:
    document = {"uri": "untitled:Untitled-1", "languageId": "typescriptreact", "version": 1, "text": PAGE}
    client.notify("textDocument/didOpen", {"textDocument": document})
    assert [rule for rule, _, _ in codes(client.diagnostics("untitled:Untitled-1"))] == ["browser-code"]


@pytest.mark.parametrize(
    ("capabilities", "pulls"),
    [(CAPABILITIES, False), (ONLY_PULL, False), (PULLING, True)],
    ids=["push only", "pull without refresh", "pull with refresh"],
)
def test_a_session_is_offered_pull_only_when_it_can_be_refreshed(
    start: Start, capabilities: Message, pulls: bool
) -> None:
    client = start(initialize=False)
    assert ("diagnosticProvider" in client.initialize(capabilities)) is pulls


def test_a_client_that_pulls_gets_its_diagnostics_when_it_asks(start: Start) -> None:
    client = start(PULLING)
    uri = client.open(PAGE)
    report = client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    assert report["kind"] == "full"
    assert codes(report["items"]) == [("browser-code", 1, 39)]


def test_a_client_that_pulls_is_pushed_nothing(start: Start) -> None:
    client = start(PULLING)
    uri = client.open(PAGE)
    client.change(uri, 2, ((0, 0, 0, 0), "\n"))
    client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    client.leave()
    assert [each for each in client.unread if each.get("method") == "textDocument/publishDiagnostics"] == []


def test_a_file_that_is_not_open_has_no_diagnostics_to_pull(start: Start) -> None:
    client = start(PULLING)
    uri = (client.folder / "never-opened.js").as_uri()
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"] == []
