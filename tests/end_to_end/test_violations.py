"""Clients that don't keep to the protocol get an error or silence, and the session goes on."""

import json

import pytest
from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import Start

BAD = "new WebSocket(url).close(1006);\n"


def lives(client: Client) -> bool:
    """Whether a file is still checked."""
    return [each["code"] for each in client.diagnostics(client.open(BAD))] == ["reserved-code"]


def error_of(message: Message) -> int:
    code: int = message["error"]["code"]
    return code


def test_a_request_before_initialize_is_refused(start: Start) -> None:
    client = start(initialize=False)
    assert error_of(client.answer("textDocument/hover", {})) == -32002


def test_a_session_can_begin_after_a_request_that_came_too_early(start: Start) -> None:
    client = start(initialize=False)
    client.answer("textDocument/hover", {})
    client.initialize()
    assert lives(client)


def test_a_file_that_is_opened_before_initialize_is_not_there(start: Start) -> None:
    client = start(initialize=False)
    uri = client.open(BAD)
    client.initialize()
    assert client.hover(uri, 0, 27) is None


def test_a_second_initialize_is_refused(client: Client) -> None:
    assert error_of(client.answer("initialize", {"capabilities": {}})) == -32600


def test_a_request_after_shutdown_is_refused(start: Start) -> None:
    client = start()
    client.request("shutdown")
    assert error_of(client.answer("textDocument/hover", {})) == -32600


def test_an_unknown_request_is_refused(client: Client) -> None:
    assert error_of(client.answer("textDocument/somethingNew", {"of": "next year"})) == -32601


def test_an_unknown_notification_is_ignored(client: Client) -> None:
    client.notify("textDocument/somethingNew", {"of": "next year"})
    assert lives(client)


def test_a_request_without_its_parameters_is_refused(client: Client) -> None:
    assert error_of(client.answer("textDocument/hover", {"position": 3})) == -32602


def test_a_notification_without_its_parameters_is_ignored(client: Client) -> None:
    client.notify("textDocument/didChange", {"textDocument": None})
    assert lives(client)


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"[]", b'"hello"', b"null", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"jsonrpc": "2.0", "id": {}}'],
    ids=["cut off", "empty", "a list", "a string", "null", "no method", "no text", "nested", "an odd id"],
)
def test_a_broken_message_is_refused(client: Client, body: bytes) -> None:
    client.send_raw(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    answer = client.wait(lambda message: "error" in message)
    assert answer["id"] is None
    assert error_of(answer) in (-32700, -32600)


def test_headers_in_another_spelling_are_read(client: Client) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": "mine", "method": "no/such"}).encode()
    headers = b"Content-Type: application/vscode-jsonrpc\r\ncontent-length:%d\r\n\r\n" % len(body)
    client.send_raw(headers + body)
    assert client.wait(lambda message: message.get("id") == "mine")


def test_what_is_no_header_is_passed_over(client: Client) -> None:
    client.send_raw(b"hello?\r\nContent-Length: many\r\n\r\n")
    assert lives(client)


def test_a_request_that_was_answered_can_be_cancelled(client: Client) -> None:
    client.notify("$/cancelRequest", {"id": 1})
    assert lives(client)


def test_an_answer_to_nothing_is_ignored(client: Client) -> None:
    client.send({"id": 12345, "result": None})
    assert lives(client)


def test_a_change_of_a_file_that_is_not_open_is_ignored(client: Client) -> None:
    client.change((client.folder / "never-opened.js").as_uri(), 2, ((0, 0, 0, 0), "x"))
    assert lives(client)


def test_closing_a_file_that_is_not_open_is_ignored(client: Client) -> None:
    client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///never-opened.js"}})
    assert lives(client)


def test_of_a_file_that_is_opened_twice_the_newer_text_counts(client: Client) -> None:
    uri = client.open(BAD)
    client.diagnostics(uri)
    document = {"uri": uri, "languageId": "javascript", "version": 2, "text": "// nothing\n"}
    client.notify("textDocument/didOpen", {"textDocument": document})
    assert client.diagnostics(uri, 2) == []


@pytest.mark.parametrize(("line", "character"), [(0, 10_000), (10_000, 0), (2**31 - 1, 2**31 - 1)])
def test_a_hover_outside_of_the_text_is_empty(client: Client, line: int, character: int) -> None:
    assert client.hover(client.open(BAD), line, character) is None


def test_a_change_outside_of_the_text_is_one_at_its_end(client: Client) -> None:
    uri = client.open(BAD)
    client.change(uri, 2, ((500, 500, 500, 500), BAD))
    assert [each["range"]["start"]["line"] for each in client.diagnostics(uri, 2)] == [0, 1]


def test_capabilities_that_are_no_capabilities_are_no_hindrance(start: Start) -> None:
    client = start(initialize=False)
    client.initialize({"textDocument": 7, "general": {"positionEncodings": "utf-8"}, "workspace": None}, locale=3)
    assert lives(client)


def test_a_text_that_is_too_long_is_named_and_not_checked_until_it_is_shorter(client: Client) -> None:
    line = "new WebSocket(url).close(1006);\n"
    uri = client.open(line + "x;\n" * 200_000, version=1)
    client.wait(lambda sent: sent.get("method") == "window/logMessage" and "500 kB" in sent["params"]["message"])
    assert client.diagnostics(uri, 1) == []
    client.change(uri, 2, ((1, 0, 200_000, 0), ""))
    assert client.diagnostics(uri, 2)
    client.change(uri, 3, ((1, 0, 1, 0), "x;\n" * 200_000))
    assert client.diagnostics(uri, 3) == []


def test_half_typed_code_is_checked_as_far_as_it_goes(client: Client) -> None:
    uri = client.open(BAD + "function (((( { `${ '\n")
    assert [each["code"] for each in client.diagnostics(uri)] == ["reserved-code"]
