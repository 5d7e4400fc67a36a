"""Clients whose reconnect is not written in the handler or the loop itself: a function that holds the connection, a thread, a class around."""

import pytest

from .support import findings

APP = "import threading\nimport time\n\nimport websocket\n\n\nclass Feed:\n    def __init__(self, url):\n        self.line = websocket.WebSocketApp(url, on_message=print)\n\n"
SESSION = (
    "import asyncio\nimport random\n\nimport websockets\n\n\nclass Feed:\n    async def session(self):\n        async with websockets.connect(self.url) as line:\n"
    "            async for message in line:\n                print(message)\n\n"
)
DIAL = 'package feed\n\nimport (\n\t"log"\n\t"time"\n\n\t"github.com/gorilla/websocket"\n)\n\ntype Feed struct {\n\turl  string\n\tline *websocket.Conn\n}\n\n'
READ = (
    "func (f *Feed) session() error {\n\tline, _, err := websocket.DefaultDialer.Dial(f.url, nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer line.Close()\n"
    "\tfor {\n\t\t_, message, err := line.ReadMessage()\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t\tlog.Println(message)\n\t}\n}\n\n"
)

PUMP = (
    "func (f *Feed) dial() {\n\tfor {\n\t\tline, _, err := websocket.DefaultDialer.Dial(f.url, nil)\n\t\tif err == nil {\n\t\t\tf.line = line\n\t\t\tgo f.pump()\n\t\t\treturn\n\t\t}\n"
    "\t\ttime.Sleep(3 * time.Second)\n\t}\n}\n\n"
    "func (f *Feed) pump() {\n\tDEFERRED\n\tfor {\n\t\t_, message, err := f.line.ReadMessage()\n\t\tif err != nil {\n\t\t\tlog.Println(err)\n\t\t\treturn\n\t\t}\n\t\tlog.Println(message)\n\t}\n}\n\n"
)

