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


VUE = """
import {{ useWebSocket }} from "@vueuse/core";

const PAUSE = 3000;

export function useLines(pause) {{
  return useWebSocket("wss://example.org/lines", {{
    {},
    onDisconnected: (line, event) => console.log(event.code),
  }});
}}
"""
REACT = """
import useWebSocket from "react-use-websocket";

export function Lines({{ pause }}) {{
  const {{ lastMessage }} = useWebSocket("wss://example.org/lines", {{
    {},
    onClose: () => console.log("closed"),
  }});
  return lastMessage;
}}
"""


@pytest.mark.parametrize(
    ("page", "option", "said"),
    [
        (VUE, "autoReconnect: true", "1000 ms"),
        (VUE, "autoReconnect: { retries: 5, onFailed() { alert('gone'); } }", "1000 ms"),
        (VUE, "autoReconnect: { delay: 2000 }", "2000 ms"),
        (VUE, "autoReconnect: { delay: PAUSE }", "PAUSE"),
        (REACT, "shouldReconnect: () => true", "5000 ms"),
        (REACT, "shouldReconnect: (event) => event.code !== 1000, reconnectInterval: 3000", "3000 ms"),
        (REACT, "shouldReconnect: () => { return true; }, reconnectAttempts: 10, reconnectInterval: 3000", "3000 ms"),
    ],
)
def test_a_hook_that_is_asked_to_connect_again(page: str, option: str, said: str) -> None:
    text = page.format(option)
    assert [said in one.message for one in findings("typescript", text, WITHOUT_BACKOFF)] == [True]
    assert not findings("typescript", text, NEVER)


@pytest.mark.parametrize(
    ("page", "option"),
    [
        (VUE, "autoReconnect: false"),
        (VUE, "autoReconnect: pause"),
        (VUE, "autoReconnect: { delay: (tries) => Math.min(30000, 500 * 2 ** tries) }"),
        (VUE, "autoReconnect: { delay: pause }"),
        (VUE, "immediate: false"),
        (REACT, "shouldReconnect: () => false"),
        (REACT, "shouldReconnect: () => true, reconnectInterval: (tries) => 500 * 2 ** tries"),
        (REACT, "reconnectInterval: 3000"),
    ],
)
def test_a_hook_that_is_not_asked_or_waits_longer_each_time(page: str, option: str) -> None:
    assert not findings("typescript", page.format(option), WITHOUT_BACKOFF)
    other = page.replace('"@vueuse/core"', '"./own"').replace('"react-use-websocket"', '"./own"')
    assert not findings("typescript", other.format("autoReconnect: true, shouldReconnect: true"), WITHOUT_BACKOFF)
