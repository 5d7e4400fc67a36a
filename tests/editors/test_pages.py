"""What the editors' pages and plug-ins declare: well-formed snippets with the right command, and the languages that there are."""

import json
import re
import tomllib

import pytest

from wsclose.syntax import languages

from .programs import EDITORS, snippets

KNOWN = {identifier for one in languages.all_languages() for identifier in one.adapter.language_ids} | {"dart"}
"""The protocol's names of all languages; Dart's grammar is not installed everywhere."""


@pytest.mark.parametrize("editor", ["Vim", "Sublime Text", "Kate"])
def test_json_is_json(editor: str) -> None:
    for snippet in snippets(editor, "json"):
        assert re.search(r'"wsclose"', json.dumps(json.loads(snippet)))


def test_helix_is_told_of_the_server() -> None:
    (snippet,) = snippets("Helix", "toml")
    read = tomllib.loads(snippet)
    assert read["language-server"]["wsclose"] == {"command": "wsclose", "args": ["server"]}
    assert all(each["language-servers"][-1] == "wsclose" for each in read["language"])


def test_vs_code_starts_for_the_languages_that_there_are() -> None:
    manifest = json.loads((EDITORS / "vscode" / "package.json").read_text("utf-8"))
    events = {event.removeprefix("onLanguage:") for event in manifest["activationEvents"]}
    assert events == KNOWN


def test_neovim_starts_for_the_languages_that_there_are() -> None:
    config = (EDITORS / "neovim" / "lsp" / "wsclose.lua").read_text("utf-8")
    filetypes = re.search(r"filetypes = \{([^}]*)\}", config)
    assert filetypes is not None
    assert set(re.findall(r'"(\w+)"', filetypes[1])) == KNOWN - {"csharp"} | {"cs"}
