"""Which safe fixes go together, and what is offered where one cannot be written."""

import pytest
from lsprotocol import types

from wsclose.lsp.client import Client
from wsclose.lsp.code_actions import code_actions, safe_edits
from wsclose.lsp.documents import Documents
from wsclose.project import findings
from wsclose.project.findings import Edit, Fix
from wsclose.project.settings import Settings


def fix(start: int, end: int, *, safe: bool = True) -> list[Fix]:
    return [Fix("repair", (Edit(start, end, "x"),), safe)]


def test_safe_fixes_are_taken_in_the_order_of_the_text() -> None:
    assert [edit.start for edit in safe_edits([fix(10, 12), fix(2, 4)])] == [2, 10]


def test_what_is_a_choice_is_left_alone() -> None:
    assert safe_edits([fix(2, 4, safe=False)]) == []


def test_of_two_that_overlap_the_first_is_taken() -> None:
    assert [edit.end for edit in safe_edits([fix(2, 8), fix(4, 6)])] == [8]


def test_of_two_at_one_place_the_first_is_taken() -> None:
    assert len(safe_edits([fix(2, 2), fix(2, 2)])) == 1


def test_where_a_fix_cannot_be_written_the_other_actions_stay(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: findings.Later) -> tuple[Fix, ...]:
        raise RuntimeError("a mistake of ours")

    documents, uri = Documents(), "file:///srv/app.js"
    source = "function connect() {\n  const socket = new WebSocket(url);\n  socket.onclose = () => connect();\n}\nconnect();\n"
    documents.open(uri, "javascript", 1, source, Settings())
    [document] = documents.take_changed()
    place = document.checked().findings[0]
    assert isinstance(place.fixes, findings.Later)
    monkeypatch.setattr(findings.Later, "__iter__", fail)
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), whole, types.CodeActionContext([]))
    titles = [each.title for each in code_actions(document, params, Client(action_literals=True), "en")]
    assert f"Suppress {place.rule} on this line" in titles
    assert "/srv/app.js" in caplog.text
