"""What the fixes of the rules about reconnecting write: in the file's own style, and only where they can."""

import re
from textwrap import dedent, indent

import pytest

from wsclose.checker import FileChecker
from wsclose.project.settings import Settings
from wsclose.syntax import languages
from wsclose.syntax.document import Document

from .support import findings, fixed, syntax_errors

STATE = """\
const FINAL_CLOSE_CODES = [1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010]; // done, or no better the next time
let reconnectAttempt = 0;
let reconnectTimer;
let reconnectStopped = false;

function reconnectAfter(code, openedAt) {
  if (reconnectStopped || FINAL_CLOSE_CODES.includes(code)) return;
  if (Date.now() - openedAt > 60_000) reconnectAttempt = 0; // it was stable
  const delay = Math.random() * Math.min(30_000, 500 * 2 ** reconnectAttempt++);
  reconnectTimer = setTimeout(connect, delay);
}

function stopReconnecting() {
  reconnectStopped = true;
  clearTimeout(reconnectTimer);
}

"""


def repaired(rule: str, language: str, source: str) -> str:
    """What the one fix of the one finding of a rule makes of a text."""
    (finding,) = findings(language, source, rule)
    (fix,) = finding.fixes
    assert not fix.safe
    text = fixed(source, fix)
    assert syntax_errors(language, text) == 0
    assert findings(language, text, rule) == []
    return text


def test_a_handler_that_does_nothing_learns_to_reconnect() -> None:
    source = """\
    /** The feed. */
    export function connect() {
      const socket = new WebSocket("wss://example.org/feed");
      socket.onclose = (event) => {
        console.log("closed", event.code);
      };
    }
    """
    wanted = """\
    /** The feed. */
    export function connect() {
      const socket = new WebSocket("wss://example.org/feed");
      reconnectStopped = false;
      let openedAt = Infinity;
      socket.addEventListener("open", () => {
        openedAt = Date.now();
      });
      socket.onclose = (event) => {
        console.log("closed", event.code);
        reconnectAfter(event.code, openedAt);
      };
    }
    """
    assert repaired("unhandled-going-away", "javascript", dedent(source)) == STATE + dedent(wanted)


def test_a_method_gets_fields_beside_it_in_the_style_of_the_file() -> None:
    source = """\
    export class Feed {
    \tprivate socket?: WebSocket

    \tconnect(room: string): void {
    \t\tthis.socket = new WebSocket(`${this.base}/${room}`)
    \t\tthis.socket.addEventListener('close', () => {
    \t\t\tsetTimeout(() => this.connect(room), 3000)
    \t\t})
    \t}
    }
    """
    text = repaired("reconnect-without-backoff", "typescript", dedent(source))
    assert ";" not in text
    assert '"' not in text
    assert "\n\tprivate reconnectTimer?: ReturnType<typeof setTimeout>\n" in text
    assert "\n\tprivate reconnectAfter(code: number, openedAt: number, again: () => void): void {\n" in text
    assert "this.socket.addEventListener('close', (event) => {\n" in text
    assert "\n\t\t\tthis.reconnectAfter(event.code, openedAt, () => this.connect(room))\n" in text


def test_an_expression_stays_one_where_it_is_replaced_and_becomes_a_block_where_it_stays() -> None:
    head = "function connect() {\n  const socket = new WebSocket(address);\n"
    at_once = repaired("reconnect-without-backoff", "javascript", f"{head}  socket.onclose = () => connect();\n}}\n")
    assert "  socket.onclose = (event) => reconnectAfter(event.code, openedAt);\n" in at_once
    idle = repaired("unhandled-going-away", "javascript", f"{head}  socket.onclose = () => console.log('bye');\n}}\n")
    assert "(event) => {\n    console.log('bye');\n    reconnectAfter(event.code, openedAt);\n  };\n" in idle


