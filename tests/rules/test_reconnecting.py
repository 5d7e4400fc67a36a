"""reconnect-on-fatal, reconnect-twice, backoff-reset-on-open, only-normal-is-clean, no-close-handler"""

import pytest

from .support import Case, invalid, run, valid

GROWING = "setTimeout(connect, Math.random() * Math.min(30000, 1000 * 2 ** attempts++))"
NODE = 'import WebSocket, { WebSocketServer } from "ws";\n\n'


def page(handlers: str) -> str:
    """A function of a page that makes a connection, with these handlers."""
    body = "".join(f"  {line}\n" for line in handlers.strip().splitlines())
    return f"let attempts = 0;\nfunction connect() {{\n  const socket = new WebSocket(address);\n{body}}}\n"


FATAL = [
    valid("javascript", page(f"socket.onclose = (event) => {{ if (event.code !== 1009) {GROWING}; }};")),
    valid("javascript", page(f"socket.onclose = (event) => {{ if (event.code >= 1001 && event.code < 1016) {GROWING}; }};")),
    valid("javascript", page(f"socket.onclose = (event) => {{ if ([1001, 1006, 1012].includes(event.code)) {GROWING}; }};")),
    # Another size of message is sent the next time, as far as can be told.
    valid("javascript", page(f"socket.onclose = (event) => {{ if (event.code === 1009) {{ splitter.halve(connect); {GROWING}; }} }};")),
    valid("javascript", page(f"socket.onclose = (event) => {{ if (event.code === 1009 && canSplit()) {GROWING}; }};")),
    valid("javascript", page("socket.onclose = (event) => { if (event.code === 1002) console.error(event.reason); };")),
    invalid(
        "javascript",
        page(f"socket.onclose = (event) => {{ if (event.code === 1006 || event.code === 1009) «{GROWING}»; }};"),
        "1009 (Message Too Big)",
    ),
    invalid(
        "javascript",
        page(
            "socket.addEventListener('close', ({ code }) => {\n  switch (code) {\n    case 1000:\n      return;\n"
            f"    case 1002:\n    case 1003:\n      «{GROWING}»;\n      break;\n    default:\n      giveUp();\n  }}\n}});"
        ),
        "Reconnecting cannot cure 1002",
    ),
    invalid(
        "typescript",
        "const RETRY = new Set<number>([1001, 1006, 1007]);\n\nexport class Feed {\n  private socket?: WebSocket;\n\n"
        "  connect(): void {\n    this.socket = new WebSocket(this.address);\n    this.socket.onclose = (event) => {\n"
        "      if (RETRY.has(event.code)) «this.connect()»;\n    };\n  }\n}\n",
        "1007",
    ),
    invalid(
        "python",
        "import websocket\n\n\ndef run(address):\n    def on_close(app, code, reason):\n        if code == 1010:\n"
        "            «run(address)»\n\n    websocket.WebSocketApp(address, on_close=on_close).run_forever()\n",
        "1010",
    ),
]  # fmt: skip

TWICE = [
    valid("javascript", page(f"socket.onerror = (event) => console.error(event);\nsocket.onclose = () => {GROWING};")),
    valid("javascript", page(f"socket.onerror = () => socket.close();\nsocket.onclose = () => {GROWING};")),
    # Only one timer at a time.
    valid(
        "javascript",
        "let timer;\n"
        + page(
            "const retry = () => {\n  clearTimeout(timer);\n  timer = setTimeout(connect, 1000 * 2 ** attempts++);\n};\n"
            "socket.onerror = retry;\nsocket.onclose = retry;"
        ),
    ),
    valid(
        "javascript",
        "let retrying = false;\n"
        + page(
            f"const retry = () => {{\n  if (retrying) return;\n  retrying = true;\n  {GROWING};\n}};\n"
            "socket.onerror = () => retry();\nsocket.onclose = () => retry();"
        ),
    ),
    valid("javascript", page(f"socket.onerror = () => {{\n  socket.onclose = null;\n  {GROWING};\n}};\nsocket.onclose = () => {GROWING};")),
    # Two connections, each with one handler.
    valid(
        "javascript",
        page(f"const other = new WebSocket(second);\nother.onerror = () => {GROWING};\nsocket.onclose = () => {GROWING};"),
    ),
    invalid(
        "javascript",
        page(f"socket.onerror = () => {{\n  «{GROWING}»;\n}};\nsocket.onclose = () => {{\n  {GROWING};\n}};"),
        "One failure makes two connections",
    ),
    # What is said before changes nothing.
    invalid(
        "javascript",
        page(f"socket.onerror = (event) => {{\n  console.error(event);\n  «{GROWING}»;\n}};\nsocket.onclose = () => {{\n  {GROWING};\n}};"),
    ),
    invalid(
        "javascript",
        NODE
        + "let attempts = 0;\n\nexport function connect() {\n  const upstream = new WebSocket(process.env.UPSTREAM);\n"
        "  const again = () => setTimeout(connect, Math.min(60000, 1000 * 2 ** attempts++));\n"
        '  upstream.on("error", () => «again()»);\n  upstream.on("close", () => again());\n}\n',
    ),
    invalid(
        "python",
        "import time\n\nimport websocket\n\n\ndef run(address, wait):\n    def on_error(app, error):\n        «run(address, wait * 2)»\n\n"
        "    def on_close(app, code, reason):\n        run(address, wait * 2)\n\n"
        "    app = websocket.WebSocketApp(address, on_error=on_error, on_close=on_close)\n    app.run_forever()\n",
    ),
]  # fmt: skip

