"""The snippets of `editors/README.md` for the editors that are not run here: well-formed, and with the right command."""

import json
import re
import tomllib

import pytest

from .programs import snippets


@pytest.mark.parametrize("editor", ["Vim", "Sublime Text", "Kate"])
def test_json_is_json(editor: str) -> None:
    for snippet in snippets(editor, "json"):
        assert re.search(r'"wsclose"', json.dumps(json.loads(snippet)))


def test_helix_is_told_of_the_server() -> None:
    (snippet,) = snippets("Helix", "toml")
    read = tomllib.loads(snippet)
    assert read["language-server"]["wsclose"] == {"command": "wsclose", "args": ["server"]}
    assert all(each["language-servers"][-1] == "wsclose" for each in read["language"])
