"""Clients that come back after an error only, by an option, by a lock, by a watch or a loop that runs again and again."""

import pytest

from .support import findings

WITHOUT_BACKOFF, ON_NORMAL, IDLE = "reconnect-without-backoff", "reconnect-on-normal", "unhandled-going-away"


def page(handlers: str) -> str:
    body = "".join(f"  {line}\n" for line in handlers.splitlines())
    return f"function connect() {{\n  const socket = new WebSocket(address);\n{body}}}\n"


def feed(before: str, handler: str) -> str:
    return (
        f"class Feed {{\n  constructor(options) {{\n    this.options = options;\n    {before}\n  }}\n\n  connect() {{\n"
        f"    this.socket = new WebSocket(this.address);\n    this.socket.onclose = () => {{\n      {handler}\n    }};\n  }}\n}}\n"
    )


LATER = "setTimeout(() => this.connect(), 3000);"


def test_a_handler_for_errors_that_is_the_only_one_to_reconnect() -> None:
    text = page("socket.onerror = () => setTimeout(connect, 2000);\nsocket.onclose = () => console.log('closed');")
    assert findings("javascript", text, WITHOUT_BACKOFF)
    assert not findings("javascript", text, ON_NORMAL)  # no error comes before a close with 1000
    assert not findings("javascript", text, IDLE)


@pytest.mark.parametrize(
    "handlers",
    [
        "socket.onerror = () => setTimeout(connect, Math.min(30000, 1000 * 2 ** attempts++));",
        "socket.onerror = () => socket.close();",
        "socket.onerror = () => setTimeout(connect, 2000);\nsocket.onclose = () => setTimeout(connect, Math.min(30000, 1000 * 2 ** attempts++));",
    ],
)
def test_a_handler_for_errors_that_is_left_alone(handlers: str) -> None:
    assert not findings("javascript", f"let attempts = 0;\n{page(handlers)}", WITHOUT_BACKOFF)


@pytest.mark.parametrize(
    ("before", "handler"),
    [
        ("", f"if (this.options.reconnect) {LATER}"),
        ("this.autoReconnect = options.autoReconnect !== false;", f"if (this.autoReconnect) {LATER}"),
        ("", f"const {{ reconnectOnClose }} = this.options;\n      if (reconnectOnClose) {LATER}"),
        ("", f"if (config.socket.reconnect.enabled) {LATER}"),
    ],
)
def test_an_option_that_nothing_changes_tells_no_own_close(before: str, handler: str) -> None:
    assert findings("javascript", feed(before, handler), ON_NORMAL)


KEPT = (
    "class Feed {{\n  url = null;\n\n  connect(url{type}) {{\n    this.url = url;\n    const socket = new WebSocket(url);\n"
    "    socket.onclose = () => {{\n      if (this.url) setTimeout(() => this.connect(this.url), 3000);\n    }};\n  }}\n{more}}}\n"
)


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [("", "", 1), (": string", "", 1), (": boolean", "", 0), ("", "  stop() { this.url = null; }\n", 0)],
)
def test_what_was_given_and_is_never_taken_back_tells_no_own_close(kind: str, more: str, expected: int) -> None:
    assert len(findings("typescript", KEPT.format(type=kind, more=more), ON_NORMAL)) == expected


@pytest.mark.parametrize("kept", ["this.attempts.get(id) ?? 0", "this.attempts[id] || 0"])
def test_a_number_of_attempts_kept_for_each_connection_tells_no_own_close(kept: str) -> None:
    text = (
        "class Feeds {\n  attempts = new Map();\n\n  connect(id) {\n    const socket = new WebSocket(this.address(id));\n"
        f"    socket.onclose = () => {{\n      const tries = {kept};\n      if (tries >= 5) return;\n"
        "      this.count(id, tries + 1);\n      setTimeout(() => this.connect(id), 3000);\n    };\n  }\n}\n"
    )
    assert findings("javascript", text, ON_NORMAL)


@pytest.mark.parametrize(
    ("before", "handler", "after"),
    [
        ("", f"if (this.options.reconnect) {LATER}", "this.options.reconnect = false;"),
        (
            "this.autoReconnect = options.autoReconnect !== false;",
            f"if (this.autoReconnect) {LATER}",
            "this.autoReconnect = false;",
        ),
        ("this.autoReconnect = true;", f"if (this.autoReconnect) {LATER}", ""),
    ],
)
def test_an_option_that_may_be_changed_is_a_flag(before: str, handler: str, after: str) -> None:
    text = (
        feed(before, handler).removesuffix("}\n") + f"\n  close() {{\n    {after}\n    this.socket.close();\n  }}\n}}\n"
    )
    assert not findings("javascript", text, ON_NORMAL)


