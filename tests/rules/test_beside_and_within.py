"""Clients whose reading, waiting and connecting lie in functions that others call or run beside."""

import pytest

from .support import told

ABOUT = ("reconnect-without-backoff", "unhandled-going-away")

TOLD = {
    "a method that only calls another one of its name, with more arguments": (
        "java",
        "reconnect-without-backoff",
        """
        import org.eclipse.jetty.websocket.api.Session;
        import org.eclipse.jetty.websocket.api.WebSocketListener;
        import org.eclipse.jetty.websocket.client.WebSocketClient;

        class Ticker implements WebSocketListener {
            private final WebSocketClient client = new WebSocketClient();
            private Session line;

            void connect() throws Exception {
                connect(null);
            }

            void connect(Runnable then) throws Exception {
                line = client.connect(this, ADDRESS).get();
            }

            @Override
            public void onWebSocketClose(int code, String reason) {
                if (code != 1000) connect();
            }
        }
        """,
        "connect()",
    ),
    "a pause of so many milliseconds": (
        "java",
        "reconnect-without-backoff",
        """
        import java.time.Duration;
        import okhttp3.*;

        class Ticker extends WebSocketListener {
            static Duration PAUSE = Duration.ofSeconds(3);
            private final OkHttpClient client = new OkHttpClient();

            void connect() {
                client.newWebSocket(request, this);
            }

            @Override
            public void onClosed(WebSocket line, int code, String reason) {
                if (code == 1000) return;
                Thread.sleep(PAUSE.toMillis());
                connect();
            }
        }
        """,
        "connect()",
    ),
    "a function that is called where it is written": (
        "go",
        "reconnect-without-backoff",
        """
        package feed

        import "github.com/gorilla/websocket"

        type Feed struct {
            line *websocket.Conn
        }

        func (f *Feed) dial() {
            f.line, _, _ = websocket.DefaultDialer.Dial(URL, nil)
        }

        func (f *Feed) again() {
            f.line.Close()
            go func() {
                f.dial()
            }()
        }

        func (f *Feed) read() {
            for {
                _, _, err := f.line.ReadMessage()
                if err != nil {
                    f.again()
                }
            }
        }
        """,
        "f.again()",
    ),
    "one method connects, another one reads": (
        "go",
        "reconnect-without-backoff",
        """
        package feed

        import (
            "time"

            "github.com/gorilla/websocket"
        )

        type Feed struct {
            line *websocket.Conn
        }

        func (f *Feed) dial() {
            f.line, _, _ = websocket.DefaultDialer.Dial(URL, nil)
        }

        func (f *Feed) read() {
            for {
                if _, _, err := f.line.ReadMessage(); err != nil {
                    return
                }
            }
        }

        func (f *Feed) run() {
            for {
                f.dial()
                f.read()
                time.Sleep(5 * time.Second)
            }
        }
        """,
        "time.Sleep(5 * time.Second)",
    ),
    "a task reads": (
        "python",
        "reconnect-without-backoff",
        """
        import asyncio
        import websockets

        class Feed:
            async def session(self):
                self.line = await websockets.connect(URL)
                listener = asyncio.create_task(self.listen())
                await asyncio.sleep(0.5)
                await listener

            async def listen(self):
                async for message in self.line:
                    print(message)

            async def run(self):
                while not self.stopped:
                    await self.session()
                    await asyncio.sleep(5)
        """,
        "asyncio.sleep(5)",
    ),
    "something that is started beside waits for itself alone": (
        "python",
        "reconnect-without-backoff",
        """
        import asyncio
        import time
        import websocket

        class Feed:
            def connect(self):
                asyncio.create_task(self.watch())
                self.app = websocket.WebSocketApp(URL, on_close=self.on_close)
                self.app.run_forever()

            async def watch(self):
                await asyncio.sleep(self.period())

            def on_close(self, app, code, reason):
                time.sleep(10)
                self.connect()
        """,
        "self.connect()",
    ),
    "whatever went wrong": (
        "python",
        "reconnect-without-backoff",
        """
        import asyncio
        import websockets

        class Feed:
            async def connect(self):
                self.line = await websockets.connect(URL)

            async def watch(self):
                while self.running:
                    try:
                        await self.line.ping()
                        await asyncio.sleep(2)
                    except Exception:
                        await self.connect()
        """,
        "self.connect()",
    ),
    "a loop of Ruby around an event loop": (
        "ruby",
        "reconnect-without-backoff",
        """
        require 'faye/websocket'

        class Feed
          def connect
            EM.run do
              @line = Faye::WebSocket::Client.new(URL)
              @line.on :close do |event|
                EM.stop
              end
            end
          end

          def run
            loop do
              connect
              sleep 5
            end
          end
        end
        """,
        "sleep 5",
    ),
    "a loop of Ruby around an event loop that runs a method of its own": (
        "ruby",
        "reconnect-without-backoff",
        """
        require 'faye/websocket'

        class Prices
          def run
            loop do
              EM.run do
                listen(URL)
              end
              sleep 5
            end
          end

          def listen(url)
            line = Faye::WebSocket::Client.new(url)
            line.on :close do |event|
              EM.stop
            end
          end
        end
        """,
        "sleep 5",
    ),
    "a loop of PHP around an event loop": (
        "php",
        "reconnect-without-backoff",
        """
        <?php
        class Feed
        {
            public function run()
            {
                while (true) {
                    $this->listen();
                    sleep(5);
                }
            }

            public function listen()
            {
                $loop = \\React\\EventLoop\\Loop::get();
                \\Ratchet\\Client\\connect(URL)->then(function ($line) use ($loop) {
                    $line->on('close', function () use ($loop) {
                        $loop->stop();
                    });
                });
                $loop->run();
            }
        }
        """,
        "sleep(5)",
    ),
}

