"""Clients that connect again by themselves, always after the same time, because they are asked to."""

import pytest

from .support import findings

WITHOUT_BACKOFF, ON_NORMAL, NEVER = "reconnect-without-backoff", "reconnect-on-normal", "unhandled-going-away"


def opened(argument: str) -> str:
    return (
        "import websocket\n\nPAUSE = 5\n\n\nclass Feed:\n    def __init__(self, url, pause=3):\n        self.pause = pause\n"
        "        self.app = websocket.WebSocketApp(url, on_message=self.show, on_close=self.gone)\n\n"
        "    def gone(self, app, code, reason):\n        print(code)\n\n"
        f"    def run(self, wait):\n        self.app.run_forever(ping_interval=20, {argument})\n"
    )


@pytest.mark.parametrize("after", ["5", "PAUSE", "self.pause"])
def test_a_client_that_connects_again_after_the_same_time(after: str) -> None:
    text = opened(f"reconnect={after}")
    [found] = findings("python", text, WITHOUT_BACKOFF)
    assert text[found.start : found.end] == after
    assert not findings("python", text, ON_NORMAL)  # its own close() ends it
    assert not findings("python", text, NEVER)


@pytest.mark.parametrize(
    "argument", ["reconnect=0", "reconnect=None", "reconnect=wait", "dispatcher=loop", "skip_utf8_validation=5"]
)
def test_a_client_of_which_it_is_not_known(argument: str) -> None:
    assert not findings("python", opened(argument), WITHOUT_BACKOFF)


def test_a_client_of_a_class_of_its_own() -> None:
    text = "import websocket\n\n\nclass Feed(websocket.WebSocketApp):\n    def run(self):\n        self.run_forever(reconnect=5)\n"
    assert findings("python", text, WITHOUT_BACKOFF)


def test_the_same_argument_of_something_else() -> None:
    text = opened("ping_timeout=5") + "\n    def serve(self):\n        self.server.run_forever(reconnect=5)\n"
    assert not findings("python", text, WITHOUT_BACKOFF)