WITHOUT_BACKOFF = {
    "an except around connecting and a method that reads": (
        "python",
        "import asyncio\n\nimport websockets\n\n\nclass Feed:\n    async def connect(self):\n        try:\n            self.line = await websockets.connect(URL)\n            await self.read()\n"
        "        except Exception as error:\n            print(error)\n            await «self.later()»\n\n    async def read(self):\n        async for message in self.line:\n            print(message)\n\n"
        "    async def later(self):\n        await asyncio.sleep(5)\n        await self.connect()\n",
    ),
    "a loop around a method that reads until the end": (
        "python",
        SESSION
        + "    async def run(self):\n        while self.running:\n            try:\n                await self.session()\n"
        "            except Exception as error:\n                print(error)\n            await «asyncio.sleep(10)»\n",
    ),
    "a loop around a run of the event loop": (
        "python",
        "import asyncio\nimport time\n\nimport websockets\n\n\nasync def session():\n    async with websockets.connect(URL) as line:\n        while True:\n"
        "            print(await line.recv())\n\n\nwhile True:\n    try:\n        asyncio.run(session())\n    except OSError as error:\n        «time.sleep(1)»\n",
    ),
    "a loop that runs one app again and again": (
        "python",
        APP + "    def run(self):\n        while not self.stopped:\n            «self.line.run_forever()»\n",
    ),
    "the handler runs the app that it is given": (
        "python",
        "import websocket\n\n\ndef on_close(app, code, reason):\n    «app.run_forever()»\n\n\nwebsocket.WebSocketApp(URL, on_close=on_close).run_forever()\n",
    ),
    "an app that is run in a thread": (
        "python",
        "import threading\nimport time\n\nimport websocket\n\n\nclass Feed:\n    def connect(self):\n        self.line = websocket.WebSocketApp(URL, on_close=self.on_close)\n"
        "        threading.Thread(daemon=True, target=self.line.run_forever).start()\n\n"
        "    def on_close(self, line, code, reason):\n        time.sleep(5)\n        «self.connect()»\n",
    ),
    "a loop in Go around a method that reads": (
        "go",
        DIAL
        + READ
        + "func (f *Feed) Run() {\n\tfor {\n\t\tif err := f.session(); err != nil {\n\t\t\tlog.Println(err)\n\t\t}\n\t\t«time.Sleep(5 * time.Second)»\n\t}\n}\n",
    ),
    "a loop in Rust around a function that reads": (
        "rust",
        "use futures_util::StreamExt;\nuse std::time::Duration;\nuse tokio_tungstenite::connect_async;\n\npub async fn run() {\n    loop {\n"
        '        if let Err(error) = session().await {\n            println!("{}", error);\n        }\n        «tokio::time::sleep(Duration::from_secs(5))».await;\n    }\n}\n\n'
        "async fn session() -> Result<(), Box<dyn std::error::Error>> {\n    let (line, _) = connect_async(URL).await?;\n    let (_, mut read) = line.split();\n"
        '    while let Some(message) = read.next().await {\n        println!("{}", message?);\n    }\n    Ok(())\n}\n',
    ),
    "a loop in Go that reads from what a method has dialled": (
        "go",
        DIAL
        + "func (f *Feed) dial() (*websocket.Conn, error) {\n\tline, _, err := websocket.DefaultDialer.Dial(f.url, nil)\n\treturn line, err\n}\n\n"
        "func (f *Feed) Run() {\n\tfor {\n\t\tline, err := f.dial()\n\t\tif err != nil {\n\t\t\treturn\n\t\t}\n\t\tfor {\n\t\t\t_, message, err := line.ReadMessage()\n"
        "\t\t\tif err != nil {\n\t\t\t\tbreak\n\t\t\t}\n\t\t\tlog.Println(message)\n\t\t}\n\t\t«time.Sleep(5 * time.Second)»\n\t}\n}\n",
    ),
    "a loop in C# that reads from what a method has made": (
        "csharp",
        "using System.Net.WebSockets;\nusing System.Threading;\nusing System.Threading.Tasks;\n\npublic class Feed {\n    private async Task<ClientWebSocket> Open() {\n"
        "        var line = new ClientWebSocket();\n        await line.ConnectAsync(Address, CancellationToken.None);\n        return line;\n    }\n\n"
        "    public async Task Run() {\n        while (true) {\n            var line = await Open();\n            while (line.State == WebSocketState.Open) {\n"
        "                await line.ReceiveAsync(buffer, CancellationToken.None);\n            }\n            await «Task.Delay(5000)»;\n        }\n    }\n}\n",
    ),
    "a loop in Rust that puts a new stream in the place of the one that has ended": (
        "rust",
        "use futures_util::StreamExt;\nuse std::time::Duration;\nuse tokio_tungstenite::{connect_async, MaybeTlsStream, WebSocketStream};\n\nimpl Feed {\n"
        "    async fn connect(url: &str) -> anyhow::Result<WebSocketStream<MaybeTlsStream<TcpStream>>> {\n        Ok(connect_async(url).await?.0)\n    }\n\n"
        "    async fn run(url: String) -> anyhow::Result<()> {\n        let (_, mut reader) = Self::connect(&url).await?.split();\n        loop {\n"
        '            if let Some(message) = reader.next().await {\n                println!("{message:?}");\n            } else {\n'
        "                «tokio::time::sleep(Duration::from_secs(1))».await;\n                let (_, again) = Self::connect(&url).await?.split();\n                reader = again;\n"
        "            }\n        }\n    }\n}\n",
    ),
    "what a function in Go does when it is left": (
        "go",
        DIAL
        + PUMP.replace(
            "DEFERRED",
            "defer func() {\n\t\tf.line.Close()\n\t\tselect {\n\t\tcase <-f.done:\n\t\t\treturn\n\t\tdefault:\n\t\t\t«f.reconnect()»\n\t\t}\n\t}()",
        )
        + "func (f *Feed) reconnect() {\n\tf.line.Close()\n\tgo f.dial()\n}\n",
    ),
    "a method in Go that is run once": (
        "go",
        DIAL
        + PUMP.replace("\tDEFERRED\n", "").replace("log.Println(err)", "go f.once.Do(«f.reconnect»)", 1)
        + "func (f *Feed) reconnect() {\n\tf.line.Close()\n\tf.dial()\n}\n",
    ),
    "the same connection, opened again": (
        "csharp",
        "using WebSocketSharp;\n\npublic class Feed {\n    private WebSocket line;\n\n    public void Start() {\n        line = new WebSocket(Address);\n"
        "        line.OnClose += (sender, e) => {\n            «line.Connect()»;\n        };\n        line.Connect();\n    }\n}\n",
    ),
    "a connection that a handshake of one's own is turned into": (
        "dart",
        "import 'dart:io';\n\nclass Feed {\n  Future<void> connect() async {\n    final socket = await handshake(address);\n"
        "    final line = WebSocket.fromUpgradedSocket(socket, serverSide: false);\n    line.listen(print, onDone: lost);\n  }\n\n"
        "  Future<void> lost() async {\n    await Future.delayed(const Duration(seconds: 5));\n    «connect()»;\n  }\n}\n",
    ),
    "a class of a library that reconnects itself": (
        "java",
        "import org.java_websocket.client.WebSocketClient;\nimport org.java_websocket.handshake.ServerHandshake;\n\npublic class Feed extends WebSocketClient {\n"
        "    public Feed(java.net.URI address) { super(address); }\n    @Override public void onOpen(ServerHandshake handshake) {}\n    @Override public void onMessage(String text) {}\n"
        "    @Override public void onError(Exception error) {}\n    @Override public void onClose(int code, String reason, boolean remote) {\n        «this.reconnect()»;\n    }\n}\n",
    ),
    "a thread in a listener without a name": (
        "java",
        "import org.java_websocket.client.WebSocketClient;\nimport org.java_websocket.handshake.ServerHandshake;\n\npublic class Feed {\n    private WebSocketClient line;\n\n"
        "    void connect() {\n        line = new WebSocketClient(ADDRESS) {\n            @Override public void onOpen(ServerHandshake handshake) {}\n            @Override public void onMessage(String text) {}\n"
        "            @Override public void onError(Exception error) {}\n            @Override public void onClose(int code, String reason, boolean remote) {\n"
        "                «new Thread(() -> {\n                    line.reconnect();\n                })».start();\n            }\n        };\n        line.connect();\n    }\n}\n",
    ),
    "a listener in a property calls what the class around has": (
        "kotlin",
        "import kotlinx.coroutines.*\nimport okhttp3.*\n\nclass Feed(private val client: OkHttpClient) {\n    private val listener = object : WebSocketListener() {\n"
        "        override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {\n            «later()»\n        }\n    }\n\n"
        "    fun start() {\n        client.newWebSocket(request, listener)\n    }\n\n    private fun later() {\n        scope.launch {\n            delay(3000)\n            start()\n        }\n    }\n}\n",
    ),
}