def line(body: str, close: str) -> str:
    return (
        "export function line(url, reconnect) {\n"
        "  let socket;\n"
        "  const connect = () => {\n"
        "    socket = new WebSocket(url);\n"
        f"    socket.onclose = () => {{ if (reconnect) {body} }};\n"
        "  };\n"
        "  connect();\n"
        f"  return () => {{ {close} socket.close(); }};\n"
        "}\n"
    )


def test_a_parameter_of_the_function_that_connects_tells_no_own_close() -> None:
    again = "setTimeout(connect, 3000);"
    assert findings("javascript", line(again, ""), ON_NORMAL)
    assert not findings("javascript", line(again, "reconnect = false;"), ON_NORMAL)
    assert not findings("javascript", line("reconnect();", ""), ON_NORMAL)  # whoever gives that function decides


@pytest.mark.parametrize(
    "text",
    [
        (
            "function connect(url, attempt = 0) {\n"
            "  const socket = new WebSocket(url);\n"
            "  socket.onclose = () => {\n"
            "    if (attempt < 5) setTimeout(() => connect(url, attempt + 1), 1000 * 2 ** attempt);\n"
            "  };\n"
            "}\n"
        ),
        (
            "class Feed {\n"
            "  attempts = 0;\n"
            "  connect() {\n"
            "    this.socket = new WebSocket(this.url);\n"
            "    this.socket.onclose = () => { if (this.mayRetry()) this.retry(); };\n"
            "  }\n"
            "  mayRetry() { return this.attempts < 5; }\n"
            "  retry() { setTimeout(() => this.connect(), 1000 * 2 ** this.attempts++); }\n"
            "}\n"
        ),
    ],
)
def test_a_number_of_attempts_tells_no_own_close(text: str) -> None:
    assert findings("javascript", text, ON_NORMAL)


def session(promise: str) -> str:
    return (
        "function session() {\n"
        f"  return new Promise({promise});\n"
        "}\n"
        "async function run() {\n"
        "  for (;;) {\n"
        "    await session();\n"
        "    await new Promise((done) => setTimeout(done, 3000));\n"
        "  }\n"
        "}\n"
    )


OPENED = "const socket = new WebSocket(address); socket.onmessage = show;"


def test_a_loop_round_a_promise_that_every_close_keeps() -> None:
    assert findings("javascript", session(f"(resolve) => {{ {OPENED} socket.onclose = () => resolve(); }}"), ON_NORMAL)


@pytest.mark.parametrize(
    "promise",
    [
        f"(resolve, reject) => {{ {OPENED} socket.onclose = (event) => event.code === 1000 ? reject() : resolve(); }}",
        f"(resolve) => {{ {OPENED} socket.onclose = (event) => {{ if (event.code !== 1000) resolve(); }}; }}",
    ],
)
def test_a_loop_round_a_promise_that_the_code_settles(promise: str) -> None:
    assert not findings("javascript", session(promise), ON_NORMAL)


ONCE = "socket.onclose = () => {\n  if (!gone) {\n    gone = true;\n    setTimeout(connect, 1000);\n  }\n};\n"


def test_what_happens_once_for_each_connection_happens_after_every_code() -> None:
    assert findings("javascript", page(f"let gone = false;\n{ONCE}"), ON_NORMAL)


def test_what_another_function_sets_too_may_be_the_own_close() -> None:
    text = page(f"let gone = false;\n{ONCE}return () => {{\n  gone = true;\n  socket.close();\n}};")
    assert not findings("javascript", text, ON_NORMAL)


@pytest.mark.parametrize("again", ["setTimeout(watch, 5000);", "setTimeout(() => watch(), 5000);"])
def test_a_watch_that_sets_its_own_timer_connects_again(again: str) -> None:
    text = f"let socket;\nfunction watch() {{\n  if (!socket) connect();\n  {again}\n}}\nfunction connect() {{\n  socket = new WebSocket(address);\n  socket.onclose = () => {{\n    socket = null;\n  }};\n}}\n"
    assert not findings("javascript", text, IDLE)
    assert findings("javascript", text.replace(again, "setTimeout(tell, 5000);"), IDLE)


HEARD = 'socket.on("message", show);\n'
PAUSE = "await new Promise((resolve) => setTimeout(resolve, {}));"
CLOSED = 'await new Promise((resolve) => socket.on("close", resolve));\n'


