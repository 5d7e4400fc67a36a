"""What reading real clients has taught the rules about closing: what they must leave alone, and what they must see."""

import pytest

from .support import findings

PAGE = "function connect() {\n  const socket = new WebSocket(address);\n"
ABOUT_CLOSING = ("unhandled-", "reconnect-", "backoff-", "no-close-", "only-normal-")

SILENT = {
    "a timer after which an effect does not connect": (
        "tsx",
        "export function Feed() {\n  const [wanted, setWanted] = useState(true);\n  useEffect(() => {\n    if (!wanted) return;\n    const line = new WebSocket(address);\n"
        "    line.onclose = () => {\n      setTimeout(() => setWanted(false), 3000);\n    };\n  }, [wanted]);\n}\n",
    ),
    "another object's name is no growth": (
        "typescript",
        "class Feed {\n  tries = 0;\n  reconnectInterval = 1000;\n\n  constructor(options: Options) {\n"
        "    this.reconnectInterval = options.reconnectInterval || 1000;\n  }\n\n  connect() {\n    const socket = new WebSocket(this.url);\n"
        "    socket.onopen = () => {\n      this.tries = 0;\n    };\n    socket.onclose = () => {\n      if (this.tries++ < 9) this.giveUp();\n    };\n  }\n}\n",
    ),
    "a socket that is handed out is watched by others": (
        "javascript",
        "export function open(address) {\n  const socket = new WebSocket(address);\n  socket.addEventListener('message', show);\n  return socket;\n}\n",
    ),
    "what is set on one way only hides nothing that comes after the others": (
        "typescript",
        "class Line {\n  connect() {\n    this.socket = new WebSocket(this.url);\n    this.socket.onclose = () => {\n"
        "      if (this.isOver()) return;\n      if (this.done) return;\n      this.ended.resolve();\n    };\n  }\n"
        "  isOver() {\n    if (this.done) {\n      this.discard();\n      return true;\n    }\n    return this.done;\n  }\n"
        "  discard() {\n    this.done = true;\n  }\n}\n",
    ),
    "a variable of the function around is waited for": (
        "javascript",
        "async function probe(address) {\n  let closed = false;\n  const socket = new WebSocket(address);\n"
        "  socket.onclose = () => {\n    closed = true;\n  };\n  while (!closed) await tick();\n}\n",
    ),
    "a callback of that name is given the event": (
        "javascript",
        "class Line {\n  constructor(address) {\n    this.socket = new WebSocket(address);\n"
        "    this.socket.addEventListener('close', (event) => this.callbacks.close(event));\n  }\n}\n",
    ),
    "a method that subclasses fill in": (
        "javascript",
        "class Base {\n  open() {\n    const socket = new WebSocket(this.address);\n    socket.onclose = (event) => this.closed(event);\n  }\n\n  closed() {}\n}\n",
    ),
    "a proxy passes the close on": (
        "javascript",
        'import WebSocket, { WebSocketServer } from "ws";\n\nnew WebSocketServer({ port: 8080 }).on("connection", (client) => {\n'
        '  const upstream = new WebSocket(backend);\n  upstream.on("close", () => client.close(1011));\n});\n',
    ),
    "a proxy asks whether its other end is open": (
        "typescript",
        'import { WebSocket, WebSocketServer } from "ws";\n\nnew WebSocketServer({ port: 8080 }).on("connection", (guest: WebSocket) => {\n'
        '  const upstream = new WebSocket(backend);\n  upstream.on("close", () => {\n'
        "    if (guest.readyState === WebSocket.OPEN) guest.close(1011);\n  });\n});\n",
    ),
    "a wait that a method gives, unless it comes back at once": (
        "typescript",
        "class Feed {\n  open() {\n    const line = new WebSocket(this.address);\n    line.onclose = (event) => {\n      if (event.code === 1000) return;\n"
        "      const wait = this.first ? 0 : this.nextWait();\n      setTimeout(() => this.open(), wait);\n    };\n  }\n}\n",
    ),
    "a variant of an enum of errors is no connection": (
        "rust",
        "use async_tungstenite::{tokio::ConnectStream, WebSocketStream};\n\npub struct Driver {\n    stream: WebSocketStream<ConnectStream>,\n}\n\n"
        "impl Driver {\n    pub async fn run(mut self) -> Result<()> {\n        loop {\n            match self.stream.next().await {\n"
        "                Some(Ok(message)) => self.take(message),\n                Some(Err(error)) => return Err(Error::WebSocket(error.to_string())),\n"
        "                None => return Ok(()),\n            }\n        }\n    }\n}\n",
    ),
    "an exception is no connection, and a wait of a branch that starts over no delay": (
        "python",
        "import asyncio\n\nimport websockets\n\n\nclass FeedWebsocketClosed(Exception):\n    pass\n\n\nclass Feed:\n    async def read(self):\n        while True:\n"
        "            if self.ws.state == CLOSING:\n                await asyncio.sleep(0.1)\n                continue\n"
        "            elif self.ws.state == CLOSED:\n                raise FeedWebsocketClosed()\n            await self.ws.recv()\n",
    ),
    "a timer that a timer starts does not take back that the first one grows": (
        "typescript",
        "class Feed {\n  private socket?: WebSocket;\n  private retries = 0;\n\n  connect() {\n    this.socket = new WebSocket(this.url);\n"
        "    this.socket.onclose = (event) => {\n      if (![1000, 1005].includes(event.code)) this.later();\n    };\n  }\n\n  later() {\n    setTimeout(() => this.watch(), 500 * 2 ** this.retries++);\n  }\n\n"
        "  watch() {\n    setTimeout(() => this.connect(), 200);\n  }\n}\n",
    ),
    "whoever reads from the stream decides": (
        "typescript",
        "export class Line extends Duplex {\n  connect(url: string) {\n    this.socket = new WebSocket(url);\n"
        "    this.socket.onclose = () => {\n      this.push(null);\n    };\n  }\n}\n",
    ),
    "whoever waits at the channel decides": (
        "go",
        'package feed\n\nimport "github.com/gorilla/websocket"\n\ntype Feed struct {\n\tconn *websocket.Conn\n\tdone chan struct{}\n}\n\n'
        "func (f *Feed) Start(url string) {\n\tf.conn, _, _ = websocket.DefaultDialer.Dial(url, nil)\n\tgo f.read()\n}\n\n"
        "func (f *Feed) read() {\n\tdefer close(f.done)\n\tfor {\n\t\tif _, _, err := f.conn.ReadMessage(); err != nil {\n\t\t\treturn\n\t\t}\n\t}\n}\n",
    ),
    "an error that is returned is the caller's": (
        "go",
        'package feed\n\nimport "github.com/gorilla/websocket"\n\ntype Feed struct {\n\tconn *websocket.Conn\n}\n\n'
        "func (f *Feed) Read() error {\n\tfor {\n\t\t_, _, err := f.conn.ReadMessage()\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n}\n",
    ),
    "an effect depends on what the handler sets": (
        "tsx",
        "export function Feed() {\n  const [line, setLine] = useState(null);\n  useEffect(() => {\n    if (line) return;\n    const made = new WebSocket(address);\n"
        "    made.onclose = () => {\n      setLine(null);\n    };\n    setLine(made);\n  }, [line]);\n}\n",
    ),
    "the reset comes after an answer": (
        "go",
        'package feed\n\nimport (\n\t"time"\n\n\t"github.com/gorilla/websocket"\n)\n\nfunc run(address string) {\n\tattempt := 0\n\tfor {\n'
        "\t\tconn, _, err := websocket.DefaultDialer.Dial(address, nil)\n\t\tif err == nil {\n\t\t\t_, _, err = conn.ReadMessage()\n\t\t\tattempt = 0\n"
        "\t\t\tif websocket.IsCloseError(read(conn), 1000, 1005) {\n\t\t\t\treturn\n\t\t\t}\n\t\t}\n\t\tattempt++\n\t\ttime.Sleep(time.Second << attempt)\n\t}\n}\n",
    ),
}  # fmt: skip

