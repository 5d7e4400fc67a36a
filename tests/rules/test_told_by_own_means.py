"""Ends of connections that the project's own code tells of: by its own exceptions, by channels, by ending the program."""

import textwrap

import pytest
from tests.rules.support import told

DIAL = """
        package feed

        import (
            "time"

            "github.com/gorilla/websocket"
        )

        func (f *Feed) dial() error {
            line, _, err := websocket.DefaultDialer.Dial(f.url, nil)
            if err != nil {
                return err
            }
            f.line = line
"""

ABOUT = (
    "reconnect-without-backoff",
    "reconnect-on-normal",
    "reconnect-on-fatal",
    "unhandled-going-away",
    "no-close-handler",
)

CASES = {
    "an own exception that is raised by the code": (
        "python",
        """
        import asyncio
        import websockets


        class Done(Exception):
            pass


        class Lost(Exception):
            pass


        class Feed:
            async def read(self):
                while True:
                    try:
                        self.show(await self.line.recv())
                    except websockets.ConnectionClosed as closed:
                        if closed.code == 1000:
                            raise Done()
                        raise Lost()

            async def run(self):
                while True:
                    self.line = await websockets.connect(URL)
                    try:
                        await self.read()
                    except Lost:
                        await asyncio.sleep(5)
                    except Done:
                        return
        """,
        ["reconnect-without-backoff"],
    ),
    "an event for a close, about which an own function is asked": (
        "go",
        """
        package feed

        import (
            "time"

            "github.com/gorilla/websocket"
        )

        func (f *Feed) run() {
            for {
                select {
                case event := <-f.events:
                    switch told := event.(type) {
                    case *Closed:
                        if f.isFinal(told) {
                            return
                        }
                    }
                case <-f.reconnect:
                    for tries := 0; tries < f.most; tries++ {
                        var err error
                        f.line, _, err = websocket.DefaultDialer.Dial(f.url, nil)
                        if err == nil {
                            break
                        }
                        time.Sleep(f.pause(tries))
                    }
                }
            }
        }
        """,
        [],
    ),
    "a task that may be cancelled": (
        "python",
        """
        import asyncio
        import websockets


        class Feed:
            async def session(self):
                async with websockets.connect(URL) as line:
                    async for message in line:
                        self.show(message)

            async def run(self):
                while True:
                    try:
                        await self.session()
                    except asyncio.CancelledError:
                        raise
                    except Exception as error:
                        print("lost", error)
                    await asyncio.sleep(5)
        """,
        ["reconnect-without-backoff", "reconnect-on-normal"],
    ),
    "a session whose closed connection is caught": (
        "python",
        """
        import websockets


        async def session():
            async with websockets.connect(URL) as line:
                while True:
                    print(await line.recv())


        while True:
            try:
                events.run_until_complete(session())
            except websockets.ConnectionClosed:
                continue
        """,
        ["reconnect-without-backoff", "reconnect-on-normal"],
    ),
    "an exception that a clean close does not raise": (
        "python",
        """
        import asyncio
        import websockets


        async def listen(url):
            async with websockets.connect(url) as line:
                try:
                    async for message in line:
                        print(message)
                except websockets.ConnectionClosed:
                    await asyncio.sleep(5)
                    await listen(url)
        """,
        ["reconnect-without-backoff"],
    ),
    "and what comes after it whatever the code": (
        "python",
        """
        import asyncio
        import websockets


        class Feed:
            async def start(self):
                self.line = await websockets.connect(URL)
                asyncio.create_task(self.listen())

            async def listen(self):
                try:
                    async for message in self.line:
                        print(message)
                except websockets.ConnectionClosed:
                    print("closed")
                await asyncio.sleep(5)
                await self.start()
        """,
        ["reconnect-without-backoff", "reconnect-on-normal"],
    ),
    "a program that ends with its connection": (
        "python",
        """
        from autobahn.twisted.websocket import WebSocketClientProtocol
        from twisted.internet import reactor


        class Once(WebSocketClientProtocol):
            def onMessage(self, payload, binary):
                print(payload)

            def onClose(self, clean, code, reason):
                print("closed", reason)
                reactor.stop()
        """,
        [],
    ),
    "a client that is made anew when it has ended": (
        "python",
        """
        import time
        from ws4py.client.threadedclient import WebSocketClient


        class Feed(WebSocketClient):
            def received_message(self, message):
                print(message)


        while True:
            feed = Feed(URL)
            feed.connect()
            feed.run_forever()
            time.sleep(1)
        """,
        ["reconnect-without-backoff", "reconnect-on-normal"],
    ),
    "a channel that tells of the end": (
        "go",
        DIAL
        + """\
            go f.read()
            return nil
        }

        func (f *Feed) read() {
            for {
                _, message, err := f.line.ReadMessage()
                if err != nil {
                    f.lost <- err
                    return
                }
                f.show(message)
            }
        }

        func (f *Feed) run() {
            for {
                select {
                case <-f.quit:
                    return
                case <-f.lost:
                    time.Sleep(2 * time.Second)
                    f.dial()
                }
            }
        }
        """,
        ["reconnect-without-backoff"],
    ),
    "a factory that is told of the end": (
        "python",
        """
        from autobahn.twisted.websocket import WebSocketClientFactory, WebSocketClientProtocol


        class Feed(WebSocketClientProtocol):
            def onMessage(self, payload, binary):
                print(payload)


        class Feeds(WebSocketClientFactory):
            protocol = Feed

            def clientConnectionLost(self, connector, reason):
                connector.connect()
        """,
        ["reconnect-without-backoff", "reconnect-on-normal"],
    ),
    "a factory that backs off by itself": (
        "python",
        """
        from autobahn.twisted.websocket import WebSocketClientFactory, WebSocketClientProtocol
        from twisted.internet.protocol import ReconnectingClientFactory


        class Feed(WebSocketClientProtocol):
            def onClose(self, clean, code, reason):
                print("closed", reason)


        class Feeds(WebSocketClientFactory, ReconnectingClientFactory):
            protocol = Feed

            def clientConnectionLost(self, connector, reason):
                self.retry(connector)
        """,
        [],
    ),
    "an error of a client that could come back by itself": (
        "python",
        """
        import time

        import websocket


        class Feed:
            def __init__(self):
                self.app = websocket.WebSocketApp(URL, on_error=self.failed)

            def run(self):
                self.app.run_forever()

            def failed(self, app, error):
                time.sleep(1)
                self.run()
        """,
        ["reconnect-without-backoff"],
    ),
    "a loop that looks after the connection": (
        "python",
        """
        import threading
        import time

        import websocket


        class Feed:
            def connect(self):
                self.app = websocket.WebSocketApp(URL, on_open=self.opened, on_close=self.closed)
                threading.Thread(target=self.app.run_forever).start()

            def opened(self, app):
                self.connected = True

            def closed(self, app, code, reason):
                self.connected = False

            def watch(self):
                while True:
                    if not self.connected:
                        self.connect()
                    time.sleep(5)
        """,
        ["reconnect-without-backoff"],
    ),
    "a channel that tells of the end where nothing else is heard": (
        "go",
        DIAL
        + """\
            return nil
        }

        func (f *Feed) listen() {
            for {
                select {
                case <-f.quit:
                    return
                case <-f.reconnectC:
                    time.Sleep(3 * time.Second)
                    f.dial()
                default:
                    f.next()
                }
            }
        }
        """,
        ["reconnect-without-backoff"],
    ),
    "a method that reads, and another that looks at the error": (
        "python",
        """
        import asyncio

        import websockets


        class Feed:
            async def connect(self):
                self.line = await websockets.connect(URL)

            async def receive(self):
                self.show(await self.line.recv())

            async def run(self):
                while True:
                    try:
                        await self.receive()
                    except Exception as error:
                        await self.failed(error)

            async def failed(self, error):
                if isinstance(error, websockets.ConnectionClosed):
                    await asyncio.sleep(1)
                    await self.connect()
        """,
        ["reconnect-without-backoff"],
    ),
    "a method that only sends": (
        "python",
        """
        import websockets


        class Feed:
            async def connect(self):
                self.line = await websockets.connect(URL)

            async def tell(self):
                await self.line.send("news")

            async def run(self):
                try:
                    await self.tell()
                except Exception:
                    await self.connect()
        """,
        [],
    ),
    "a channel that asks for something else": (
        "go",
        """
        package feed

        import (
            "time"

            "github.com/gorilla/websocket"
        )

        func (f *Feed) dial() {
            f.line, _, _ = websocket.DefaultDialer.Dial(f.url, nil)
            go f.read()
        }

        func (f *Feed) run() {
            for {
                select {
                case <-f.logins:
                    time.Sleep(2 * time.Second)
                    f.dial()
                }
            }
        }
        """,
        [],
    ),
}


@pytest.mark.parametrize(("language", "source", "expected"), CASES.values(), ids=CASES)
def test_what_is_told(language: str, source: str, expected: list[str]) -> None:
    assert sorted(rule for rule, _ in told(language, textwrap.dedent(source), ABOUT)) == sorted(expected)
