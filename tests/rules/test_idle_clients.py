"""Clients that hear of a close and do nothing: nobody else runs them again, or somebody else is told."""

import pytest

from .support import told

ABOUT = ("reconnect-without-backoff", "unhandled-going-away")

TOLD = {
    "a variable that is 0 as long as there is no connection": (
        "javascript",
        "reconnect-without-backoff",
        """
        var line = 0;
        function join() {
          line = new WebSocket(address);
          line.onclose = function () {
            setTimeout(join, 1000);
          };
        }
        """,
        "setTimeout(join, 1000);",
    ),
    "a comment that says that nobody reconnects": (
        "javascript",
        "unhandled-going-away",
        """
        // A new token is sent without reconnecting.
        const line = new WebSocket(address);
        line.onclose = (event) => {
          console.log("closed", event.code);
        };
        """,
        "(event) => {",
    ),
    "a comment that says what is yet to be done": (
        "javascript",
        "unhandled-going-away",
        """
        const line = new WebSocket(address);
        line.onclose = (event) => {
          // Handle reconnection here
          console.log("closed", event.code);
        };
        """,
        "(event) => {",
    ),
    "an object of a class that extends WebSocket": (
        "typescript",
        "reconnect-without-backoff",
        """
        class Line extends WebSocket {
          constructor(private address: string) {
            super(address);
            this.addEventListener("close", () => {
              setTimeout(() => this.again(), 1000);
            });
          }

          private again() {
            current = new Line(this.address);
          }
        }
        """,
        "setTimeout(() => this.again(), 1000);",
    ),
    "a class that extends what a module gives as a whole": (
        "javascript",
        "reconnect-without-backoff",
        """
        const WebSocket = require("ws");

        class Line extends WebSocket {}

        function join() {
          const line = new Line(address);
          line.on("close", () => setTimeout(join, 1000));
        }
        """,
        "setTimeout(join, 1000)",
    ),
    "a method that a timer is given by name, in a function that is told what `this` is": (
        "javascript",
        "reconnect-without-backoff",
        """
        var Feed = {
          open: function () {
            this.line = new WebSocket(address);
            this.line.onclose = function () {
              ended.call(this);
            };
          },
        };

        function ended() {
          setTimeout("Feed.open()", 1000);
        }
        """,
        "ended.call(this);",
    ),
    "an app that a thread runs, and nobody runs again": (
        "python",
        "unhandled-going-away",
        """
        import threading
        import websocket

        class Feed:
            def on_close(self, app, code, reason):
                print("closed", code)

            def start(self):
                self.app = websocket.WebSocketApp(URL, on_close=self.on_close)
                threading.Thread(target=self.app.run_forever).start()
        """,
        "def on_close(self, app, code, reason):",
    ),
    "a function that a thread runs": (
        "python",
        "unhandled-going-away",
        """
        import threading
        import websocket

        def on_close(app, code, reason):
            print("closed", code)

        def listen():
            app = websocket.WebSocketApp(URL, on_close=on_close)
            app.run_forever()

        threading.Thread(target=listen, daemon=True).start()
        """,
        "def on_close(app, code, reason):",
    ),
    "a page that shows it and puts the cursor somewhere": (
        "javascript",
        "unhandled-going-away",
        """
        function open() {
          socket = new WebSocket(address);
          socket.onclose = () => {
            socket = null;
            show();
          };
        }

        function show() {
          button.textContent = socket ? "Leave" : "Join";
          if (!socket) button.focus();
        }
        """,
        "() =>",
    ),
    "the connection that a promise gives is nobody else's": (
        "php",
        "unhandled-going-away",
        """
        <?php
        use function Ratchet\\Client\\connect;

        connect($url)->then(function ($line) {
            $line->on('close', function ($code = null, $reason = null) {
                echo "closed $code";
            });
        });
        """,
        "function ($code = null, $reason = null) {",
    ),
}

LEFT_ALONE = {
    "an app that may be asked to connect again": (
        "python",
        """
        import threading
        import rel
        import websocket

        def on_close(app, code, reason):
            print("closed", code)

        def listen():
            app = websocket.WebSocketApp(URL, on_close=on_close)
            app.run_forever(dispatcher=rel)

        threading.Thread(target=listen, daemon=True).start()
        """,
    ),
    "a hook for the close that is run by something else": (
        "python",
        """
        import threading
        import websocket

        class Feed:
            def on_close(self, app, code, reason):
                loop.idle_add(self.hooks["on_close"], "closed")

            def start(self):
                self.app = websocket.WebSocketApp(URL, on_close=self.on_close)
                threading.Thread(target=self.app.run_forever).start()
        """,
    ),
    "an app that its caller may run again": (
        "python",
        """
        import websocket

        def on_close(app, code, reason):
            print("closed", code)

        def listen():
            app = websocket.WebSocketApp(URL, on_close=on_close)
            app.run_forever()
        """,
    ),
    "a protocol whose factory connects again": (
        "python",
        """
        from autobahn.twisted.websocket import WebSocketClientProtocol

        class Feed(WebSocketClientProtocol):
            def onConnect(self, response):
                self.factory.resetDelay()

            def onClose(self, wasClean, code, reason):
                print("closed", code)
        """,
    ),
    "an exception that is kept for somebody else": (
        "python",
        """
        import websockets

        class Feed:
            async def connect(self):
                self.line = await websockets.connect(URL)

            async def write(self):
                try:
                    await self.line.send(self.next())
                except websockets.ConnectionClosed as error:
                    self.failure = error
        """,
    ),
}


@pytest.mark.parametrize(("language", "rule", "source", "place"), TOLD.values(), ids=TOLD)
def test_what_is_told(language: str, rule: str, source: str, place: str) -> None:
    ((found, rest),) = told(language, source, ABOUT)
    assert found == rule
    assert rest.startswith(place)


@pytest.mark.parametrize(("language", "source"), LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_left_alone(language: str, source: str) -> None:
    assert told(language, source, ABOUT) == []
