"""Functions that are given how long to wait, and run themselves again with more of it."""

import pytest

from .support import findings

RULE = "reconnect-without-backoff"

FUNCTION = """let stopped = false;
export function follow(address: string, wait = 1000): void {
  const line = new WebSocket(address);
  line.onclose = () => {
    if (stopped) return;
    AGAIN
  };
}
"""

METHOD = """export class Feed {
  stopped = false;
  open(wait = 1000) {
    const line = new WebSocket(this.address);
    line.addEventListener("close", () => {
      if (!this.stopped) AGAIN
    });
  }
}
"""


@pytest.mark.parametrize(
    "again",
    [
        "setTimeout(() => follow(address, wait * 2), wait);",
        "setTimeout(() => follow(address, Math.min(wait * 2, 30_000)), wait);",
        "setTimeout(follow, wait, address, wait + 1000);",
        "const next = Math.min(wait * 2, 30_000);\n    setTimeout(() => follow(address, next), wait);",
    ],
)
def test_a_function_that_gives_itself_more(again: str) -> None:
    text = FUNCTION.replace("AGAIN", again)
    assert not findings("typescript", text, RULE)
    named = text.replace("export function follow(", "export const follow = (").replace("): void {", "): void => {")
    assert named != text
    assert not findings("typescript", named, RULE)


@pytest.mark.parametrize(
    "again",
    [
        "setTimeout(() => follow(address, wait), wait);",
        "setTimeout(() => follow(address), wait);",
        "setTimeout(() => follow(address, wait), wait * 1000);",
        "const pause = wait * 1000;\n    setTimeout(() => follow(address, wait), pause);",
        "report(wait * 2);\n    setTimeout(follow, wait, address, wait);",
    ],
)
def test_a_function_that_gives_itself_the_same(again: str) -> None:
    assert findings("typescript", FUNCTION.replace("AGAIN", again), RULE)


@pytest.mark.parametrize(("given", "steady"), [("{ ...options, wait: options.wait * 2 }", False), ("options", True)])
def test_options_that_a_function_gives_itself(given: str, steady: bool) -> None:
    text = FUNCTION.replace("wait = 1000", "options = { wait: 1000 }")
    again = f"setTimeout(() => follow(address, {given}), options.wait);"
    assert bool(findings("typescript", text.replace("AGAIN", again), RULE)) is steady


def test_a_method() -> None:
    assert not findings("typescript", METHOD.replace("AGAIN", "setTimeout(() => this.open(wait * 2), wait);"), RULE)
    assert findings("typescript", METHOD.replace("AGAIN", "setTimeout(() => this.open(wait), wait);"), RULE)


HELPER = """let stopped = false;
const again = (wait: number) => setTimeout(() => follow(HANDED), wait);
export function follow(wait = 1000): void {
  const line = new WebSocket(ADDRESS);
  line.onclose = () => {
    if (!stopped) again(GIVEN);
  };
}
"""


@pytest.mark.parametrize("given", ["wait * 2", "Math.min(wait * 1.5, 30_000)"])
def test_a_function_that_gives_more_to_the_one_that_waits(given: str) -> None:
    assert not findings("typescript", HELPER.replace("HANDED", "wait").replace("GIVEN", given), RULE)


@pytest.mark.parametrize("given", ["3000", "wait", "wait * 1000"])
def test_a_function_that_gives_the_same_to_the_one_that_waits(given: str) -> None:
    assert findings("typescript", HELPER.replace("HANDED", "").replace("GIVEN", given), RULE)


PYTHON = """import asyncio
import websockets


async def follow(address, wait=1):
    try:
        async with websockets.connect(address) as line:
            async for note in line:
                show(note)
    except websockets.ConnectionClosed:
        await asyncio.sleep(wait)
        await follow(address, GIVEN)
"""


def test_a_step_by_the_number_of_failures() -> None:
    text = "let fails = 0;\nfunction follow() {\n  const line = new WebSocket(ADDRESS);\n  line.onclose = () => setTimeout(follow, WAIT);\n}\n"
    assert not findings("typescript", text.replace("WAIT", "fails++ < 5 ? 1000 : 30_000"), RULE)
    assert findings("typescript", text.replace("WAIT", "quiet ? 1000 : 1000"), RULE)


def test_a_coroutine() -> None:
    assert not findings("python", PYTHON.replace("GIVEN", "min(wait * 2, 60)"), RULE)
    assert findings("python", PYTHON.replace("GIVEN", "wait"), RULE)


IN_SETTINGS = """
class Feed {
  connect() {
    this.line = new WebSocket(this.settings.address);
    this.line.onclose = () => this.comeBack();
  }

  comeBack() {
    setTimeout(() => {
      %s
      this.connect();
    }, this.settings.reconnectDelay * 1000);
  }
}
"""


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("if (this.settings.patient) this.settings.reconnectDelay += this.settings.step;", 0),
        ("this.settings.reconnectDelay = Math.min(this.settings.reconnectDelay * 2, 30);", 0),
        ("this.other.reconnectDelay += 1;", 1),
        ("this.settings.reconnectDelay = 5;", 1),
    ],
)
def test_a_delay_among_the_settings_that_is_made_more(step: str, told: int) -> None:
    assert len(findings("javascript", IN_SETTINGS % step, "reconnect-without-backoff")) == told
