"""Completion: where codes are offered, which ones, in which order, and what is said of them."""

from typing import Any

import pytest
from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import Start

PAGE = 'const socket = new WebSocket("wss://chat.example.org/room");\n'
HUB = """package hub

import (
	"context"

	ws "github.com/coder/websocket"
)

func stop(conn *ws.Conn) error {
	return conn.Close(|, "stopping")
}
"""


def offered(client: Client, text: str, **opening: Any) -> list[Message]:
    """What is offered at the | of a text, best first."""
    before = text[: text.index("|")]
    uri = client.open(text.replace("|", "", 1), **opening)
    place = {"line": before.count("\n"), "character": len(before) - (before.rfind("\n") + 1)}
    found = client.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    client.diagnostics(uri)
    return sorted(found, key=lambda each: each["sortText"])


def labels(client: Client, text: str, **opening: Any) -> list[str]:
    return [each["label"] for each in offered(client, text, **opening)]


def test_a_page_is_offered_what_a_page_may_send(client: Client) -> None:
    assert labels(client, PAGE + "socket.close(|);\n") == ["1000", "3000", "3003", "3008"]


def test_a_number_that_is_begun_is_replaced(client: Client) -> None:
    found = offered(client, PAGE + "socket.close(10|);\n")
    assert found[0]["textEdit"]["newText"] == "1000"
    assert found[0]["textEdit"]["range"] == {"start": {"line": 1, "character": 13}, "end": {"line": 1, "character": 15}}


@pytest.mark.parametrize(
    "line",
    [
        "socket.close(|",
        "socket.onclose = (event) => { if (event.code === |) retry(); };",
        "socket.onclose = (event) => { if (event.code === | };",
        "socket.onclose = (event) => { switch (event.code) { case |: retry(); } };",
        "socket.onclose = (event) => { switch (event.code) { case 1000: break; case |\n } };",
        "socket.onclose = (event) => { if ([1000, |].includes(event.code)) retry(); };",
    ],
)
def test_codes_are_offered_where_they_belong(client: Client, line: str) -> None:
    assert labels(client, PAGE + line + "\n")[0] == "1000"


@pytest.mark.parametrize(
    "line", ["setTimeout(retry, |);", "const port = |;", "socket.send(|);", 'socket.close(1000, "|");', "|"]
)
def test_elsewhere_nothing_is_offered(client: Client, line: str) -> None:
    assert labels(client, PAGE + line + "\n") == []


def test_a_received_code_can_be_one_that_is_never_sent(client: Client) -> None:
    found = labels(client, PAGE + "socket.onclose = (event) => { if (event.code === |) retry(); };\n")
    assert found[:4] == ["1000", "1001", "1006", "1005"]


def test_constants_are_written_as_the_file_imports_them(client: Client) -> None:
    found = labels(client, HUB, name="hub.go", language_id="go")
    assert found[:4] == ["1000", "ws.StatusNormalClosure", "1001", "ws.StatusGoingAway"]


def test_names_find_numbers(client: Client) -> None:
    [found] = [each for each in offered(client, PAGE + "socket.close(|);\n") if each["label"] == "1000"]
    assert found["detail"] == "Normal Closure"
    assert "Normal Closure" in found["filterText"]


def test_what_a_hover_would_say_comes_when_it_is_asked_for(client: Client) -> None:
    found = offered(client, PAGE + "socket.close(|);\n")[0]
    assert "documentation" not in found
    said = client.request("completionItem/resolve", found)["documentation"]["value"]
    assert said.startswith("### 1000 Normal Closure")
    assert "**Here** The browser sends it" in said


def test_the_codes_of_the_project_and_of_the_platform_are_offered(start: Start) -> None:
    client = start()
    (client.folder / "wsclose.toml").write_text('[codes.4001]\nname = "EXPIRED"\n')
    found = labels(client, PAGE.replace("chat.example.org", "gateway.discord.gg") + "socket.close(|);\n")
    assert found[:3] == ["1000", "4001", "4000"]
    assert "4014" in found


def test_the_text_stays_as_it_is(client: Client) -> None:
    text = PAGE + "socket.close(10);\n"
    uri = client.open(text)
    before = client.diagnostics(uri)
    place = {"line": 1, "character": 15}
    client.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    client.change(uri, 2, ((1, 15, 1, 15), " "))
    assert [each["code"] for each in client.diagnostics(uri, 2)] == [each["code"] for each in before]
