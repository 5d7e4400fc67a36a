"""What the back-off fixes write is run: against a server that says 1001 five times, then 1000."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from .support import findings, fixed

BASE, CAP = 0.1, 1.0  # seconds; the fixes write 0.5 and 30
PART = 0.9  # of the longest wait, where the random numbers can be decided
LATE = 0.6  # what a busy machine may add to a wait
LIMIT = 60.0
CODES = (1001, 1001, 1001, 1001, 1001, 1000)
GREETED = "/greeted"  # closed only once the client has said something
GOPATH = Path(os.environ.get("WSCLOSE_TEST_GOPATH", "/usr/share/gocode"))

PAGE = """\
function connect() {
  const socket = new WebSocket(process.env.FEED);
  socket.onclose = (event) => {
    console.log("closed", event.code);
  };
}
"""

CLASS = """\
class Feed {
    connect() {
        this.socket = new WebSocket(process.env.FEED);
        this.socket.addEventListener("close", () => setTimeout(() => this.connect(), 1000));
    }
}
"""

KEPT = """\
let timer;
function connect() {
  const socket = new WebSocket(process.env.FEED);
  socket.onclose = (event) => {
    timer = setTimeout(connect, 1000);
  };
}
"""

PYTHON = """\
import asyncio
import os

import websockets


async def run():
    while True:
        try:
            async with websockets.connect(os.environ["FEED"]) as ws:
                async for message in ws:
                    print(message)
        except websockets.ConnectionClosed:
            await asyncio.sleep(2)
"""

RECEIVING = """\
import os
import time

from websockets.sync.client import connect
from websockets.exceptions import ConnectionClosed


def run():
    while True:
        with connect(os.environ["FEED"]) as feed:
            try:
                print(feed.recv())
            except ConnectionClosed as error:
                print("closed", error)
        time.sleep(5)
"""

CALLBACK = """\
import os
import time

import websocket


def run():
    websocket.WebSocketApp(os.environ["FEED"], on_message=print, on_close=on_close).run_forever()


def on_close(app, code, reason):
    time.sleep(5)
    run()
"""

EXCEPT = """\
import asyncio
import os

import websockets


class Feed:
    def __init__(self):
        self.seen = 0

    async def run(self):
        self.ws = await websockets.connect(os.environ["FEED"])
        await self.read()

    async def read(self):
        try:
            while True:
                print(await self.ws.recv())
        except websockets.ConnectionClosed as closed:
            await asyncio.sleep(5)
            await self.run()
"""

GO = """\
package main

import (
\t"log"
\t"time"

\t"github.com/gorilla/websocket"
)

func run(address string) {
\tfor {
\t\tconn, _, err := websocket.DefaultDialer.Dial(address, nil)
\t\tif err != nil {
\t\t\tlog.Println("dial:", err)
\t\t\ttime.Sleep(time.Second)
\t\t\tcontinue
\t\t}
\t\tfor {
\t\t\t_, message, err := conn.ReadMessage()
\t\t\tif err != nil {
\t\t\t\tlog.Println("read:", err)
\t\t\t\tbreak
\t\t\t}
\t\t\tlog.Printf("%s", message)
\t\t}
\t\tconn.Close()
\t\ttime.Sleep(time.Second)
\t}
}
"""

CODER = """\
package main

import (
\t"context"
\t"log"
\t"time"

\t"nhooyr.io/websocket"
)

func run(address string) {
\tctx := context.Background()
\tfor {
\t\tconn, _, err := websocket.Dial(ctx, address, nil)
\t\tif err != nil {
\t\t\ttime.Sleep(time.Second)
\t\t\tcontinue
\t\t}
\t\tfor {
\t\t\t_, message, err := conn.Read(ctx)
\t\t\tif err != nil {
\t\t\t\tlog.Println("read:", err)
\t\t\t\tbreak
\t\t\t}
\t\t\tlog.Printf("%s", message)
\t\t}
\t\ttime.Sleep(time.Second)
\t}
}
"""

GOBWAS = """\
package main

import (
\t"context"
\t"log"
\t"time"

\t"github.com/gobwas/ws"
\t"github.com/gobwas/ws/wsutil"
)