SEEN = {
    "a connection in a function that has the name of a log": (
        "reconnect-without-backoff", "javascript",
        "function threadLogger(address) {\n  const socket = new WebSocket(address);\n"
        "  socket.onclose = () => setTimeout(() => threadLogger(address), 3000);\n}\n",
    ),
    "an event that comes from any client": (
        "reconnect-without-backoff", "swift",
        "import Starscream\n\nclass Feed: WebSocketDelegate {\n    var line: (any WebSocketClient)?\n\n    func connect() {\n"
        "        line = WebSocket(request: request)\n        line?.delegate = self\n        line?.connect()\n    }\n\n"
        "    func didReceive(event: WebSocketEvent, client: any WebSocketClient) {\n        switch event {\n"
        "        case .disconnected(let reason, let code):\n            connect()\n        default:\n            break\n        }\n    }\n}\n",
    ),
    "an event that a property hands to a closure": (
        "unhandled-going-away", "swift",
        "import Starscream\n\nclass Feed {\n    var line: WebSocket?\n\n    func open() {\n        line = WebSocket(request: URLRequest(url: address))\n"
        "        line?.onEvent = { event in\n            switch event {\n            case .disconnected(let reason, let code):\n                print(reason, code)\n"
        "            default:\n                break\n            }\n        }\n        line?.connect()\n    }\n}\n",
    ),
    "a closure of the third version": (
        "reconnect-without-backoff", "swift",
        "import Starscream\n\nclass Feed {\n    var line: WebSocket\n\n    init() {\n        line = WebSocket(url: address)\n"
        "        line.onDisconnect = { error in\n            DispatchQueue.main.asyncAfter(deadline: .now() + 10) {\n                self.line.connect()\n            }\n        }\n    }\n}\n",
    ),
    "a store's action reconnects": (
        "reconnect-without-backoff", "javascript",
        "export function open({ state, dispatch }) {\n  const socket = new WebSocket(state.url);\n  socket.onclose = () => {\n"
        "    setTimeout(() => dispatch('connect'), state.options.interval);\n  };\n}\n",
    ),
    "a method that is bound to its object, behind a test of the connection that it makes": (
        "reconnect-without-backoff", "javascript",
        "class Feed {\n  constructor() {\n    this.open = this.open.bind(this);\n  }\n\n  connect() {\n    const line = this.open();\n"
        "    line.onclose = () => {\n      if (!this.connected) return;\n      setTimeout(() => this.connect(), 3000);\n    };\n  }\n\n"
        "  open() {\n    return new WebSocket(this.address);\n  }\n}\n",
    ),
    "a function that is given back, and run at once": (
        "reconnect-without-backoff", "javascript",
        "export const connect = () => (dispatch) => {\n  const socket = new WebSocket(address);\n"
        "  socket.onclose = () => setTimeout(() => connect()(dispatch), 5000);\n};\n",
    ),
    "a function that is given back, and that a store runs": (
        "reconnect-without-backoff", "javascript",
        "export function connect(address) {\n  return async (dispatch) => {\n    const socket = new WebSocket(address);\n"
        "    socket.onclose = () => setTimeout(() => dispatch(connect(address)), 5000);\n  };\n}\n",
    ),
    "other waits after codes that are told apart": (
        "reconnect-without-backoff", "javascript",
        "function connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = async ({ code }) => {\n    switch (code) {\n"
        "      case 1000:\n        return;\n      case 4009:\n        connect();\n        break;\n      default:\n        await delay(5000);\n        connect();\n    }\n  };\n}\n",
    ),
    "a function that lodash delays": (
        "reconnect-without-backoff", "javascript",
        "import _ from 'lodash';\n\nfunction connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = () => {\n"
        "    _.delay(() => connect(), 3000);\n  };\n}\n",
    ),
    "an action with a type reconnects": (
        "reconnect-without-backoff", "javascript",
        "export const middleware = () => {\n  const socket = new WebSocket(url);\n  socket.onclose = () => {\n"
        "    setTimeout(() => dispatch({ type: 'feed/connect' }), 3000);\n  };\n};\n",
    ),
    "a handler that is cast, registered by a function, with methods taken out of this": (
        "reconnect-without-backoff", "typescript",
        "class Terminal {\n  connect() {\n    this.socket = new WebSocket(this.url);\n"
        "    addEventListener(this.socket, 'close', this.onSocketClose as EventListener);\n  }\n\n"
        "  onSocketClose(event: CloseEvent) {\n    const { renew, connect } = this;\n    renew().then(connect);\n  }\n}\n",
    ),
    "a delay with a default": (
        "reconnect-without-backoff", "python",
        "import asyncio\n\nimport websockets\n\n\nclass Feed:\n    def __init__(self, settings):\n        self.pause = settings.get('pause', 10)\n\n"
        "    async def run(self):\n        while self.running:\n            try:\n                async with websockets.connect(self.url) as ws:\n"
        "                    await self.read(ws)\n            except websockets.ConnectionClosed:\n                await asyncio.sleep(self.pause)\n",
    ),
    "many ways lead to it": (
        "reconnect-without-backoff", "javascript",
        "function connect() {\n  const socket = new WebSocket(address);\n  socket.onclose = () => {\n"
        + "".join(f"    if (views[{place}]) tell(views[{place}]);\n" for place in range(8))
        + "    setTimeout(connect, 2000);\n  };\n}\n",
    ),
    "a failed read in Go reconnects at once": (
        "reconnect-without-backoff", "go",
        'package feed\n\nimport "github.com/gorilla/websocket"\n\ntype Feed struct {\n\turl  string\n\tconn *websocket.Conn\n}\n\n'
        "func (f *Feed) connect() {\n\tf.conn, _, _ = websocket.DefaultDialer.Dial(f.url, nil)\n}\n\n"
        "func (f *Feed) read() {\n\tfor {\n\t\t_, _, err := f.conn.ReadMessage()\n\t\tif err != nil {\n\t\t\tf.connect()\n\t\t}\n\t}\n}\n",
    ),
    "a method by its name, and one whose name ends in a mark": (
        "reconnect-without-backoff", "ruby",
        'require "faye/websocket"\n\nclass Feed\n  def dial!\n    @line = Faye::WebSocket::Client.new(@url)\n'
        "    @line.onclose = method(:gone)\n  end\n\n  def gone(_event)\n    dial!\n  end\nend\n",
    ),
    "a block in Ruby that waits as long each time": (
        "reconnect-without-backoff", "ruby",
        'require "websocket-eventmachine-client"\n\ndef dial\n  line = WebSocket::EventMachine::Client.connect(uri: URL)\n'
        "  line.onclose do\n    EM.add_timer(5) { dial }\n  end\nend\n",
    ),
    "an exception whose reason has the code": (
        "reconnect-without-backoff", "python",
        "from trio_websocket import ConnectionClosed, connect_websocket_url\n\n\nclass Feed:\n    async def open(self, nursery):\n"
        "        self.line = await connect_websocket_url(nursery, self.url)\n\n    async def run(self, nursery):\n        while True:\n            try:\n"
        "                show(await self.line.get_message())\n            except ConnectionClosed as error:\n"
        "                if error.reason.code != 4004:\n                    await self.open(nursery)\n",
    ),
    "an adapter of NoneBot": (
        "reconnect-without-backoff", "python",
        "import asyncio\n\nfrom nonebot.adapters import Adapter as Base\nfrom nonebot.exception import WebSocketClosed\n\n\nclass Adapter(Base):\n"
        "    async def forward(self, request):\n        while True:\n            try:\n                async with self.websocket(request) as line:\n"
        "                    show(await line.receive())\n            except WebSocketClosed as error:\n                print(error.code)\n            await asyncio.sleep(3)\n",
    ),
    "a client of Pawl": (
        "reconnect-without-backoff", "php",
        "<?php\nfunction dial($loop) {\n    \\Ratchet\\Client\\connect('wss://example.org')->then(function ($line) use ($loop) {\n"
        "        $line->on('close', function ($code = null, $reason = null) use ($loop) {\n            $loop->addTimer(5, function () use ($loop) { dial($loop); });\n        });\n    });\n}\n",
    ),
    "a delegate of NWWebSocket": (
        "reconnect-without-backoff", "swift",
        "import NWWebSocket\n\nfinal class Feed: WebSocketConnectionDelegate {\n    private var line: NWWebSocket\n\n    func webSocketDidDisconnect(connection: WebSocketConnection,"
        " closeCode: NWProtocolWebSocket.CloseCode, reason: Data?) {\n        DispatchQueue.main.asyncAfter(deadline: .now() + 5) {\n            self.line.connect()\n        }\n    }\n}\n",
    ),
    "one function is set as the close handler and as the error handler": (
        "reconnect-without-backoff", "javascript",
        "function connect() {\n  const line = new WebSocket(address);\n  line.onclose = line.onerror = () => {\n    setTimeout(connect, 2000);\n  };\n}\n",
    ),
    "the actions of a store are methods": (
        "reconnect-on-normal", "javascript",
        "export const useFeed = defineStore('feed', {\n  state: () => ({ line: null }),\n  actions: {\n    open() {\n      this.line = new WebSocket(address);\n"
        "      this.line.onclose = () => {\n        setTimeout(() => this.open(), 3000);\n      };\n    },\n  },\n});\n",
    ),
    "an effect that runs again when attempts are counted": (
        "reconnect-without-backoff", "tsx",
        "export function Feed() {\n  const [tries, setTries] = useState(0);\n  useEffect(() => {\n    const line = new WebSocket(address);\n"
        "    line.onclose = () => {\n      setTimeout(() => setTries(tries + 1), 3000);\n    };\n    return () => line.close();\n  }, [tries]);\n}\n",
    ),
    "an effect that waits for what a timer takes back": (
        "reconnect-without-backoff", "tsx",
        "export function Feed() {\n  const [waiting, setWaiting] = useState(false);\n  useEffect(() => {\n    if (waiting) return;\n    const line = new WebSocket(address);\n"
        "    line.onclose = () => {\n      setWaiting(true);\n      setTimeout(() => setWaiting(false), 3000);\n    };\n  }, [waiting]);\n}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "source"), SILENT.values(), ids=SILENT)
def test_left_alone(language: str, source: str) -> None:
    assert [each.rule for each in findings(language, source) if each.rule.startswith(ABOUT_CLOSING)] == []


@pytest.mark.parametrize(("rule", "language", "source"), SEEN.values(), ids=SEEN)
def test_seen(rule: str, language: str, source: str) -> None:
    assert rule in [each.rule for each in findings(language, source)]


def test_a_client_that_keeps_what_another_function_dialled_is_no_server() -> None:
    source = (
        'package feed\n\nimport (\n\t"log"\n\n\t"github.com/gorilla/websocket"\n)\n\ntype Client struct {\n\tconn *websocket.Conn\n}\n\n'
        "func dial(url string) (*websocket.Conn, error) {\n\tconn, _, err := websocket.DefaultDialer.Dial(url, nil)\n"
        "\tif err != nil {\n\t\treturn nil, err\n\t}\n\treturn conn, nil\n}\n\n"
        "func (c *Client) connect(url string) error {\n\tconn, err := dial(url)\n\tif err != nil {\n\t\treturn err\n\t}\n\tc.conn = conn\n\treturn nil\n}\n\n"
        "func (c *Client) read() error {\n\t_, _, err := c.conn.ReadMessage()\n"
        '\tif websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure) {\n\t\tlog.Println("lost:", err)\n\t}\n\treturn err\n}\n'
    )
    assert findings("go", source, "going-away-as-error") == []


CLOSED = "import asyncio\n\nimport websockets\n\n\n"
FEED = CLOSED + "class Feed:\n    async def open(self):\n        self.line = await websockets.connect(self.url)\n\n"
RUN = CLOSED + "async def run(url):\n    while True:\n"
ENDS = {
    "an except that 1000 does not raise": (
        FEED
        + "    async def run(self):\n        while True:\n            try:\n                show(await self.line.recv())\n"
        "            except websockets.ConnectionClosedError:\n                await self.open()\n"
    ),
    "a clean close is an error of its own, and ends the loop": (
        RUN + "        async with websockets.connect(url) as line:\n            try:\n                while True:\n"
        "                    show(await line.recv())\n            except websockets.ConnectionClosedOK:\n                break\n"
        "            except websockets.ConnectionClosedError:\n                await asyncio.sleep(1)\n"
    ),
    "a clean close that nobody catches": (
        RUN + "        try:\n            async with websockets.connect(url) as line:\n                while True:\n"
        "                    show(await line.recv())\n        except websockets.ConnectionClosedError:\n            await asyncio.sleep(1)\n"
    ),
}
GOES_ON = {
    "a loop over messages ends quietly": (
        RUN
        + "        try:\n            async with websockets.connect(url) as line:\n                async for message in line:\n"
        "                    show(message)\n        except websockets.ConnectionClosedError:\n            await asyncio.sleep(1)\n"
    ),
    "every error is caught": (
        RUN + "        try:\n            async with websockets.connect(url) as line:\n                while True:\n"
        "                    show(await line.recv())\n        except websockets.ConnectionClosedError:\n            await asyncio.sleep(1)\n"
        "        except Exception:\n            await asyncio.sleep(1)\n"
    ),
    "an inner loop is left, and the outer one goes on": (
        RUN + "        async with websockets.connect(url) as line:\n            while True:\n                try:\n"
        "                    show(await line.recv())\n                except websockets.ConnectionClosedOK:\n                    break\n"
        "                except websockets.ConnectionClosedError:\n                    break\n        await asyncio.sleep(1)\n"
    ),
}


@pytest.mark.parametrize("source", ENDS.values(), ids=ENDS)
def test_a_client_that_a_clean_close_ends(source: str) -> None:
    assert findings("python", source, "reconnect-on-normal") == []
    assert len(findings("python", source, "reconnect-without-backoff")) == 1


@pytest.mark.parametrize("source", GOES_ON.values(), ids=GOES_ON)
def test_a_client_that_a_clean_close_does_not_end(source: str) -> None:
    assert len(findings("python", source, "reconnect-on-normal")) == 1


def test_who_lets_the_other_codes_pass_has_a_caller_who_sees_to_them() -> None:
    body = "    async def read(self):\n        try:\n            show(await self.line.recv())\n        except websockets.{}:\n            print('over')\n"
    assert findings("python", FEED + body.format("ConnectionClosedOK"), "unhandled-going-away") == []
    assert len(findings("python", FEED + body.format("ConnectionClosed"), "unhandled-going-away")) == 1


def test_a_handler_and_the_loop_around_it_speak_once() -> None:
    source = (
        "import websockets\n\n\nclass Feed:\n    async def open(self):\n        self.line = await websockets.connect(self.url)\n\n"
        "    async def run(self):\n        while True:\n            try:\n                await self.line.recv()\n"
        "            except websockets.ConnectionClosed as error:\n                self.gone.clear()\n"
        "                if error.code != 1000:\n                    await self.open()\n"
    )
    assert len(findings("python", source, "reconnect-without-backoff")) == 1


IDLE = (
    FEED
    + "    async def {}:\n        while True:\n            try:\n                {}\n            except websockets.ConnectionClosed{}:\n                {}\n"
)


@pytest.mark.parametrize(
    ("doing", "kind", "then", "count"),
    [
        ("show(await self.line.recv())", "", "break", 1),
        ("await self.line.send(await self.take())", "", "break", 0),
        ("for each in self.taken:\n                    await self.line.send(each)", "", "break", 0),
        ("async for each in self.line:\n                    await self.line.send(each)", "", "break", 1),
        ("while self.open:\n                    await self.line.send(await self.take())", "", "break", 1),
        ("await self.line.send(await self.take())\n                show(await self.line.recv())", "", "break", 1),
        ("show(await self.line.recv())", "OK", "return\n            except websockets.ConnectionClosedError:\n                return", 2),
        ("show(await self.line.recv())", "OK", "return\n            except websockets.ConnectionClosedError:\n                raise", 0),
    ],
)  # fmt: skip
def test_who_only_sends_or_raises_again_is_not_the_last_to_hear_of_a_close(
    doing: str, kind: str, then: str, count: int
) -> None:
    source = IDLE.format("work(self)", doing, kind, then)
    assert len(findings("python", source, "unhandled-going-away")) == count


def test_one_connection_after_the_other_in_one_function_is_no_reconnect() -> None:
    first = "    async with connect(url) as line:\n        while True:\n            if await line.recv() == 'end':\n                break\n"
    source = f"from websockets.asyncio.client import connect\n\n\nasync def visit(url):\n{first}"
    second = "    async with connect(url + '/other') as line:\n        await line.recv()\n"
    assert findings("python", source + second, "reconnect-without-backoff") == []
    assert findings("python", source + second, "reconnect-on-normal") == []
    assert len(findings("python", source + "    await visit(url)\n", "reconnect-without-backoff")) == 1


@pytest.mark.parametrize("given", ["$maker", "$this->other"])
def test_what_connects_may_be_handed_from_function_to_function(given: str) -> None:
    source = (
        "<?php\nuse Ratchet\\Client\\Connector;\nuse Ratchet\\Client\\WebSocket;\nuse React\\EventLoop\\Loop;\n\n"
        "class Prices\n{\n    public function start()\n    {\n        $maker = new Connector(Loop::get());\n"
        f"        $this->listen({given});\n    }}\n\n"
        "    public function listen($maker)\n    {\n        $maker('wss://prices.test')->then(function (WebSocket $line) use ($maker) {\n"
        "            $line->on('close', function ($code = null) use ($maker) {\n                sleep(2);\n                $this->listen($maker);\n"
        "            });\n        });\n    }\n}\n"
    )
    assert len(findings("php", source, "reconnect-without-backoff")) == (given == "$maker")


@pytest.mark.parametrize(
    ("opens", "count"),
    [
        ('client.websocket(80, host, "/feed", this::opened, this::failed);', 1),
        ('client.websocket(80, host, "/feed", headers, this::opened);', 1),
        ("show(client);", 0),
    ],
)
def test_a_client_of_vertx_connects_with_a_handler_of_what_opens(opens: str, count: int) -> None:
    source = (
        "import io.vertx.core.http.HttpClient;\nimport io.vertx.core.http.WebSocket;\n\n"
        "class Feed {\n    private HttpClient client;\n    private boolean kept;\n\n"
        f"    void connect() {{\n        {opens}\n    }}\n\n"
        "    void opened(WebSocket line) {\n        line.closeHandler(nothing -> {\n            if (kept) {\n"
        "                connect();\n            }\n        });\n    }\n}\n"
    )
    assert len(findings("java", source, "reconnect-without-backoff")) == count


@pytest.mark.parametrize(
    ("looks", "count"),
    [
        ("if (!line.isConnected()) line.start();", 1),
        ("if (!line.isConnected()) line.startInternal();", 1),
        ("if (!line.isConnected()) line.startTimeout(3);", 0),
        ("if (line.isConnected()) line.stop();", 0),
    ],
)
def test_a_timer_starts_a_manager_of_spring_by_whatever_begins_so(looks: str, count: int) -> None:
    source = (
        "import java.util.concurrent.*;\nimport org.springframework.web.socket.client.*;\n"
        "import org.springframework.web.socket.handler.TextWebSocketHandler;\n\n"
        "class Feed {\n    void run(WebSocketClient client, TextWebSocketHandler handler, Settings settings) {\n"
        '        WebSocketConnectionManager line = new WebSocketConnectionManager(client, handler, "wss://prices.test");\n'
        f"        Executors.newScheduledThreadPool(1).scheduleWithFixedDelay(() -> {{ {looks} }}, 0, settings.getInterval(), TimeUnit.SECONDS);\n"
        "    }\n}\n"
    )
    assert len(findings("java", source, "reconnect-without-backoff")) == count


@pytest.mark.parametrize("set_up", ["", ".setVerifyHostname(false)", ".setServerName(name).withTheRest(settings)"])
def test_what_says_how_a_thing_is_to_be_gives_it_back(set_up: str) -> None:
    source = (
        "import com.neovisionaries.ws.client.*;\n\nclass Feed {\n    private WebSocket line;\n\n"
        f'    void open() throws Exception {{\n        line = new WebSocketFactory(){set_up}.createSocket("wss://prices.test");\n'
        "        line.addListener(new WebSocketAdapter() {\n            @Override\n"
        "            public void onDisconnected(WebSocket socket, WebSocketFrame theirs, WebSocketFrame ours, boolean byServer) throws Exception {\n"
        "                if (byServer) open();\n            }\n        });\n        line.connect();\n    }\n}\n"
    )
    assert len(findings("java", source, "reconnect-without-backoff")) == 1


@pytest.mark.parametrize(
    ("connecting", "waits", "count"),
    [
        ('client.execute(this, "wss://prices.test");', "", 1),
        ('client.doHandshake(this, "wss://prices.test");', "TimeUnit.SECONDS.sleep(3); ", 1),
        ("new WebSocketConnectionManager(client, this, address).start();", "", 1),
        ("rooms.connect(this);", "", 0),
        ("show(client);", "", 0),
    ],
)
def test_a_handler_of_spring_is_a_clients_when_it_connects_again(connecting: str, waits: str, count: int) -> None:
    source = (
        "import org.springframework.web.socket.*;\nimport org.springframework.web.socket.client.*;\n"
        "import org.springframework.web.socket.client.standard.StandardWebSocketClient;\n"
        "import org.springframework.web.socket.handler.TextWebSocketHandler;\n\n"
        "class Feed extends TextWebSocketHandler {\n    private final StandardWebSocketClient client = new StandardWebSocketClient();\n\n"
        f"    void connect() throws Exception {{\n        {connecting}\n    }}\n\n"
        "    @Override\n    public void afterConnectionClosed(WebSocketSession line, CloseStatus status) throws Exception {\n"
        f"        {waits}connect();\n    }}\n}}\n"
    )
    assert len(findings("java", source, "reconnect-without-backoff")) == count
    assert findings("java", source, "unhandled-going-away") == []


def test_what_a_base_class_does_at_a_close_is_no_reconnect() -> None:
    source = (
        "import ws4py.client.threadedclient\n\n\nclass Feed(ws4py.client.threadedclient.WebSocketClient):\n"
        "    def closed(self, code, reason=None):\n        super().closed(code, reason=reason)\n"
    )
    assert not findings("python", source, "reconnect-without-backoff")
    assert not findings("python", source, "reconnect-on-normal")


def test_a_loop_that_waits_for_somebody_to_type_waits() -> None:
    source = (
        "import websockets\n\n\nasync def run(terminal, url):\n    line = None\n    while True:\n        said = await terminal.readline()\n"
        "        try:\n            line = line or await websockets.connect(url)\n            await line.send(said)\n"
        "            print(await line.recv())\n        except websockets.ConnectionClosed:\n            line = None\n"
    )
    assert not findings("python", source, "reconnect-without-backoff")
    assert findings("python", source.replace("await terminal.readline()", "next(said)"), "reconnect-without-backoff")
