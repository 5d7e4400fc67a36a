"""Handlers with branches, and with functions that they share: every way through them is read by itself."""

import pytest

from .support import findings

RECONNECTING = ("reconnect-without-backoff", "reconnect-on-normal")

LOGGED = "\n".join(f"      if (event.reason === this.known[{n}]) console.warn(this.known[{n}]);" for n in range(12))

READ = {
    "what one branch sets is not known in the other": (
        "typescript",
        "class Line {\n  private open() {\n    if (this.stopped) return;\n    this.socket = new WebSocket(this.url);\n"
        "    this.socket.onclose = (event) => «this.closed(event)»;\n  }\n"
        "  private closed(event: CloseEvent) {\n    if (this.tries >= this.most) {\n      this.stop();\n    } else {\n"
        "      setTimeout(() => this.open(), 3000);\n    }\n  }\n"
        "  private stop() {\n    this.stopped = true;\n  }\n}\n",
    ),
    "what one arm sets is not known in the others": (
        "typescript",
        "class Line {\n  private open() {\n    if (this.stopped) return;\n    this.socket = new WebSocket(this.url);\n"
        "    this.socket.onclose = (event) => «this.closed(event)»;\n  }\n"
        "  private closed(event: CloseEvent) {\n    switch (event.code) {\n      case 4001:\n        this.stopped = true;\n        break;\n"
        "      default:\n        setTimeout(() => this.open(), 3000);\n    }\n  }\n}\n",
    ),
    "a function named after opening a socket that has set the handler": (
        "typescript",
        "class Line {\n  async #openFeedSocket() {\n    const Kind = await kindOfSocket();\n    const line = new Kind(this.url) as any as WebSocket;\n"
        "    line.addEventListener('close', () => {\n      setTimeout(() => «this.#openFeedSocket()», 3000);\n    });\n  }\n}\n",
    ),
    "what is logged makes no ways of its own": (
        "typescript",
        "class Line {\n  open() {\n    this.socket = new WebSocket(this.url);\n    this.socket.onclose = (event) => {\n"
        f"{LOGGED}\n      «this.open()»;\n    }};\n  }}\n}}\n",
    ),
    "an effect of a component that runs for the state that the handler sets": (
        "tsx",
        "function useFeed(url: string) {\n  const [status, setStatus] = useState('idle');\n  const connect = useCallback(() => {\n"
        "    const socket = new WebSocket(url);\n    socket.onclose = () => «setStatus('closed')»;\n  }, [url]);\n"
        "  useEffect(() => {\n    if (status !== 'closed') return;\n    const timer = setTimeout(connect, 3000);\n"
        "    return () => clearTimeout(timer);\n  }, [status, connect]);\n}\n",
    ),
    "the same, where the state is one object": (
        "tsx",
        "function Feed() {\n  const [{ tries, name }, setState] = useState({ tries: 0, name: '' });\n  useEffect(() => {\n"
        "    if (tries) setTimeout(() => open(name), 1000);\n  }, [tries]);\n  function open(name: string) {\n"
        "    const line = new WebSocket(addressOf(name));\n    line.onclose = () => «setState({ name, tries: tries + 1 })»;\n  }\n}\n",
    ),
    "an exception for a close, of a connection that another class has made": (
        "python",
        "import threading\nimport time\n\nimport websocket\n\n\nclass Feed:\n    def connect(self):\n        self.ws = websocket.WebSocket()\n"
        "        self.ws.connect(self.url)\n        Reader(self).start()\n\n\nclass Reader(threading.Thread):\n"
        "    def __init__(self, feed):\n        self.feed = feed\n        super().__init__()\n\n    def run(self):\n        while self.feed.running:\n"
        "            try:\n                self.take(self.feed.ws.recv())\n            except websocket.WebSocketConnectionClosedException:\n"
        "                time.sleep(5)\n                «self.feed.connect()»\n                break\n",
    ),
}


@pytest.mark.parametrize("language, source", READ.values(), ids=READ)
def test_ways_that_connect_again(language: str, source: str) -> None:
    plain = source.replace("«", "").replace("»", "")
    found = [one for one in findings(language, plain) if one.rule == "reconnect-without-backoff"]
    start = source.encode().index("«".encode())
    assert [one.start <= start < one.end for one in found] == [True]