func run(address string) {
\tfor {
\t\tconn, _, _, err := ws.Dial(context.Background(), address)
\t\tif err != nil {
\t\t\ttime.Sleep(time.Second)
\t\t\tcontinue
\t\t}
\t\twsutil.WriteClientText(conn, []byte("hello"))
\t\tfor {
\t\t\tmessage, _, err := wsutil.ReadServerData(conn)
\t\t\tif err != nil {
\t\t\t\tlog.Println("read:", err)
\t\t\t\tbreak
\t\t\t}
\t\t\tlog.Printf("%s", message)
\t\t}
\t\tconn.Close()
\t\ttime.Sleep(time.Second)
\t}
}
"""

MAIN = 'package main\n\nimport "os"\n\nfunc main() { run(os.Getenv("FEED")) }\n'


class Server:
    """Closes each connection with the next code and remembers when they came and went."""

    def __init__(self) -> None:
        self.opened: list[float] = []
        self.closed: list[float] = []
        self.process: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self.stopping = False
        self.path = "/"

    async def visited(self, connection: ServerConnection) -> None:
        self.opened.append(time.monotonic())
        if self.path == GREETED:
            await connection.recv()
        code = CODES[len(self.closed)] if len(self.closed) < len(CODES) else 1000
        self.closed.append(time.monotonic())
        await connection.close(code)
        if self.stopping:
            (await self.process).send_signal(signal.SIGUSR2)

    async def waits(self, *command: str) -> list[float]:
        """Runs a client until it ends by itself; how long it stayed away before each attempt but the first."""
        # Without compression: not every client takes the parameters that this server proposes.
        async with serve(self.visited, "127.0.0.1", 0, compression=None) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            environment = {**os.environ, "FEED": f"ws://127.0.0.1:{port}{self.path}"}
            process = await create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=PIPE)
            self.process.set_result(process)
            try:
                _, said = await asyncio.wait_for(process.communicate(), LIMIT)
            finally:
                if process.returncode is None:
                    process.kill()
            assert process.returncode == 0, said.decode()
        return [opened - closed for opened, closed in zip(self.opened[1:], self.closed, strict=False)]


def repaired(rule: str, language: str, source: str, *patches: tuple[str, str]) -> str:
    """What the fix makes of a source, with a shorter base and cap."""
    (finding,) = findings(language, source, rule)
    text = fixed(source, finding.fixes[0])
    for written, shorter in patches:
        assert text.count(written) == 1, written
        text = text.replace(written, shorter)
    return text


def check_spacing(waits: list[float], part: float, cap: float = CAP) -> None:
    """Five attempts after the first, each within the limit that doubles, none after 1000."""
    longest = [min(cap, BASE * 2**attempt) for attempt in range(5)]
    assert len(waits) == 5, waits
    for wait, limit in zip(waits, longest, strict=True):
        assert part * limit - 0.02 <= wait <= (part or 1) * limit + LATE, (waits, longest)


def node() -> list[str]:
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    major = int(
        subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout[1:].split(".")[0]
    )
    if major < 20:
        pytest.skip("this node has no WebSocket of its own")
    return [program] if major >= 22 else [program, "--experimental-websocket"]


def javascript(source: str, rule: str, start: str, folder: Path) -> list[str]:
    command = node()
    text = repaired(rule, "javascript", source, ("Math.min(30_000, 500 *", f"Math.min({CAP * 1000}, {BASE * 1000} *"))
    path = folder / "client.mjs"
    path.write_text(f"Math.random = () => {PART};\n{text}{start}\n")
    return [*command, str(path)]


@pytest.mark.parametrize(
    "source, rule, start",
    [
        pytest.param(PAGE, "unhandled-going-away", "connect();", id="a function"),
        pytest.param(CLASS, "reconnect-without-backoff", "new Feed().connect();", id="a method"),
        pytest.param(KEPT, "reconnect-without-backoff", "connect();", id="a timer that is kept"),
    ],
)
async def test_javascript(source: str, rule: str, start: str, tmp_path: Path) -> None:
    check_spacing(await Server().waits(*javascript(source, rule, start, tmp_path)), PART)


async def test_javascript_can_be_stopped(tmp_path: Path) -> None:
    server = Server()
    server.stopping = True
    start = 'process.once("SIGUSR2", stopReconnecting);\nconnect();'
    assert await server.waits(*javascript(PAGE, "unhandled-going-away", start, tmp_path)) == []
    assert len(server.opened) == 1


@pytest.mark.parametrize(
    "source, start",
    [
        pytest.param(PYTHON, "asyncio.run(run())", id="asyncio"),
        pytest.param(RECEIVING, "run()", id="threads"),
        pytest.param(CALLBACK, "run()", id="callbacks"),
        pytest.param(EXCEPT, "asyncio.run(Feed().run())", id="except"),
    ],
)
async def test_python(source: str, start: str, tmp_path: Path) -> None:
    if "import websocket\n" in source:
        pytest.importorskip("websocket", reason="websocket-client is not installed")
    text = repaired("reconnect-without-backoff", "python", source, ("min(30, 0.5 *", f"min({CAP}, {BASE} *"))
    path = tmp_path / "client.py"
    path.write_text(f"{text}\n\nrandom.uniform = lambda low, high: low + {PART} * (high - low)\n{start}\n")
    check_spacing(await Server().waits(sys.executable, str(path)), PART)


@pytest.mark.parametrize(
    "source, library",
    [
        pytest.param(GO, "github.com/gorilla/websocket", id="gorilla"),
        pytest.param(CODER, "nhooyr.io/websocket", id="coder"),
        pytest.param(GOBWAS, "github.com/gobwas/ws", id="gobwas"),
    ],
)
async def test_go(source: str, library: str, tmp_path: Path) -> None:
    go = shutil.which("go")
    if go is None:
        pytest.skip("go is not installed")
    if not (GOPATH / "src" / library).is_dir():
        pytest.skip(f"{library} is not in {GOPATH}")
    text = repaired(
        "reconnect-without-backoff",
        "go",
        source,
        ("500 * time.Millisecond <<", f"{BASE * 1000:.0f} * time.Millisecond <<"),
    )
    (tmp_path / "client.go").write_text(text)
    (tmp_path / "main.go").write_text(MAIN)
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GOPATH)}
    if gofmt := shutil.which("gofmt"):
        unformatted = subprocess.run([gofmt, "-l", "client.go"], cwd=tmp_path, capture_output=True, check=True)
        assert unformatted.stdout == b""
    build = [go, "build", "-o", "client", "client.go", "main.go"]
    subprocess.run(build, cwd=tmp_path, env=environment, check=True)
    server = Server()
    if "hello" in source:
        server.path = GREETED  # what comes with the handshake stands in a buffer of its own there
    waits = await server.waits(str(tmp_path / "client"))
    check_spacing(waits, 0, cap=30)
    assert sum(waits) > 0.01
