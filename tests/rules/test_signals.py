"""Clients of Qt, which hear of a close by a signal."""

import pytest

from .support import findings

CLIENT = """\
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtWebSockets import QWebSocket, QWebSocketServer


class Feed(QObject):
    def __init__(self):
        super().__init__()
        self.attempt = 0
        self.line = {made}
        self.line.disconnected.connect(self.gone)
        self.line.textMessageReceived.connect(self.show)
        self.open()

    def open(self):
        self.line.open(QUrl("wss://feed.example.org"))

    def gone(self):
        self.attempt += 1
        {gone}

    def show(self, note):
        print(note)
"""
WITHOUT_BACKOFF, AWAY = "reconnect-without-backoff", "unhandled-going-away"
GROWING = "QTimer.singleShot(min(30_000, 500 * 2**self.attempt), self.open)"


def rules(gone: str, made: str = "QWebSocket()") -> list[str]:
    source = CLIENT.format(gone=gone, made=made)
    return [rule for rule in (WITHOUT_BACKOFF, AWAY) for _ in findings("python", source, rule)]


@pytest.mark.parametrize("gone", ["QTimer.singleShot(3000, self.open)", "self.open()"])
def test_a_signal_after_which_a_client_comes_back_too_soon(gone: str) -> None:
    assert rules(gone) == [WITHOUT_BACKOFF]


def test_a_signal_after_which_a_client_stays_away() -> None:
    assert rules('print("gone", self.line.closeCode())') == [AWAY]


def test_a_delay_that_grows() -> None:
    assert rules(GROWING) == []


def test_a_signal_of_something_else() -> None:
    assert rules("self.open()", made="Device()") == []
    assert rules('print("gone")', made="QWebSocketServer().nextPendingConnection()") == []