SILENT = {
    "an exception of a server": (
        "python",
        "from fastapi import WebSocket, WebSocketDisconnect\n\n\nasync def serve(guest: WebSocket, room):\n    try:\n        await room.listen()\n"
        "    except WebSocketDisconnect:\n        await room.reconnect()\n",
    ),
    "an effect that does something else for the state that the handler sets": (
        "tsx",
        "function useFeed(url: string) {\n  const [status, setStatus] = useState('idle');\n  useEffect(() => {\n"
        "    const socket = new WebSocket(url);\n    socket.onclose = () => setStatus('closed');\n  }, [url]);\n"
        "  useEffect(() => {\n    if (status === 'closed') setTimeout(() => show(status), 3000);\n  }, [status]);\n}\n",
    ),
    "a loop with a test of several names that are given at once": (
        "swift",
        "class Feed {\n    var line: URLSessionWebSocketTask?\n    func tell(room: Room) {\n        while !room.isEmpty {\n"
        "            if let name = room.name, let guest = room.guest {\n                show(name, guest)\n            }\n        }\n    }\n}\n",
    ),
    "what was set before both branches": (
        "typescript",
        "class Line {\n  open() {\n    if (this.stopped) return;\n    this.socket = new WebSocket(this.url);\n    this.socket.onclose = () => {\n"
        "      this.stopped = true;\n      if (this.loud) console.log('closed');\n      this.open();\n    };\n  }\n}\n",
    ),
}


@pytest.mark.parametrize("language, source", SILENT.values(), ids=SILENT)
def test_ways_that_do_not(language: str, source: str) -> None:
    assert not [one for one in findings(language, source) if one.rule in RECONNECTING]


@pytest.mark.parametrize("needed", ["!session?.user", "!user?.id", "!currentUser", "!token", "socket.current"])
def test_what_a_connection_needs_is_no_flag_for_a_close_of_its_own(needed: str) -> None:
    source = (
        f"function useFeed(room: string) {{\n  const connect = useCallback(() => {{\n    if ({needed}) return;\n"
        "    const line = new WebSocket(addressOf(room));\n    line.onclose = () => setTimeout(connect, 3000);\n  }, [room]);\n}\n"
    )
    assert findings("typescript", source, "reconnect-on-normal")
    assert not findings("typescript", source.replace(needed, "closedByUser"), "reconnect-on-normal")


RECEIVE = (
    "using System.Net.WebSockets;\n\nclass Feed\n{\n    private ClientWebSocket line;\n    async Task Connect()\n    {\n"
    "        line = new ClientWebSocket();\n        await line.ConnectAsync(address, stop.Token);\n        await Receive();\n    }\n"
    "    async Task Receive()\n    {\n        try\n        {\n            while (line.State == WebSocketState.Open)\n"
    "                Take(await line.ReceiveAsync(buffer, stop.Token));\n        }\n        catch (WebSocketException)\n        {\n"
    "            %s\n        }\n        %s\n    }\n}\n"
)
AGAIN = "await Task.Delay(5000); await Connect();"


@pytest.mark.parametrize("inside, after, on_normal", [(AGAIN, "", False), ("Log();", AGAIN, True)])
def test_an_exception_for_a_lost_connection_says_nothing_of_a_close(inside: str, after: str, on_normal: bool) -> None:
    source = RECEIVE % (inside, after)
    assert findings("csharp", source, "reconnect-without-backoff")
    assert bool(findings("csharp", source, "reconnect-on-normal")) == on_normal


@pytest.mark.parametrize(
    "language, waits, said",
    [
        ("javascript", "setTimeout(connect, 3000)", "(3000 ms)"),
        ("javascript", "setTimeout(connect, pause)", "(pause)"),
        ("javascript", "setTimeout(connect, 5)", "(5)"),  # somebody has given it seconds
        ("python", "time.sleep(5)", "(5 s)"),
        ("python", "time.sleep(0.5)", "(0.5 s)"),
    ],
)
def test_a_plain_number_is_said_with_what_the_language_counts_in(language: str, waits: str, said: str) -> None:
    sources = {
        "javascript": f"const pause = 3000;\nfunction connect() {{\n  const line = new WebSocket(address);\n  line.onclose = () => {waits};\n}}\n",
        "python": f"import time\nimport websocket\n\n\ndef run():\n    while True:\n        line = websocket.create_connection(address)\n"
        f"        read(line)\n        {waits}\n",
    }
    (found,) = findings(language, sources[language], "reconnect-without-backoff")
    assert said in found.message