LEFT_ALONE = {
    "an old connection is closed before there is a new one": (
        "python",
        """
        import websocket

        class Feed:
            def connect(self):
                try:
                    self.app.close()
                except Exception:
                    print("never mind")
                self.app = websocket.WebSocketApp(URL, on_message=print)
                self.app.run_forever()
        """,
    ),
    "a bound of what grows": (
        "rust",
        """
        use std::time::Duration;
        use tokio_tungstenite::connect_async;

        pub async fn run() {
            let mut backoff = 1;
            loop {
                if let Ok((mut line, _)) = connect_async(URL).await {
                    while let Some(Ok(message)) = line.next().await {
                        println!("{}", message);
                    }
                }
                let pause = backoff.min(60);
                tokio::time::sleep(Duration::from_secs(pause)).await;
                backoff *= 2;
            }
        }
        """,
    ),
    "a supervisor that connects only where there is nothing": (
        "python",
        """
        import asyncio
        import websockets

        class Feed:
            async def ensure(self):
                if self.line is not None:
                    return
                self.line = await websockets.connect(URL)
                asyncio.create_task(self.listen())

            async def listen(self):
                async for message in self.line:
                    print(message)

            async def run(self):
                while True:
                    await self.ensure()
                    await asyncio.sleep(30)
        """,
    ),
    "a method that backs off": (
        "ruby",
        """
        require 'faye/websocket'

        class Feed
          def connect
            EM.run do
              @line = Faye::WebSocket::Client.new(URL)
              @line.on :close do |event|
                EM.stop
              end
            end
          end

          def run
            until @stopped
              connect
              back_off! unless @stopped
            end
          end
        end
        """,
    ),
    "the handler for a close speaks, not the one for the rest beside it": (
        "python",
        """
        import websockets

        class Feed:
            async def connect(self):
                self.line = await websockets.connect(URL)

            async def read(self):
                try:
                    await self.line.recv()
                except websockets.ConnectionClosed as error:
                    self.finish(error)
                except Exception:
                    await self.connect()
        """,
    ),
    "case after case, each over a connection of its own": (
        "php",
        """
        <?php
        use Amp\\Websocket\\Client\\Rfc6455Connector;
        use Amp\\Websocket\\Client\\WebsocketHandshake;

        $connector = new Rfc6455Connector();
        for ($case = 1; $case < $cases; $case++) {
            $handshake = new WebsocketHandshake('ws://127.0.0.1:9001/runCase?case=' . $case);
            $connection = $connector->connect($handshake);
            while ($message = $connection->receive()) {
                $connection->sendText($message->buffer());
            }
        }
        """,
    ),
    "one measurement after the other": (
        "dart",
        """
        import 'package:web_socket_channel/web_socket_channel.dart';

        Future<int> measure(Uri address) async {
          final watch = Stopwatch()..start();
          final line = WebSocketChannel.connect(address);
          await for (final text in line.stream) {
            print(text);
          }
          return watch.elapsedMilliseconds;
        }

        Future<void> best() async {
          for (var place = 0; place < 3; place++) {
            final address = await regions.next();
            final time = await measure(address);
            times.add(time);
          }
        }
        """,
    ),
    "many clients of a class of one's own side by side": (
        "csharp",
        """
        using NetCoreServer;

        class Caller : WsClient  // a WebSocket
        {
            public Caller(string address, int port) : base(address, port) {}
        }

        class Program
        {
            static void Main(string[] args)
            {
                var callers = new List<Caller>();
                for (int i = 0; i < many; i++)
                {
                    var caller = new Caller("127.0.0.1", 8080);
                    callers.Add(caller);
                }
            }
        }
        """,
    ),
    "many connections side by side": (
        "javascript",
        """
        const lines = [];
        for (let place = 0; place < 50; place++) {
            lines[place] = new WebSocket("ws://localhost:8080/?" + place);
            lines[place].onmessage = (event) => count(event.data);
        }
        for (const line of lines) line.onclose = () => fail("lost one");
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