DELIVERY = """\
import websockets


async def deliver(outbox):
    while outbox.waiting:
        line = await websockets.connect(URL)
        taken, outbox.waiting = outbox.waiting, []
        for each in {held}:
            await line.send(each)
        {ends}
"""

LEFT_ALONE = {
    "a loop that waits ever longer in a function that has a name for it": (
        "python",
        SESSION
        + "    async def run(self):\n        while True:\n            await self.session()\n            await self.backoff()\n",
    ),
    "the method waits itself": (
        "python",
        "import asyncio\n\nimport websockets\n\n\nclass Feed:\n    async def session(self):\n        try:\n            async with websockets.connect(self.url) as line:\n"
        "                async for message in line:\n                    print(message)\n        finally:\n            self.tries += 1\n            await asyncio.sleep(2**self.tries)\n\n"
        "    async def run(self):\n        while True:\n            await self.session()\n",
    ),
    "one question at a time is no lasting connection": (
        "python",
        "import time\n\nfrom websockets.sync.client import connect\n\n\ndef ask():\n    with connect(URL) as line:\n        line.send('ping')\n        return line.recv()\n\n\n"
        "while True:\n    print(ask())\n    time.sleep(60)\n",
    ),
    "a new line for each question": (
        "python",
        "import time\n\nfrom websockets.sync.client import connect\n\n\ndef line():\n    return connect(URL)\n\n\n"
        "while True:\n    with line() as opened:\n        opened.send('ping')\n        print(opened.recv())\n    time.sleep(60)\n",
    ),
    "a new line to deliver what has come together": (
        "python",
        DELIVERY.format(held="taken", ends="await line.close()"),
    ),
    "a sample every minute, over a line of its own": (
        "python",
        "import asyncio\n\nimport websockets\n\n\nasync def report():\n    while True:\n        line = await websockets.connect(URL)\n"
        "        await line.send(sample())\n        await line.close()\n        await asyncio.sleep(60)\n",
    ),
    "what is deferred waits ever longer": (
        "go",
        DIAL
        + PUMP.replace(
            "DEFERRED",
            "defer func() {\n\t\tif f.stopped {\n\t\t\treturn\n\t\t}\n\t\tf.delay *= 2\n\t\ttime.Sleep(f.delay)\n\t\tf.dial()\n\t}()",
        ),
    ),
    "what is deferred lets another part of the program know": (
        "go",
        DIAL + PUMP.replace("DEFERRED", "defer func() {\n\t\tf.lost <- struct{}{}\n\t}()"),
    ),
    "what is deferred counts, under a name that speaks of WebSockets": (
        "go",
        DIAL
        + PUMP.replace(
            "DEFERRED", 'defer func() {\n\t\tmetrics.IncWSDisconnect("lost")\n\t\tf.lost <- struct{}{}\n\t}()'
        ),
    ),
    "what keeps the sockets is told that one is gone": (
        "go",
        DIAL
        + PUMP.replace(
            "DEFERRED", "defer func() {\n\t\thub.WebSockets().Remove(f.name)\n\t\tf.lost <- struct{}{}\n\t}()"
        ),
    ),
    "sessions side by side": (
        "go",
        DIAL + READ + "func (f *Feed) Run(times chan time.Time) {\n\tfor range times {\n\t\tgo f.session()\n\t}\n}\n",
    ),
    "a library of delays says how long": (
        "go",
        DIAL.replace('"log"\n\t"time"\n\n', '"time"\n\n\t"github.com/jpillora/backoff"\n')
        + "func (f *Feed) dial() {\n\tdelays := &backoff.Backoff{Jitter: true}\n\tfor {\n\t\tpause := delays.Duration()\n"
        "\t\tline, _, err := websocket.DefaultDialer.Dial(f.url, nil)\n\t\tif err == nil {\n\t\t\tf.line = line\n\t\t\treturn\n\t\t}\n\t\ttime.Sleep(pause)\n\t}\n}\n",
    ),
    "a close handler in Ruby, without parentheses": (
        "ruby",
        "require 'faye/websocket'\n\nline = Faye::WebSocket::Client.new(URL)\nline.on :message do |event|\n  puts event.data\nend\nline.on :close do |event|\n  start_again(event.code)\nend\n",
    ),
}


