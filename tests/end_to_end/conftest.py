"""Servers for tests: real processes, ended with the test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.client import Client, Message

Start = Callable[..., Client]

CAPABILITIES: Message = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}},
            "isPreferredSupport": True,
        },
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
"""What most editors say that they can do."""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a server and, unless `initialize=False`, a session with it. Nothing may have gone wrong inside."""
    with servers(tmp_path) as make:
        yield make


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A session with an editor as most are. The tests of a module share it, and each opens files of its own."""
    with servers(tmp_path_factory.mktemp("workspace")) as make:
        yield make()


@contextmanager
def servers(folder: Path) -> Iterator[Start]:
    """Ends what was started in it, and makes sure that nothing went wrong inside."""
    clients: list[Client] = []

    def make(capabilities: Message | None = None, *, initialize: bool = True, **params: Any) -> Client:
        client = Client(folder)
        clients.append(client)
        if initialize:
            client.initialize(CAPABILITIES if capabilities is None else capabilities, **params)
        return client

    yield make
    said = [client.stderr() for client in clients]
    for client in clients:
        client.close()
    assert not any("Traceback" in each for each in said), "\n".join(said)
