"""Sources that are long in one place: what is done for each part of it must not go through all the others."""

import pytest
from tests.counting import count_calls
from tests.project.workspaces import InMemory, checker, files_in

from wsclose.analysis.handling.handlers import HandlerReader
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.sending.listed import Listed
from wsclose.checker import check_text
from wsclose.project.settings import Settings
from wsclose.project.workspace import Workspace


def test_a_long_enum_is_not_gone_through_for_each_of_its_members(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_calls(monkeypatch, Resolver, "member")
    members = "".join(f"    Message{number} = {number},\n" for number in range(1000, 1300))
    check_text("Messages.cs", f"// over a WebSocket\npublic enum Message\n{{\n{members}}}\n".encode(), Settings())
    assert asked() < 300


HELPERS = """
--- src/helpers.ts
export function note(text: string) {
  if (loud) console.log(text);
  if (louder) tell(text);
}
--- src/feed.ts
import { note } from "./helpers";
export class Feed {
  open() {
    this.line = new WebSocket(this.url);
    this.line.onclose = () => {
%s
    };
  }
}
"""


def test_a_function_of_another_file_is_read_once_however_often_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    read = count_calls(monkeypatch, HandlerReader, "ways")
    files = files_in(HELPERS % "\n".join(f"      if (this.is{number}) note('{number}');" for number in range(40)))
    checker("src/feed.ts", files["src/feed.ts"], Workspace(InMemory(files))).checked()
    assert 0 < read() < 3


def test_names_that_are_taken_from_each_other_do_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_calls(monkeypatch, Listed, "held")
    arms = "".join(
        f"\tif order.Kind == {number} {{\n\t\torder := order.Part{number}\n\t\treturn s.leave(order.User)\n\t}}\n"
        for number in range(8)
    )
    text = f"""package hub

import "github.com/gorilla/websocket"

func (s *Hub) handle(line *websocket.Conn, data []byte) error {{
	order, err := decode(data)
	if err != nil {{
		return err
	}}
{arms}	return nil
}}

func (s *Hub) leave(user string) error {{
	return s.line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(codeOf(user), user))
}}
"""
    check_text("hub.go", text.encode(), Settings())
    assert asked() < 20_000
