"""Settings: with `initialize`, when the server asks for them, and when they change."""

from typing import Any

from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import CAPABILITIES, Start

BAD = "new WebSocket(url).close(1006);\n"
ASKED: Message = {**CAPABILITIES, "workspace": {"configuration": True}}


def answer_configuration(client: Client, settings: Any) -> None:
    """Waits until the server asks for its settings, and gives it these."""
    request = client.wait(lambda message: message.get("method") == "workspace/configuration")
    assert request["params"] == {"items": [{"section": "wsclose"}]}
    client.send({"id": request["id"], "result": [settings]})


def rules(found: list[Message]) -> list[str]:
    return [each["code"] for each in found]


def test_a_rule_is_switched_off_by_initialize(start: Start) -> None:
    client = start(initializationOptions={"ignore": ["reserved-code"]})
    assert "reserved-code" not in rules(client.diagnostics(client.open(BAD)))


def test_a_rule_is_lowered_by_initialize(start: Start) -> None:
    client = start(initializationOptions={"severity": {"reserved-code": "hint"}})
    [found] = client.diagnostics(client.open(BAD))
    assert found["severity"] == 4


def test_the_server_asks_for_its_settings(start: Start) -> None:
    client = start(ASKED)
    answer_configuration(client, {"select": ["reason-too-long"]})
    assert client.diagnostics(client.open(BAD)) == []


def test_no_settings_leave_those_of_initialize(start: Start) -> None:
    client = start(ASKED, initializationOptions={"select": ["reason-too-long"]})
    answer_configuration(client, None)
    assert client.diagnostics(client.open(BAD)) == []


def test_a_change_of_settings_is_asked_for_and_open_files_are_checked_anew(start: Start) -> None:
    client = start(ASKED)
    answer_configuration(client, None)
    uri = client.open(BAD)
    assert rules(client.diagnostics(uri)) == ["reserved-code"]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    answer_configuration(client, {"ignore": ["reserved-code"]})
    assert client.diagnostics(uri) == []


def test_a_client_that_can_not_be_asked_sends_its_settings(start: Start) -> None:
    client = start()
    uri = client.open(BAD)
    assert client.diagnostics(uri)
    client.notify("workspace/didChangeConfiguration", {"settings": {"wsclose": {"ignore": ["reserved-code"]}}})
    assert client.diagnostics(uri) == []


def test_a_client_that_pulls_is_told_to_pull_again(start: Start) -> None:
    client = start({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}})
    uri = client.open(BAD)
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"]
    client.notify("workspace/didChangeConfiguration", {"settings": {"wsclose": {"ignore": ["reserved-code"]}}})
    client.wait(lambda message: message.get("method") == "workspace/diagnostic/refresh")
    assert client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"] == []


def test_a_mistake_in_the_settings_is_said_in_the_log_of_the_editor(start: Start) -> None:
    client = start(initializationOptions={"ignore": ["no-such-rule"]})
    said = client.wait(lambda message: message.get("method") == "window/logMessage")
    assert "no-such-rule" in said["params"]["message"]


def test_a_change_of_settings_is_registered_for_where_it_has_to_be(start: Start) -> None:
    client = start({"workspace": {"didChangeConfiguration": {"dynamicRegistration": True}}})
    request = client.wait(lambda message: message.get("method") == "client/registerCapability")
    assert request["params"]["registrations"][0]["method"] == "workspace/didChangeConfiguration"
