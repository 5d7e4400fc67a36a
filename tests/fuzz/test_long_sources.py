"""Sources that are long in one place: what is done for each part of it must not go through all the others."""

import pytest
from tests.counting import count_calls

from wsclose.analysis.resolving.resolve import Resolver
from wsclose.checker import check_text
from wsclose.project.settings import Settings


def test_a_long_enum_is_not_gone_through_for_each_of_its_members(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_calls(monkeypatch, Resolver, "member")
    members = "".join(f"    Message{number} = {number},\n" for number in range(1000, 1300))
    check_text("Messages.cs", f"// over a WebSocket\npublic enum Message\n{{\n{members}}}\n".encode(), Settings())
    assert asked() < 300