@pytest.mark.parametrize(("language", "marked"), WITHOUT_BACKOFF.values(), ids=WITHOUT_BACKOFF)
def test_without_backoff(language: str, marked: str) -> None:
    source = marked.replace("«", "").replace("»", "")
    start, end = len(marked[: marked.index("«")].encode()), len(marked[: marked.index("»")].replace("«", "").encode())
    found = findings(language, source, "reconnect-without-backoff")
    assert [source.encode()[each.start : each.end].decode() for each in found] == [source.encode()[start:end].decode()]


@pytest.mark.parametrize(("language", "source"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_left_alone(language: str, source: str) -> None:
    said = [each.rule for each in findings(language, source)]
    assert [rule for rule in said if rule.startswith(("reconnect-", "unhandled-", "no-close-"))] == []


LOOPS = {
    "every error is caught": (
        "python",
        SESSION
        + "    async def run(self):\n        while True:\n            try:\n                await self.session()\n"
        "            except Exception as error:\n                print(error)\n            await asyncio.sleep(random.random())\n",
        True,
    ),
    "an error is looked at": (
        "go",
        DIAL
        + READ
        + "func (f *Feed) Run() {\n\tfor {\n\t\tif err := f.session(); err != nil {\n\t\t\tlog.Println(err)\n"
        "\t\t}\n\t\ttime.Sleep(time.Second)\n\t}\n}\n",
        True,
    ),
    "an error ends it": (
        "go",
        DIAL
        + READ
        + "func (f *Feed) Run() error {\n\tfor {\n\t\tif err := f.session(); err != nil {\n\t\t\treturn err\n"
        "\t\t}\n\t\ttime.Sleep(time.Second)\n\t}\n}\n",
        False,
    ),
    "an error gets out of it": (
        "python",
        SESSION + "    async def run(self):\n        while True:\n            await self.session()\n",
        False,
    ),
    "the session looks at the code": (
        "python",
        SESSION + "            if line.close_code == 1000:\n                self.finish()\n\n"
        "    async def run(self):\n        while True:\n            try:\n                await self.session()\n"
        "            except Exception as error:\n                print(error)\n",
        False,
    ),
}


@pytest.mark.parametrize(("language", "source", "told"), LOOPS.values(), ids=LOOPS)
def test_a_loop_of_sessions_goes_on_after_a_normal_close(language: str, source: str, told: bool) -> None:
    assert bool(findings(language, source, "reconnect-on-normal")) is told


@pytest.mark.parametrize(
    ("bases", "init"),
    [
        ("websocket.WebSocketApp", "super().__init__(url"),
        ("threading.Thread, websocket.WebSocketApp", "websocket.WebSocketApp.__init__(self, url"),
    ],
)
def test_a_class_that_is_the_client_hands_on_its_own_handler(bases: str, init: str) -> None:
    source = (
        f"import threading\nimport time\n\nimport websocket\n\n\nclass Feed({bases}):\n    def __init__(self, url):\n"
        f"        {init}, on_close=self.gone)\n\n"
        "    def gone(self, line, code, reason):\n        time.sleep(5)\n        self.run_forever()\n"
    )
    assert findings("python", source, "reconnect-without-backoff")


@pytest.mark.parametrize(("grown", "told"), [("self.pause = min(self.pause * 2, 60)", False), ("print(code)", True)])
def test_a_wait_that_may_be_broken_off_is_one(grown: str, told: bool) -> None:
    source = APP.replace("on_message=print", "on_close=self.gone") + (
        "        self.pause = 1\n        self.stopped = threading.Event()\n\n"
        f"    def gone(self, line, code, reason):\n        if not self.stopped.wait(timeout=self.pause):\n            {grown}\n"
        "            self.line.run_forever()\n"
    )
    assert bool(findings("python", source, "reconnect-without-backoff")) is told


MESSAGES = {
    "what is under the loop": (
        "python",
        "import asyncio\n\nimport aiohttp\n\n\nclass Feed:\n    async def connect(self):\n        self.line = await self.session.ws_connect(self.url)\n"
        "        await self.listen()\n\n    async def listen(self):\n        async for message in self.line:\n            self.show(message)\n"
        "        await asyncio.sleep(5)\n        await self.connect()\n",
        True,
    ),
    "what a connection's stream gives": (
        "dart",
        "import 'package:web_socket_channel/web_socket_channel.dart';\n\nFuture<void> follow() async {\n"
        "  final line = WebSocketChannel.connect(address);\n  await for (final message in line.stream) {\n    show(message);\n  }\n"
        "  await Future.delayed(Duration(seconds: 5));\n  await follow();\n}\n",
        True,
    ),
    "what a session of Ktor receives": (
        "kotlin",
        "import io.ktor.client.plugins.websocket.*\n\nclass Feed(val client: HttpClient) {\n"
        "    private lateinit var session: DefaultClientWebSocketSession\n\n    suspend fun connect() {\n"
        "        session = client.webSocketSession { url(address) }\n        for (frame in session.incoming) {\n"
        "            show(frame)\n        }\n        delay(5.toDuration(DurationUnit.SECONDS))\n        connect()\n    }\n}\n",
        True,
    ),
    "it only tidies up": (
        "python",
        "import websockets\n\n\nasync def follow(show):\n    async with websockets.connect(ADDRESS) as line:\n        async for message in line:\n"
        "            show(message)\n    show(None)\n",
        False,
    ),
    "the messages of something else": (
        "python",
        "import asyncio\n\nimport websockets\n\n\nasync def follow(queue):\n    line = await websockets.connect(ADDRESS)\n    async for message in queue:\n"
        "        await line.send(message)\n    await asyncio.sleep(5)\n    await follow(queue)\n",
        False,
    ),
}


@pytest.mark.parametrize(("language", "source", "told"), MESSAGES.values(), ids=MESSAGES)
def test_a_loop_over_all_messages_ends_with_the_connection(language: str, source: str, told: bool) -> None:
    for rule in ("reconnect-without-backoff", "reconnect-on-normal"):
        assert bool(findings(language, source, rule)) is told
    assert not findings(language, source, "unhandled-going-away")


@pytest.mark.parametrize(
    "session",
    [
        "line = await websockets.connect(url)\n            while True:\n                try:\n                    handle(await line.recv())\n"
        "                except ValueError:\n                    await asyncio.sleep(1)",
        "async with websockets.connect(url) as line:\n                if not greeted:\n                    await asyncio.sleep(1)\n"
        "                    await line.send(HELLO)\n                await consume(line)",
    ],
)
def test_a_loop_is_said_to_wait_as_long_as_it_does_between_two_connections(session: str) -> None:
    source = f"""\
import asyncio
import websockets


async def run(url):
    while True:
        try:
            {session}
        except websockets.ConnectionClosed:
            await asyncio.sleep(5)
"""
    [found] = findings("python", source, "reconnect-without-backoff")
    assert source[found.start : found.end] == "asyncio.sleep(5)"


def test_of_several_waits_after_errors_that_after_a_close_is_told() -> None:
    source = """\
import asyncio
import websockets


async def run(url):
    while True:
        try:
            async with websockets.connect(url) as line:
                async for message in line:
                    print(message)
        except ConnectionRefusedError:
            await asyncio.sleep(3)
        except (websockets.ConnectionClosedError, websockets.ConnectionClosedOK):
            await asyncio.sleep(4)
        except ValueError:
            await asyncio.sleep(5)
"""
    for rule in ("reconnect-without-backoff", "reconnect-on-normal"):
        [found] = findings("python", source, rule)
        assert source[found.start : found.end] == "asyncio.sleep(4)"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("connect, ConnectionClosed", "self.connect, self.closed"),
        ("ConnectionClosed, connect", "self.closed, self.connect"),
        ("(None, connect, 1)", "self.proxy, self.connect, self.tries"),
    ],
)
def test_a_function_that_gives_back_what_connects_among_others(given: str, taken: str) -> None:
    source = f"""\
import asyncio


def load():
    try:
        from websockets.asyncio.client import connect
        from websockets.exceptions import ConnectionClosed

        return {given}
    except ImportError:
        return None, Exception


class Feed:
    def __init__(self):
        {taken} = load()

    async def run(self, url):
        while True:
            line = await self.connect(url)
            while True:
                try:
                    print(await line.recv())
                except OSError:
                    break
            await asyncio.sleep(5)
"""
    assert len(findings("python", source, "reconnect-without-backoff")) == 1
