"""Clients that hear of a close and do nothing: nobody else runs them again, or somebody else is told."""

import pytest

from wsclose.checker import check_text
from wsclose.project.settings import Settings

from .support import findings, told

ABOUT = ("reconnect-without-backoff", "unhandled-going-away")

TOLD = {
    "a method that reads from each of several connections in fields": (
        "python",
        "unhandled-going-away",
        """
        import asyncio
        import websockets

        class Quotes:
            async def start(self):
                self.public = await websockets.connect(PUBLIC)
                self.private = await websockets.connect(PRIVATE)
                asyncio.create_task(self.follow(self.public, "public"))
                asyncio.create_task(self.follow(self.private, "private"))

            async def follow(self, line, title):
                while self.running and line:
                    try:
                        self.show(await asyncio.wait_for(line.recv(), timeout=30))
                    except asyncio.TimeoutError:
                        continue
                    except websockets.ConnectionClosed:
                        print("closed", title)
                        break
        """,
        "except websockets.ConnectionClosed",
    ),
    "one of two clients, whose handler closes nothing but itself": (
        "typescript",
        "unhandled-going-away",
        """
        export class Feed {
          private near?: WebSocket;
          private far?: WebSocket;

          start(): void {
            this.near = new WebSocket(near);
            this.far = new WebSocket(far);
            this.near.onclose = () => this.drop();
          }

          private drop(): void {
            this.near?.close();
            this.near = undefined;
          }
        }
        """,
        "() =>",
    ),
    "a future that is done when the handler gives it back": (
        "java",
        "unhandled-going-away",
        """
        import java.net.URI;
        import java.net.http.HttpClient;
        import java.net.http.WebSocket;
        import java.util.concurrent.CompletableFuture;
        import java.util.concurrent.CompletionStage;

        public class Feed implements WebSocket.Listener {
            public Feed(String address) {
                HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), this).join();
            }

            public CompletionStage<?> onClose(WebSocket line, int code, String reason) {
                System.out.println("closed " + code);
                return CompletableFuture.completedFuture("closed").thenAccept(System.out::println);
            }
        }
        """,
        "public CompletionStage<?> onClose",
    ),
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
    "a loop that waits for the end of the connection that it makes in a promise": (
        "typescript",
        "reconnect-without-backoff",
        """
        async function listen() {
          while (true) {
            await new Promise<void>((resolve) => {
              const line = new WebSocket(address);
              line.onmessage = show;
              line.onclose = () => resolve();
            });
            await sleep(2000);
          }
        }
        """,
        "sleep(2000)",
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
    "a closure that the page keeps": (
        "rust",
        "unhandled-going-away",
        """
        use web_sys::{CloseEvent, WebSocket};

        pub fn listen(address: &str) -> Result<(), JsValue> {
            let line = WebSocket::new(address)?;
            let ended = Closure::wrap(Box::new(move |event: CloseEvent| {
                console::log_1(&event.reason().into());
            }) as Box<dyn FnMut(CloseEvent)>);
            line.set_onclose(Some(ended.as_ref().unchecked_ref()));
            ended.forget();
            Ok(())
        }
        """,
        "move |event: CloseEvent| {",
    ),
    "a closure of a given type": (
        "rust",
        "unhandled-going-away",
        """
        use web_sys::{CloseEvent, WebSocket};

        pub fn listen(address: &str) -> Result<(), JsValue> {
            let line = WebSocket::new(address)?;
            let ended = Closure::<dyn FnMut(_)>::new(move |event: CloseEvent| {
                console::log_1(&event.reason().into());
            });
            line.set_onclose(Some(ended.as_ref().unchecked_ref()));
            ended.forget();
            Ok(())
        }
        """,
        "move |event: CloseEvent| {",
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
    "a method that is told by name what to do, and always waits as long": (
        "typescript",
        "reconnect-without-backoff",
        """
        export class Line {
          private socket!: WebSocket;

          open() {
            this.socket = new WebSocket("wss://example.org/line");
            this.socket.onclose = (event) => this.handle("close", event);
          }

          private handle(kind: string, event: Event) {
            switch (kind) {
              case "close":
                setTimeout(() => this.open(), 3000);
                break;
              case "open":
                this.ask().then(() => this.open());
                break;
            }
          }
        }
        """,
        'this.handle("close", event)',
    ),
}

LEFT_ALONE = {
    "a method that reads from each of several connections, and has all of them made anew": (
        "python",
        """
        import asyncio
        import websockets

        class Quotes:
            async def start(self):
                self.public = await websockets.connect(PUBLIC)
                self.private = await websockets.connect(PRIVATE)
                asyncio.create_task(self.follow(self.public, "public"))
                asyncio.create_task(self.follow(self.private, "private"))

            async def follow(self, line, title):
                while self.running and line:
                    try:
                        self.show(await asyncio.wait_for(line.recv(), timeout=30))
                    except asyncio.TimeoutError:
                        continue
                    except websockets.ConnectionClosed:
                        await asyncio.sleep(self.backoff())
                        await self.start()
        """,
    ),
    "a method that reads from what its caller has for itself": (
        "python",
        """
        import websockets

        async def ask(question):
            async with websockets.connect(URL) as line:
                await line.send(question)
                await show(line)

        async def show(line):
            try:
                print(await line.recv())
            except websockets.ConnectionClosed:
                print("closed")
        """,
    ),
    "a callback that somebody else has set": (
        "typescript",
        """
        export class Line {
          private whenClosed: (() => void) | null = null;
          private closeHandler: (() => void) | null = null;

          constructor(url: string) {
            const line = new WebSocket(url);
            line.onclose = () => this.closeHandler?.();
          }
        }
        """,
    ),
    "one of two clients, whose close is passed on to the other": (
        "typescript",
        """
        export class Bridge {
          private near?: WebSocket;
          private far?: WebSocket;

          start(): void {
            this.near = new WebSocket(near);
            this.far = new WebSocket(far);
            this.near.addEventListener("close", () => this.drop());
          }

          private drop(): void {
            this.far?.close();
          }
        }
        """,
    ),
    "what is put where somebody else takes it from": (
        "ruby",
        """
        require "websocket-client-simple"

        def ask(address)
          replies = Queue.new
          line = WebSocket::Client::Simple.connect(address)
          line.on(:message) { |event| replies << event.data }
          line.on(:close) { |event| replies << Closed.new(event) }
          replies.pop
        end
        """,
    ),
    "a connection for each thing that waits in a queue": (
        "typescript",
        """
        async function drain(queue: string[]) {
          while (queue.length > 0) {
            const next = queue.shift();
            await new Promise<void>((resolve) => {
              const line = new WebSocket(address);
              line.onmessage = () => line.close();
              line.onclose = () => resolve();
            });
          }
        }
        """,
    ),
    "one measurement after the other": (
        "typescript",
        """
        async function measure() {
          for (let round = 0; round < 10; round++) {
            await new Promise<void>((resolve) => {
              const line = new WebSocket(address);
              line.onmessage = () => line.close();
              line.onclose = () => resolve();
            });
            await sleep(100);
          }
        }
        """,
    ),
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
    "a closure that tells a queue": (
        "rust",
        """
        use web_sys::{CloseEvent, WebSocket};

        pub fn listen(address: &str, events: Sender<Event>) -> Result<WebSocket, JsValue> {
            let line = WebSocket::new(address)?;
            let ended = Closure::wrap(Box::new(move |event: CloseEvent| {
                events.send(Event::Closed(event.code()));
            }) as Box<dyn FnMut(CloseEvent)>);
            line.set_onclose(Some(ended.as_ref().unchecked_ref()));
            ended.forget();
            Ok(line)
        }
        """,
    ),
    "a closure that tells a component": (
        "rust",
        """
        use web_sys::{CloseEvent, WebSocket};

        pub fn listen(address: &str) -> WebSocket {
            let line = WebSocket::new(address).unwrap();
            let ended = Closure::<dyn FnMut(_)>::new(move |_: CloseEvent| {
                link.send_message(Event::Closed);
            });
            line.set_onclose(Some(ended.as_ref().unchecked_ref()));
            line
        }
        """,
    ),
    "a closure that leaves a note": (
        "rust",
        """
        use web_sys::{CloseEvent, WebSocket};

        pub fn listen(address: &str) -> WebSocket {
            let line = WebSocket::new(address).unwrap();
            let ended = Closure::<dyn FnMut(_)>::new(move |_: CloseEvent| {
                *lost.borrow_mut() = true;
            });
            line.set_onclose(Some(ended.as_ref().unchecked_ref()));
            line
        }
        """,
    ),
    "a closure that fills a queue": (
        "rust",
        """
        use web_sys::{CloseEvent, WebSocket};

        pub fn listen(address: &str) -> WebSocket {
            let line = WebSocket::new(address).unwrap();
            let ended = Closure::<dyn FnMut(_)>::new(move |_: CloseEvent| {
                events.borrow_mut().push_back(Event::Closed);
            });
            line.set_onclose(Some(ended.as_ref().unchecked_ref()));
            line
        }
        """,
    ),
    "a closure that hears of a data channel": (
        "rust",
        """
        use web_sys::{Event, RtcDataChannel, WebSocket};

        pub fn listen(channel: RtcDataChannel) {
            let ended = Closure::wrap(Box::new(move |_: Event| console::log_1(&"ended".into())) as Box<dyn FnMut(Event)>);
            channel.set_onclose(Some(ended.as_ref().unchecked_ref()));
            ended.forget();
        }
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
    "pipes to others that are closed, too": (
        "python",
        """
        from websocket import WebSocketConnectionClosedException, create_connection

        class Tunnel:
            def __init__(self, address, pipes):
                self.line = create_connection(address)
                self.pipes = pipes

            def pump(self):
                while True:
                    try:
                        number, *data = self.line.recv()
                    except WebSocketConnectionClosedException:
                        for pipe in self.pipes:
                            pipe.near.close()
                        return
                    self.pipes[number].near.write(data)
        """,
    ),
    "what was received is read by others, who learn that there is no more": (
        "typescript",
        """
        import WebSocket from "ws";
        import { makeQueue } from "./queue";

        export class Radio {
          private line?: WebSocket;

          async *programme() {
            const messageQueue = makeQueue();
            this.line = new WebSocket("wss://example.org/radio");
            this.line.on("message", (data) => messageQueue.write(data));
            this.line.on("close", (code: number) => {
              console.log(code);
              messageQueue.close();
            });
            yield* messageQueue;
          }
        }
        """,
    ),
    "a connection of its own class, which others listen to, too": (
        "typescript",
        """
        import WebSocket from "ws";

        export class Line extends WebSocket {
          private beat?: NodeJS.Timeout;

          constructor() {
            super("wss://example.org/line");
            this.on("close", this.ended.bind(this));
          }

          private ended(): void {
            clearInterval(this.beat);
          }
        }
        """,
    ),
    "a loop that waits longer each time in a promise of another name": (
        "typescript",
        """
        import WebSocket from "ws";
        import { CheckedPromise } from "./checked";

        export async function follow(address: string) {
          let failed = 0;
          while (true) {
            const line = new WebSocket(address);
            try {
              await new CheckedPromise((resolve, reject) => line.on("open", resolve).on("error", reject));
              await run(line);
            } catch (error) {
              const pause = Math.min(++failed * 2, 30);
              await new CheckedPromise((resolve) => setTimeout(resolve, pause * 1000));
            }
          }
        }
        """,
    ),
    "a loop that goes round again only where it has closed the connection itself": (
        "typescript",
        """
        import WebSocket from "ws";

        export class Transcript {
          private line!: WebSocket;

          async run() {
            while (!this.ended) {
              try {
                this.line = new WebSocket(this.address());
                await this.opened(this.line);
                const first = await Promise.race([this.listen(this.line), this.changed.wait()]);
                if (first === "changed") {
                  this.line.close();
                } else {
                  break;
                }
              } catch (error) {
                throw error;
              }
            }
          }
        }
        """,
    ),
    "a method that is told by name what to do, and waits longer each time": (
        "typescript",
        """
        export class Line {
          private socket!: WebSocket;
          private tries = 0;

          open() {
            this.socket = new WebSocket("wss://example.org/line");
            this.socket.onopen = (event) => this.handle("open", event);
            this.socket.onclose = (event) => this.handle("close", event);
            this.socket.onerror = (event) => this.handle("error", event);
          }

          private handle(kind: string, event: Event) {
            switch (kind) {
              case "close":
                setTimeout(() => this.handle("again", event), Math.random() * 500 * 2 ** this.tries++);
                break;
              case "again":
                this.open();
                break;
              default:
                this.tell(kind, event);
            }
          }
        }
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


def test_a_function_that_only_describes_an_error_adds_no_ways_through_the_handler() -> None:
    described = "".join(
        f'    if websocket.IsCloseError(err, {code}) {{\n        return "{code}"\n    }}\n'
        for code in range(4000, 4060)
    )
    source = (
        'package feed\n\nimport "github.com/gorilla/websocket"\n\n'
        f"func describe(err error) string {{\n{described}    return err.Error()\n}}\n\n"
        "func (f *Feed) open() {\n    f.line, _, _ = websocket.DefaultDialer.Dial(address, nil)\n    go f.read()\n}\n\n"
        "func (f *Feed) read() {\n    for {\n        _, message, err := f.line.ReadMessage()\n        if err != nil {\n"
        "            f.why = describe(err)\n            f.open()\n            return\n        }\n        f.show(message)\n    }\n}\n"
    )
    assert [rule for rule, _ in told("go", source, ABOUT)] == ["reconnect-without-backoff"]


@pytest.mark.parametrize(("path", "expected"), [("scripts/connection.ts", 1), ("scripts/test-connection.ts", 0)])
def test_a_script_to_try_a_server_with_need_not_come_back(path: str, expected: int) -> None:
    text = (
        b"const line = new WebSocket(address);\nline.onmessage = show;\nline.onclose = () => console.log('closed');\n"
    )
    found = check_text(path, text, Settings()).findings
    assert len([one for one in found if one.rule == "unhandled-going-away"]) == expected


ASKING = """\
function ask(question) {
  return new Promise((resolve, reject) => {
    const line = new WebSocket("wss://example.org/answers");
    line.onopen = () => line.send(question);
    %s
    line.onerror = reject;
    line.onclose = () => console.log("closed");
  });
}
"""


@pytest.mark.parametrize(
    ("heard", "stays"),
    [
        ("line.onmessage = (answer) => { resolve(answer.data); line.close(); };", False),
        ('line.addEventListener("message", (answer) => { show(answer); line.close(1000); });', False),
        ("line.onmessage = (it) => { if (it.data === 'end') { resolve(answers); line.close(); } };", False),
        ("line.onmessage = (it) => { if (it.data === 'kicked') line.close(); else show(it); };", True),
        ("line.onmessage = (it) => { show(it); dialog.close(); };", True),
    ],
)
def test_who_only_asks_need_not_come_back_after_the_answer(heard: str, stays: bool) -> None:
    assert bool(findings("javascript", ASKING % heard, "unhandled-going-away")) == stays
