"""Hovers: on codes, constants, close calls and received codes; in the client's format and language."""

from typing import Any

import pytest
from tests.end_to_end.client import Client
from tests.end_to_end.conftest import Start

PAGE = """const socket = new WebSocket("wss://chat.example.org/room");
socket.onclose = (event) => {
  if (event.code === 1006) reconnect();
};
function leave() {
  socket.close(1001, "leaving");
  socket.close(4401);
  socket.close();
}
setTimeout(leave, 1000);
"""
HUB = """package hub

import "github.com/gorilla/websocket"

func serve(w http.ResponseWriter, r *http.Request, upgrader websocket.Upgrader) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	bye := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
	conn.WriteControl(websocket.CloseMessage, bye, deadline)
}
"""


def said(client: Client, text: str, at: str, **opening: Any) -> str:
    """What a hover says at the first place of a piece of the text; "" when it says nothing."""
    uri = client.open(text, **opening)
    before = text[: text.index(at)]
    line = before.count("\n")
    found = client.hover(uri, line, len(before) - (before.rfind("\n") + 1))
    return found["contents"]["value"] if found else ""


def test_a_sent_code_says_what_the_browser_does_with_it(client: Client) -> None:
    text = said(client, PAGE, "1001")
    assert text.startswith("### 1001 Going Away")
    assert (
        "**Here** The browser refuses it: `close()` throws **InvalidAccessError** and the connection stays open."
        in text
    )
    assert "the browser sends 1001 by itself" in text


def test_a_private_code_says_that_it_is_private(client: Client) -> None:
    text = said(client, PAGE, "4401")
    assert text.startswith("### 4401")
    assert "the server receives **4401**" in text


def test_a_compared_code_says_when_it_is_received(client: Client) -> None:
    assert said(client, PAGE, "1006").startswith("### 1006 Abnormal Closure")


def test_a_bare_close_call_says_what_the_peer_sees(client: Client) -> None:
    text = said(client, PAGE, "close();")
    assert text.startswith("### Closes without a code")
    assert "the server sees **1005**" in text
    assert "123 bytes" in text


def test_a_received_code_says_what_can_arrive(client: Client) -> None:
    text = said(client, PAGE, "code ===")
    assert text.startswith("### Close code as received")
    assert "**1005**" in text
    assert "**1006**" in text


def test_a_call_that_drops_the_connection_says_so(client: Client) -> None:
    text = said(client, HUB, "Close()", name="hub.go", language_id="go")
    assert text.startswith("### Closes the connection without a close frame")
    assert "sees **1006**" in text
    assert "WriteControl" in text
    assert text.rstrip().endswith("*checked with gorilla/websocket 1.5.0*")


@pytest.mark.parametrize("piece", ["websocket.CloseGoingAway", "CloseGoingAway"])
def test_a_constant_answers_from_its_first_letter_to_its_last(client: Client, piece: str) -> None:
    text = said(client, HUB, piece, name="hub.go", language_id="go")
    assert text.startswith("### 1001 Going Away")


@pytest.mark.parametrize("inside", range(4))
def test_a_number_answers_at_each_of_its_digits(client: Client, inside: int) -> None:
    uri = client.open(PAGE)
    assert client.hover(uri, 5, 15 + inside) is not None


@pytest.mark.parametrize("character", [14, 19], ids=["the parenthesis before it", "the comma after it"])
def test_beside_a_number_there_is_no_hover(client: Client, character: int) -> None:
    assert client.hover(client.open(PAGE), 5, character) is None


def test_a_number_that_is_no_close_code_has_no_hover(client: Client) -> None:
    assert said(client, PAGE, "1000") == ""


def test_a_code_out_of_range_explains_the_range(client: Client) -> None:
    text = said(client, PAGE.replace("4401", "401"), "401)")
    assert text.startswith("### 401")
    assert "**Here** The browser refuses it" in text


def test_a_client_without_markdown_gets_plain_text(start: Start) -> None:
    client = start({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}})
    uri = client.open(PAGE)
    found = client.hover(uri, 5, 15)
    assert found is not None
    assert found["contents"]["kind"] == "plaintext"
    assert found["contents"]["value"].startswith("1001 Going Away")
    assert "**" not in found["contents"]["value"]


def test_texts_follow_the_locale_of_the_editor(start: Start) -> None:
    client = start(locale="ko-KR")
    assert "**여기서는** 브라우저가 거부합니다." in said(client, PAGE, "1001")


def test_the_locale_of_the_settings_wins_over_the_editors(start: Start) -> None:
    client = start(locale="ko", initializationOptions={"locale": "en"})
    assert "**Here**" in said(client, PAGE, "1001")


def test_a_platform_says_what_its_code_means(client: Client) -> None:
    text = said(client, PAGE.replace("chat.example.org", "gateway.discord.gg").replace("4401", "4014"), "4014")
    assert text.startswith("### 4014 Disallowed intent")
    assert "Discord Gateway · reconnect: **no**" in text


def test_the_projects_own_word_comes_before_the_platforms(start: Start) -> None:
    client = start()
    (client.folder / "wsclose.toml").write_text('[codes.4014]\nname = "OURS"\nreconnect = "after-fix"\n')
    text = said(client, PAGE.replace("chat.example.org", "gateway.discord.gg").replace("4401", "4014"), "4014")
    assert text.startswith("### 4014 OURS")
    assert "reconnect: **after a fix**" in text


def test_the_manifest_of_the_project_names_a_platform(start: Start) -> None:
    client = start()
    (client.folder / "1").mkdir()
    (client.folder / "1/package.json").write_text('{"dependencies": {"graphql-ws": "^6.0.0"}}')
    assert said(client, PAGE, "4401").startswith("### 4401 Unauthorized")


def test_a_file_that_is_not_open_has_no_hover(client: Client) -> None:
    assert client.hover((client.folder / "never-opened.js").as_uri(), 0, 0) is None