def node(body: str, delay: str, more: str = "", head: str = "for (;;)") -> str:
    text = f'import WebSocket from "ws";\n\nasync function run() {{\n  let delay = 1000;\n  {head} {{\n{body}\n    {PAUSE}\n    delay *= 2;\n  }}\n}}\n{more}'
    return text.replace("{}", delay)


MADE = f"    const socket = new WebSocket(address);\n    {HEARD}"
SESSION = "    await session();"
WAITS = f"async function session() {{\n{MADE}    {CLOSED}}}\n"
GIVES = (
    "function session() {\n  return new Promise((resolve) => {\n"
    f"    const socket = new WebSocket(address);\n    {HEARD}    socket.onclose = () => resolve();\n  }});\n}}\n"
)


@pytest.mark.parametrize("head", ["for (;;)", "while (true)"])
@pytest.mark.parametrize(("body", "more"), [(f"{MADE}    {CLOSED}", ""), (SESSION, WAITS), (SESSION, GIVES)])
def test_a_loop_that_waits_for_the_close(head: str, body: str, more: str) -> None:
    assert findings("javascript", node(body, "5000", more, head), WITHOUT_BACKOFF)
    assert not findings("javascript", node(body, "delay", more, head), WITHOUT_BACKOFF)


def test_a_loop_that_waits_for_the_first_connection_is_no_reconnect() -> None:
    opens = GIVES.replace(
        "socket.onclose = () => resolve();", "socket.onopen = resolve;\n    socket.onclose = () => resolve();"
    )
    assert not findings("javascript", node(SESSION, "5000", opens), WITHOUT_BACKOFF)


LISTENER = """using System.Net.WebSockets;

public class Feed {
    private ClientWebSocket line;
    private readonly int pause;

    public Feed(int pause) {
        this.pause = pause;
    }

    public async Task Listen() {
        while (line.State == WebSocketState.Open) {
            try {
                WebSocketReceiveResult result;
                do {
                    result = await line.ReceiveAsync(buffer, stop);
                } while (!result.EndOfMessage);
            } catch (WebSocketException) {
                break;
            }
        }
        await Task.Delay({});
        line = new ClientWebSocket();
        await line.ConnectAsync(address, stop);
    }
}
"""


@pytest.mark.parametrize(("delay", "expected"), [("pause", 1), ("pause * ++tries", 0)])
def test_a_read_that_fails_among_other_objects_of_the_library(delay: str, expected: int) -> None:
    assert len(findings("csharp", LISTENER.replace("{}", delay), WITHOUT_BACKOFF)) == expected


WATCH = """using WebSocketSharp;

public class Feed {
    private WebSocket line;

    public void Run() {
        line = new WebSocket(address);
        line.OnMessage += (sender, e) => Show(e.Data);
        line.Connect();
        {head} {
            if (!line.IsAlive) {
                line.Connect();
            }{more}
            Thread.Sleep({pause});
        }
    }
}
"""


@pytest.mark.parametrize(
    ("head", "more", "pause", "expected"),
    [
        ("while (true)", "", "5000", 1),
        ("while (running)", "", "5000", 1),
        ("while (true)", "", "pause *= 2", 0),
        ("while (true)", " else { break; }", "1000", 0),
        ("while (true)", " if (line.IsAlive) { return; }", "1000", 0),
        ("while (!line.IsAlive)", "", "1000", 0),
        ("for (int i = 0; i < 5; i++)", "", "1000", 0),
        ("while (tries < 5)", "", "1000", 0),
    ],
)
def test_a_loop_that_looks_whether_its_client_is_connected(head: str, more: str, pause: str, expected: int) -> None:
    text = WATCH.replace("{head}", head).replace("{more}", more).replace("{pause}", pause)
    assert len(findings("csharp", text, WITHOUT_BACKOFF)) == expected
    assert not findings("csharp", text, ON_NORMAL)


TIMED = """using WebSocketSharp;

public class Feed {
    private WebSocket line;
    private Timer timer;

    public void Run() {
        line = new WebSocket(address);
        line.OnMessage += (sender, e) => Show(e.Data);
        line.OnClose += Gone;
        line.Connect();
        {timer}
    }

    private void Gone(object sender, CloseEventArgs e) {
        {gone}
    }

    private void Check(object state) {
        {check}
    }
}
"""
LOOKS = "if (!line.IsAlive) { line.Connect(); }"


