"""Commands: what they answer, how it is shown, and links to them in hovers."""

from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from tests.end_to_end.client import Client
from tests.end_to_end.conftest import CAPABILITIES, Start

PAGE = 'const socket = new WebSocket("wss://chat.example.org/room");\nsocket.close(1001);\n'


def run(client: Client, command: str, *arguments: object) -> str | None:
    found: str | None = client.request("workspace/executeCommand", {"command": command, "arguments": list(arguments)})
    return found


def test_both_commands_are_announced(start: Start) -> None:
    client = start(initialize=False)
    announced = client.initialize()["executeCommandProvider"]["commands"]
    assert set(announced) == {"wsclose.compare", "wsclose.explain"}


@pytest.mark.parametrize("arguments", [(1000, 1001), ("1000", "1001"), ("CloseNormalClosure", "CloseGoingAway")])
def test_two_codes_are_compared(client: Client, arguments: tuple[object, object]) -> None:
    found = run(client, "wsclose.compare", *arguments)
    assert found is not None
    assert found.startswith("# 1000 Normal Closure · 1001 Going Away")


@pytest.mark.parametrize(
    "asked, begins",
    [
        (1001, "### 1001 Going Away"),
        ("goingAway", "### 1001 Going Away"),
        ("discord-gateway", "# Discord Gateway"),
        ("discord-gateway 4014", "### 4014"),
        ("browser-code", "# browser-code"),
    ],
)
def test_what_is_asked_for_is_explained(client: Client, asked: object, begins: str) -> None:
    found = run(client, "wsclose.explain", asked)
    assert found is not None
    assert found.startswith(begins)


@pytest.mark.parametrize("command, arguments", [("compare", (1000,)), ("compare", ()), ("explain", ("nonsense",))])
def test_what_is_not_understood_is_said(client: Client, command: str, arguments: tuple[object, ...]) -> None:
    assert run(client, f"wsclose.{command}", *arguments) is None
    said = client.wait(lambda message: message.get("method") == "window/showMessage")
    assert "is called" in said["params"]["message"]


def test_a_client_that_shows_documents_is_shown_one(start: Start) -> None:
    client = start({**CAPABILITIES, "window": {"showDocument": {"support": True}}})
    said = run(client, "wsclose.compare", 1000, 1001)
    asked = client.wait(lambda message: message.get("method") == "window/showDocument")
    path = Path(unquote(urlparse(asked["params"]["uri"]).path))
    assert path.read_text("utf-8") == said
    client.leave()
    assert not path.exists()


def test_hovers_link_to_comparisons_where_links_can_be_followed(start: Start) -> None:
    client = start(initializationOptions={"commandLinks": True})
    uri = client.open(PAGE)
    found = client.hover(uri, 1, 14)
    assert found is not None
    assert "(command:wsclose.compare?" in found["contents"]["value"]


def test_other_clients_get_no_links_to_commands(client: Client) -> None:
    found = client.hover(client.open(PAGE), 1, 14)
    assert found is not None
    assert "command:" not in found["contents"]["value"]