ENDED = {
    "javascript": (
        "const WebSocket = require('ws');\nfunction open() {\n  const line = new WebSocket(address);\n"
        "  line.on('close', (code) => {\n    if (code === 1000) %s;\n    setTimeout(open, 5000);\n  });\n}\n",
        ("process.exit(0)",),
        ("room.exit(0)", "leave()"),
    ),
    "ruby": (
        "require 'faye/websocket'\nclass Feed\n  def open\n    line = Faye::WebSocket::Client.new(@address)\n"
        "    line.on(:close) do |event|\n      %s if event.code == 1000\n      EM.add_timer(5) { open }\n    end\n  end\nend\n",
        ("raise Finished, event.reason", "raise", "exit 1", "abort 'done'", "Kernel.exit(0)"),
        ("warn 'done'",),
    ),
    "php": (
        "<?php\nfunction open() {\n    \\Ratchet\\Client\\connect(ADDRESS)->then(function ($line) {\n"
        "        $line->on('close', function ($code = null) {\n            if ($code === 1000) { %s; }\n"
        "            \\React\\EventLoop\\Loop::addTimer(5, fn () => open());\n        });\n    });\n}\n",
        ("exit", "exit(0)", "die('done')"),
        ("error_log('done')",),
    ),
    "dart": (
        "import 'dart:io';\nFuture<void> open() async {\n  final line = await WebSocket.connect(address);\n"
        "  line.listen(show, onDone: () {\n    if (line.closeCode == 1000) %s;\n    Timer(Duration(seconds: 5), open);\n  });\n}\n",
        ("exit(0)",),
        ("print('done')",),
    ),
    "swift": (
        "import Foundation\nclass Feed: NSObject, URLSessionWebSocketDelegate {\n    func open() {\n"
        "        let task = URLSession(configuration: .default, delegate: self, delegateQueue: nil).webSocketTask(with: address)\n        task.resume()\n    }\n"
        "    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask,"
        " didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {\n"
        "        if closeCode == .normalClosure { %s }\n"
        "        DispatchQueue.main.asyncAfter(deadline: .now() + 5) { self.open() }\n    }\n}\n",
        ("fatalError()", "exit(0)"),
        ("print(reason)",),
    ),
}


def reconnecting(language: str, source: str) -> set[str]:
    return {each.rule for each in findings(language, source) if each.rule in RECONNECTING}


@pytest.mark.parametrize("language", ENDED)
def test_what_ends_the_process_is_not_followed_by_a_reconnect(language: str) -> None:
    source, ending, going_on = ENDED[language]
    for one in ending:
        assert reconnecting(language, source % one) == {"reconnect-without-backoff"}, one
    for one in going_on:
        assert reconnecting(language, source % one) == set(RECONNECTING), one


def test_a_method_of_ones_own_ends_nothing_by_its_name() -> None:
    source, _, _ = ENDED["javascript"]
    own = source % "exit()" + "function exit() { console.log('done'); }\n"
    assert reconnecting("javascript", own) == set(RECONNECTING)


LIMITED = """class Feed {
  connect() {
    this.line = new WebSocket(this.address);
    this.line.onclose = (event) => {
      %s
      this.retry();
    };
  }
  tell(event) {
    if (this.hears.length) { this.hears.forEach((one) => one.told(event)); return true; }
    return false;
  }
  retry() {
    if (this.attempts < 9) {
      this.attempts++;
      setTimeout(() => this.connect(), 3000);
    } else {
      this.giveUp();
    }
  }
}
"""


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("if (this.line === event.target) this.forget(event);", True),
        ("if (this.page) { this.page.refresh(event); } else { this.keep(event); }", True),
        ("this.tell(event);", True),
        ("if (this.left) { this.forget(event); return; }", False),
        ("if (this.left) { this.forget(event); throw event; }", False),
        ("if (this.page) { this.forget(event); } if (this.left) return;", False),
    ],
)
def test_a_test_that_only_decides_what_else_is_done(before: str, told: bool) -> None:
    assert bool(findings("javascript", LIMITED % before, RECONNECTING[1])) == told