@pytest.mark.parametrize(
    ("timer", "check", "expected"),
    [
        ("timer = new Timer(5000); timer.Elapsed += (sender, e) => Check(e);", LOOKS, 1),
        ("timer = new Timer { Interval = 5000 }; timer.Elapsed += Check;", LOOKS, 1),
        ("timer = new DispatcherTimer(); timer.Tick += new EventHandler(Check);", LOOKS, 1),
        ("timer = new Timer(); timer.Interval = 5000; timer.Elapsed += Check;", LOOKS, 1),
        ("timer.Interval = 5000; timer.Interval *= 2; timer.Elapsed += Check;", LOOKS, 0),
        ("timer.Interval = Pause(); timer.Elapsed += Check;", LOOKS, 0),
        ("timer.Elapsed += Check;", "if (ready) { line.Connect(); }", 0),
        ("timer.Elapsed += Check;", "if (!line.IsAlive) { Show(0); }", 0),
        ("timer = new Timer(Check, null, 0, 5000);", LOOKS, 1),
        ("timer = new Timer(Check, null, 0, Pause());", LOOKS, 0),
        ("timer = new Timer(Check, null, 5000, Timeout.Infinite);", LOOKS, 0),
        ("timer = new Timer(Check, null, 5000, -1);", LOOKS, 0),
    ],
)
def test_a_timer_that_looks_whether_its_client_is_connected(timer: str, check: str, expected: int) -> None:
    text = TIMED.replace("{timer}", timer).replace("{check}", check).replace("{gone}", "Show(e.Code);")
    assert len(findings("csharp", text, WITHOUT_BACKOFF)) == expected
    assert not findings("csharp", text, ON_NORMAL)


@pytest.mark.parametrize(
    ("made", "expected"),
    [("{ Interval = 5000, AutoReset = false }", 1), ("{ Interval = Pause() }", 0), ("(pause * ++tries)", 0)],
)
def test_a_handler_that_starts_a_timer_which_connects(made: str, expected: int) -> None:
    gone = f"var later = new Timer{made}; later.Elapsed += (sender, a) => line.Connect(); later.Start();"
    text = TIMED.replace("{timer}", "").replace("{check}", "").replace("{gone}", gone)
    assert len(findings("csharp", text, WITHOUT_BACKOFF)) == expected
    assert len(findings("csharp", text, ON_NORMAL)) == 1


WATCHED = (
    'import {{ ref, watch }} from "vue";\nconst status = ref("idle");\nfunction connect() {{\n  const socket = new WebSocket(address);\n'
    '  socket.onclose = () => {{ status.value = "closed"; }};\n}}\n{watch}\nconnect();\n'
)


@pytest.mark.parametrize(
    "watch",
    [
        'watch(status, (now) => {\n  if (now === "closed") setTimeout(connect, 3000);\n});',
        "watch(() => status.value, () => setTimeout(() => connect(), 3000));",
        "function look() {\n  setTimeout(connect, 3000);\n}\nwatch(status, look);",
    ],
)
def test_what_runs_because_a_handler_sets_a_reference(watch: str) -> None:
    text = WATCHED.format(watch=watch)
    assert findings("javascript", text, WITHOUT_BACKOFF)
    assert not findings("javascript", text, IDLE)


def test_what_runs_because_something_else_is_set() -> None:
    text = WATCHED.format(watch="watch(address, () => open());")
    assert not findings("javascript", text, WITHOUT_BACKOFF)
    assert findings("javascript", text, IDLE)


@pytest.mark.parametrize("made", ["new Set()", "[]"])
def test_codes_that_are_put_into_a_collection_later_are_not_known(made: str) -> None:
    asked = "has" if made != "[]" else "includes"
    before = f"this.final = {made};\n    this.final.{'add' if made != '[]' else 'push'}(1000);"
    text = feed(before, f"if (!this.final.{asked}(event.code)) setTimeout(() => this.connect(), 3000);")
    assert not findings("javascript", text.replace("onclose = ()", "onclose = (event)"), ON_NORMAL)
    assert findings("javascript", text.replace("onclose = ()", "onclose = (event)"), WITHOUT_BACKOFF)


@pytest.mark.parametrize("made", ["WebSocketClosedEventArgs", "WsClosePayload", "WebSocketData"])
def test_what_a_handler_makes_to_tell_others(made: str) -> None:
    gone = f"Left(this, new {made}(e.Code, e.Reason));"
    text = TIMED.replace("{timer}", "").replace("{check}", "").replace("{gone}", gone)
    assert not findings("csharp", text, ON_NORMAL)
