"""Inlay hints, highlights, references and definitions of codes."""

from tests.end_to_end.client import Client, Message
from tests.end_to_end.conftest import Start

PAGE = """const LEAVING = 1001;
const socket = new WebSocket("wss://chat.example.org/room");
socket.onclose = (event) => {
  if (event.code === 1001) retry();
  if (event.code === LEAVING) retry();
};
socket.close(4401);
setTimeout(retry, 1001);
"""


def at(uri: str, line: int, character: int) -> Message:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def hints(client: Client, uri: str, first: int = 0, last: int = 99) -> list[tuple[int, int, str]]:
    place = {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 0}}
    found = client.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": place})
    return [(each["position"]["line"], each["position"]["character"], each["label"]) for each in found]


def test_bare_numbers_are_named(client: Client) -> None:
    assert hints(client, client.open(PAGE)) == [(3, 25, "Going Away")]


def test_only_what_is_seen_is_named(client: Client) -> None:
    assert hints(client, client.open(PAGE), 4, 9) == []


def test_the_project_names_its_own_codes(start: Start) -> None:
    client = start()
    (client.folder / "wsclose.toml").write_text('[codes.4401]\nname = "EXPIRED"\n')
    assert (6, 17, "EXPIRED") in hints(client, client.open(PAGE))


def test_a_code_is_highlighted_wherever_it_stands(client: Client) -> None:
    uri = client.open(PAGE)
    found = client.request("textDocument/documentHighlight", at(uri, 3, 22))
    assert [(each["range"]["start"]["line"], each["kind"]) for each in found] == [(0, 3), (3, 2), (4, 2)]


def test_nothing_is_highlighted_where_no_code_stands(client: Client) -> None:
    assert client.request("textDocument/documentHighlight", at(client.open(PAGE), 7, 20)) is None


def test_references_are_found_in_all_open_files(start: Start) -> None:
    client = start()
    first, second = client.open(PAGE), client.open("new WebSocket(url).close(4401);\n")
    params = {**at(first, 6, 14), "context": {"includeDeclaration": True}}
    found = client.request("textDocument/references", params)
    assert [(each["uri"], each["range"]["start"]["line"]) for each in found] == [(first, 6), (second, 0)]


def test_a_constant_leads_to_its_number(client: Client) -> None:
    uri = client.open(PAGE)
    [found] = client.request("textDocument/definition", at(uri, 4, 24))
    assert found["uri"] == uri
    assert found["range"]["start"] == {"line": 0, "character": 16}
