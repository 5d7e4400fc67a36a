"""Every word that analysis knows, called in ways that nobody had in mind: on nothing, with too little, with too much."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from wsclose import analysis
from wsclose.checker import FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax.document import Document

JAVASCRIPT = """
const line = new WebSocket(address);
line.onclose = (event) => {
    %s
};
"""
PYTHON = """
import websocket

def closed(app, code, reason):
    %s

app = websocket.WebSocketApp(address, on_close=closed)
"""
FORMS = (
    "{0}()",
    "{0}(f)",
    "{0}(f, 1000)",
    "{0}(1000, f)",
    "setTimeout({0}(f), 1000)",
    "line.{0}({0}())",
    "{0}()({0})",
    "x = {0}",
)


def words() -> Iterator[str]:
    """What stands in the sets and tables of names of all modules of analysis."""
    for found in pkgutil.walk_packages(analysis.__path__, f"{analysis.__name__}."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if name.isupper() and isinstance(value, frozenset | set | dict | tuple):
                yield from (each for each in value if isinstance(each, str) and each.isidentifier())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("suffix", "language", "template"), [("js", "javascript", JAVASCRIPT), ("py", "python", PYTHON)]
)
def test_known_words_called_in_every_way(suffix: str, language: str, template: str, form: str) -> None:
    known = sorted(set(words()))
    assert {"setTimeout", "bind", "reconnect", "sleep"} <= set(known)
    for some in batched(known):
        text = template % "\n    ".join(form.format(word) for word in some)
        FileChecker(f"a.{suffix}", language, Document.from_str(text), Settings()).checked()


def batched(known: list[str]) -> Iterator[list[str]]:
    """A few at a time, so that no handler has too many ways through to be looked at."""
    for start in range(0, len(known), 5):
        yield known[start : start + 5]