RESET = [
    valid("javascript", page(f"socket.onopen = () => {{ online = true; }};\nsocket.onclose = () => {GROWING};")),
    valid(
        "javascript",
        page(f"socket.onopen = () => {{ setTimeout(() => {{ attempts = 0; }}, 60000); }};\nsocket.onclose = () => {GROWING};"),
    ),
    # The count only says when to give up.
    valid(
        "javascript",
        page("socket.onopen = () => { attempts = 0; };\nsocket.onclose = () => { if (attempts++ < 5) setTimeout(connect, 1000); };"),
    ),
    valid("javascript", page(f"socket.onopen = () => {{ pingDelay = 1000; }};\nsocket.onclose = () => {GROWING};")),
    invalid(
        "javascript",
        page(f"socket.onopen = () => {{\n  online = true;\n  «attempts = 0»;\n}};\nsocket.onclose = () => {GROWING};"),
        "A server that accepts and drops at once is hammered",
    ),
    invalid(
        "typescript",
        "export class Feed {\n  private delay = 1000;\n\n  open(): void {\n    const socket = new WebSocket(this.address);\n"
        "    socket.onopen = () => {\n      «this.delay = 1000»;\n    };\n    socket.onclose = () => {\n"
        "      setTimeout(() => this.open(), this.delay);\n      this.delay = Math.min(this.delay * 2, 30000);\n    };\n  }\n}\n",
    ),
]  # fmt: skip

CLEAN = [
    valid("javascript", page(f"socket.onclose = () => {GROWING};")),
    valid("javascript", page(f"socket.onclose = (event) => {{ if (!event.wasClean) {GROWING}; }};")),
    valid("javascript", page(f"socket.onclose = (event) => {{ if (event.code !== 1000 && event.code !== 1005) {GROWING}; }};")),
    # A flag tells a close of its own apart.
    valid("javascript", page(f"socket.onclose = (event) => {{ if (stopped || event.code === 1000) return; {GROWING}; }};")),
    valid("javascript", page("socket.onclose = (event) => { if (event.code === 1000) console.log('bye'); else restore(event); };")),
    valid(
        "javascript",
        NODE + 'new WebSocketServer({ port: 80 }).on("connection", (socket) => {\n  socket.on("close", (code) => {\n'
        "    if (code === 1006) console.error('lost', code);\n  });\n});\n",
    ),
    invalid(
        "javascript",
        page(f"socket.onclose = «(event) => {{ »if (event.code !== 1000) {GROWING}; }};"),
        "it arrives as 1005",
    ),
    invalid(
        "javascript",
        NODE + 'new WebSocketServer({ port: 80 }).on("connection", (socket) => {\n  socket.on("close", «(code) => {\n'
        "    »if (code !== 1000) console.error('lost', code);\n  });\n});\n",
        "Every closed tab counts as a failure",
    ),
]  # fmt: skip

UNWATCHED = [
    valid("javascript", "const socket = new WebSocket(address);\nsocket.send('once');\n"),
    valid("javascript", page("socket.onmessage = (event) => render(event.data);\nsocket.onclose = () => offline();")),
    valid("javascript", "const source = new EventSource(address);\nsource.onmessage = (event) => render(event.data);\n"),
    valid(
        "javascript",
        NODE + 'new WebSocketServer({ port: 80 }).on("connection", (socket) => {\n  socket.on("message", handle);\n});\n',
    ),
    valid("javascript", 'import io from "socket.io-client";\nconst socket = io();\nsocket.on("message", render);\n'),
    invalid(
        "javascript",
        page("«socket.onmessage» = (event) => render(event.data);"),
        "Nobody notices when this connection closes",
    ),
    invalid("javascript", NODE + 'const feed = new WebSocket(address);\n«feed.on("message", store)»;\n'),
]  # fmt: skip


@pytest.mark.parametrize("case", FATAL)
def test_reconnect_on_fatal(case: Case) -> None:
    run("reconnect-on-fatal", case)


@pytest.mark.parametrize("case", TWICE)
def test_reconnect_twice(case: Case) -> None:
    run("reconnect-twice", case)


@pytest.mark.parametrize("case", RESET)
def test_backoff_reset_on_open(case: Case) -> None:
    run("backoff-reset-on-open", case)


@pytest.mark.parametrize("case", CLEAN)
def test_only_normal_is_clean(case: Case) -> None:
    run("only-normal-is-clean", case)


@pytest.mark.parametrize("case", UNWATCHED)
def test_no_close_handler(case: Case) -> None:
    run("no-close-handler", case)