def test_line_ends_stay_what_they_are() -> None:
    source = 'function connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = () => {\n    say("bye");\n  };\n}\n'
    source = source.replace("say", "console.log")
    text = repaired("unhandled-going-away", "javascript", source.replace("\n", "\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_a_loop_waits_at_its_end_and_leaves_after_final_codes() -> None:
    source = """\
    import asyncio
    import logging

    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed


    class Feed:
      async def run(self, address):
        while True:
          try:
            async with connect(address) as ws:
              async for message in ws:
                self.take(message)
          except ConnectionClosed as error:
            logging.info("closed: %s", error)
            await asyncio.sleep(self.pause)
    """
    wanted = """\
    class Feed:
      async def run(self, address):
        backoff = Backoff()
        while True:
          ws = None
          try:
            async with connect(address) as ws:
              async for message in ws:
                self.take(message)
          except (ConnectionClosed, OSError) as error:
            logging.info("closed: %s", error)
          if ws is not None and ws.close_code in FINAL_CLOSE_CODES:
            break
          await asyncio.sleep(backoff.delay())
    """
    text = repaired("reconnect-without-backoff", "python", dedent(source).replace("self.pause", "3"))
    assert text.startswith("import asyncio\nimport logging\nimport random\nimport time\n\nfrom websockets.asyncio")
    assert "\n\n\nFINAL_CLOSE_CODES = {1000, 1002, 1003, 1005, 1007, 1008, 1009, 1010}  # done" in text
    assert '\n\n\nclass Backoff:\n  """Random waits' in text
    assert text.endswith("\n\n\n" + dedent(wanted))


def test_a_context_ends_the_waits() -> None:
    source = """\
    package feed

    import (
    \t"context"

    \t"github.com/gorilla/websocket"
    )

    // Run reads until ctx ends.
    func Run(ctx context.Context, address string) {
    \tfor {
    \t\tconn, _, err := websocket.DefaultDialer.DialContext(ctx, address, nil)
    \t\tif err != nil {
    \t\t\tcontinue
    \t\t}
    \t\tfor {
    \t\t\tif _, _, err := conn.ReadMessage(); err != nil {
    \t\t\t\tbreak
    \t\t\t}
    \t\t}
    \t}
    }
    """
    text = repaired("reconnect-without-backoff", "go", dedent(source))
    assert '\n\t"context"\n\t"math/rand"\n\t"time"\n\n\t"github.com' in text
    assert "\n}\n\n// Run reads until ctx ends.\nfunc Run(" in text
    assert "\tvar retry backoff\n\tfor {\n" in text
    assert (
        "\t\tselect {\n\t\tcase <-ctx.Done():\n\t\t\treturn\n\t\tcase <-time.After(retry.delay()):\n\t\t}\n\t}\n}\n"
        in text
    )


@pytest.mark.parametrize(
    "source",
    [
        # A `continue` goes past the end of the loop.
        "async def run():\n    while True:\n        try:\n            ws = await websockets.connect(URL)\n            await read(ws)\n"
        "        except OSError:\n            continue\n        await asyncio.sleep(1)\n",
        # Nobody can ask this connection for its code.
        "def run():\n    while True:\n        ws = websocket.create_connection(URL)\n        read(ws)\n        time.sleep(1)\n",
        # The connection has no name here.
        "async def run(self):\n    while True:\n        self.ws = await websockets.connect(URL)\n        await self.read()\n"
        "        await asyncio.sleep(1)\n",
    ],
    ids=["continue", "no code", "a field"],
)
def test_loops_that_are_left_as_they_are(source: str) -> None:
    (finding,) = findings(
        "python",
        f"import asyncio\nimport time\n\nimport websocket\nimport websockets\n\n\n{source}",
        "reconnect-without-backoff",
    )
    assert not list(finding.fixes)
    assert "`wsclose explain reconnect-without-backoff`" in finding.help


RECIPES = {
    "no function makes the connection": 'const socket = new WebSocket("wss://example.org");\nsocket.onclose = (event) => {\n  console.log(event.code);\n};\n',
    "a component's variables do not last": (
        "export function Feed() {\n  const connect = () => {\n    const socket = new WebSocket(address);\n"
        "    socket.onclose = () => {\n      setTimeout(connect, 1000);\n    };\n  };\n  useEffect(connect, []);\n}\n"
    ),
    "the delay depends on something": (
        "let timer;\nfunction connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = () => {\n"
        "    if (online()) timer = setTimeout(connect, 1000);\n  };\n}\n"
    ),
    "`this` is another one": (
        "class Feed {\n  connect() {\n    const socket = new WebSocket(address);\n    const self = this;\n"
        "    socket.onclose = function () {\n      setTimeout(() => self.connect(), 1000);\n    };\n  }\n}\n"
    ),
    "it connects at once, in a handler that is given the event": (
        "let socket = new WebSocket(address);\nsocket.onclose = function (event) {\n  console.log(event.code);\n"
        "  socket = new WebSocket(address);\n  socket.onopen = show;\n};\n"
    ),
    "the names are taken": (
        "let reconnectAttempt = 1;\nfunction connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = () => {\n"
        "    setTimeout(connect, 1000);\n  };\n}\n"
    ),
}


@pytest.mark.parametrize("source", RECIPES.values(), ids=RECIPES)
def test_where_nothing_can_be_written_the_help_names_the_recipe(source: str) -> None:
    found = [
        each
        for each in findings("javascript", source)
        if each.rule in ("unhandled-going-away", "reconnect-without-backoff")
    ]
    assert found
    for finding in found:
        assert not list(finding.fixes)
        assert f"`wsclose explain {finding.rule}`" in finding.help


def test_returning_on_1000() -> None:
    again = "setTimeout(connect, Math.random() * Math.min(30_000, 500 * 2 ** attempt++));"
    head = "let attempt = 0;\nfunction connect() {\n  const socket = new WebSocket(address);\n"
    block = f"{head}  socket.onclose = (e) => {{\n    console.log(e.reason);\n    {again}\n  }};\n}}\n"
    text = repaired("reconnect-on-normal", "javascript", block)
    assert f"    console.log(e.reason);\n    if (e.code === 1000) return;\n    {again}\n" in text
    line = f'{head}  socket.addEventListener("close", () => {{ {again} }});\n}}\n'
    text = repaired("reconnect-on-normal", "javascript", line)
    assert f'("close", (event) => {{ if (event.code === 1000) return; {again} }});' in text


def test_only_the_close_handler_reconnects() -> None:
    head = "function connect() {\n  const socket = new WebSocket(address);\n"
    close = "  socket.onclose = () => again();\n}\n"
    source = (
        f"{head}  const again = () => setTimeout(connect, 2 ** attempts++);\n  socket.onerror = () => again();\n{close}"
    )
    assert "  socket.onerror = () => {};\n" in repaired("reconnect-twice", "javascript", source)
    source = source.replace(
        "= () => again();\n  socket.onc", '= () => {\n    console.warn("lost");\n    again();\n  };\n  socket.onc'
    )
    assert '{\n    console.warn("lost");\n  };\n' in repaired("reconnect-twice", "javascript", source)


def test_the_reset_waits() -> None:
    source = """\
    let attempts = 0;
    function connect() {
        const socket = new WebSocket(address);
        socket.onopen = () => {
            attempts = 0;
        };
        socket.onclose = (event) => {
            setTimeout(connect, Math.random() * Math.min(30000, 500 * 2 ** attempts++));
        };
    }
    """
    text = repaired("backoff-reset-on-open", "javascript", dedent(source))
    wanted = """\
            const stable = setTimeout(() => {
                attempts = 0;
            }, 60_000);
            socket.addEventListener("close", () => clearTimeout(stable));
    """
    assert indent(dedent(wanted), "        ") in text
    assert findings("javascript", text, "unhandled-going-away") == []


@pytest.mark.parametrize(
    "end",
    ["() => socket.close()", "() => {\n      socket.close()\n    }", "() => { socket.close() }"],
    ids=["an expression", "a block", "a line"],
)
def test_what_ends_an_effect_ends_its_timer(end: str) -> None:
    source = (
        "export function Feed({ url }) {\n  useEffect(() => {\n    let socket\n    const connect = () => {\n"
        "      socket = new WebSocket(url)\n      socket.onclose = () => {\n        setTimeout(connect, 1000)\n      }\n    }\n"
        f"    connect()\n    return {end}\n  }}, [url])\n}}\n"
    )
    text = repaired("reconnect-without-backoff", "tsx", source)
    assert ";\n" not in text
    assert re.search(r"return \(\) => \{\s+stopReconnecting\(\);?\s+socket\.close\(\)", text)


def test_half_of_a_character_in_what_a_fix_repeats() -> None:
    """Clients send such a half when an edit falls between two halves of a character."""
    text = (
        "function connect() {\n  const socket = new WebSocket(address);\n  socket.onmessage = show;\n"
        "  socket.onclose = () => console.log('\ud83d');\n}\n"
    )
    language = languages.for_path("a.js")
    assert language is not None
    found = FileChecker("a.js", language, Document.from_str(text), Settings()).checked().findings
    texts = [edit.text for finding in found for fix in finding.fixes for edit in fix.edits]
    assert any("console.log('\ud83d')" in one for one in texts)
