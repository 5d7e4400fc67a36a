"""Clients of small programs: run in a thread, by a function that calls itself at its end, or outside every function."""

import pytest

from .support import findings, told

ABOUT = ("reconnect-without-backoff", "unhandled-going-away")

THREAD = """
    import threading
    import websocket


    class Board:
        def start(self):
            self.line = websocket.WebSocketApp(URL, on_message=self.show, on_close=self.lost)
            self.thread = threading.Thread(target={target})
            self.thread.start()

        def run(self):
            {run}

        def show(self, line, text):
            self.text = text

        def lost(self, line, code, reason):
            print("lost", code)
    """


def in_thread(target: str, run: str = "pass") -> str:
    return THREAD.replace("{target}", target).replace("{run}", run)


ONCE = {
    "a lambda": in_thread("lambda: self.line.run_forever(ping_interval=20)"),
    "a method": in_thread("self.run", "self.line.run_forever()"),
}

AGAIN = {
    "a lambda that asks the library": in_thread("lambda: self.line.run_forever(reconnect=5)"),
    "a method with a loop": in_thread("self.run", "while True: self.line.run_forever(); time.sleep(3)"),
    "a method that does more when it is over": in_thread("self.run", "self.line.run_forever(); self.start()"),
}

TOLD = {
    "a function that calls itself once the client has closed": (
        """
        import time
        import websocket

        def run():
            line = websocket.WebSocketApp(URL, on_message=print)
            line.run_forever()
            time.sleep(5)
            run()
        """,
        "time.sleep(5)",
    ),
    "a method that does so in a `finally`": (
        """
        import time
        import websocket

        class Feed:
            def run(self):
                try:
                    self.line = websocket.WebSocketApp(URL, on_message=self.show)
                    self.line.run_forever()
                except OSError as error:
                    print(error)
                finally:
                    time.sleep(4)
                    self.run()
        """,
        "time.sleep(4)",
    ),
    "a handler that is put into a client": (
        """
        import threading
        import websocket

        class Board:
            def start(self):
                self.line = websocket.WebSocketApp(URL)
                self.line.on_close = self._lost
                threading.Thread(target=self.line.run_forever).start()

            def _lost(self, line, code, reason):
                self.start()
        """,
        "self.start()",
    ),
    "an `except` of a script": (
        """
        import time
        import websocket

        line = websocket.create_connection(URL)
        while True:
            try:
                print(line.recv())
            except websocket.WebSocketConnectionClosedException:
                time.sleep(1)
                line.connect(URL)
        """,
        "line.connect(URL)",
    ),
}

LEFT_ALONE = {
    "one question after the other": """
        import websocket

        def ask():
            line = websocket.create_connection(URL)
            line.send(input())
            print(line.recv())
            line.close()
            ask()
        """,
    "a function that reads on": """
        import websocket

        class Feed:
            def connect(self):
                self.line = websocket.create_connection(URL)
                self.read()

            def read(self):
                print(self.line.recv())
                self.read()
        """,
    "one host after the other": """
        import websockets

        async def probe(hosts):
            if not hosts:
                return
            line = await websockets.connect(hosts.pop())
            print(await line.recv())
            await probe(hosts)
        """,
    "the messages of something else": """
        import time
        import websocket

        def follow(queue):
            line = websocket.create_connection(URL)
            for message in queue:
                line.send(message)
            time.sleep(5)
            follow(queue)
        """,
    "a script that has another host": """
        import websocket

        line = websocket.WebSocket()
        try:
            line.connect(NEAR)
            print(line.recv())
        except OSError:
            line.connect(FAR)
        """,
    "a script that ends with its connection": """
        import websocket

        line = websocket.create_connection(URL)
        while True:
            try:
                print(line.recv())
            except websocket.WebSocketConnectionClosedException:
                break
        """,
}


@pytest.mark.parametrize("source", ONCE.values(), ids=ONCE)
def test_a_client_that_a_thread_runs_once_stays_away(source: str) -> None:
    assert [rule for rule, _ in told("python", source, ABOUT)] == ["unhandled-going-away"]


@pytest.mark.parametrize("source", AGAIN.values(), ids=AGAIN)
def test_a_client_that_a_thread_may_run_again_does_not(source: str) -> None:
    assert "unhandled-going-away" not in [rule for rule, _ in told("python", source, ABOUT)]


@pytest.mark.parametrize(("source", "place"), TOLD.values(), ids=TOLD)
def test_what_is_told(source: str, place: str) -> None:
    [(rule, text)] = told("python", source, ABOUT)
    assert (rule, text.startswith(place)) == ("reconnect-without-backoff", True)


@pytest.mark.parametrize("source", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_left_alone(source: str) -> None:
    assert not told("python", source, ABOUT)


SESSION = {
    "go": """\
package feed

import "github.com/gorilla/websocket"

func run(url string) {
	listen(url)
	time.Sleep(5 * time.Second)
	run(url)
}

func listen(url string) {
	line, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return
	}
	defer line.Close()
	for {
		if _, _, err := line.ReadMessage(); err != nil {
			return
		}
	}
}
""",
    "rust": """\
use tokio_tungstenite::connect_async;

#[async_recursion]
async fn run(url: String) {
    listen(&url).await;
    sleep(Duration::from_secs(5)).await;
    run(url).await;
}

async fn listen(url: &str) {
    let Ok((mut line, _)) = connect_async(url).await else { return };
    while let Some(Ok(news)) = line.next().await {
        println!("{news}");
    }
}
""",
}


@pytest.mark.parametrize(("language", "source"), SESSION.items(), ids=SESSION)
def test_a_function_that_calls_itself_after_each_session_comes_back(language: str, source: str) -> None:
    assert [rule for rule, _ in told(language, source, ABOUT)] == ["reconnect-without-backoff"]


def test_the_call_that_a_function_of_rust_puts_in_a_box_is_one_of_itself() -> None:
    source = SESSION["rust"].replace("run(url).await", "Box::pin(run(url)).await")
    assert [rule for rule, _ in told("rust", source, ABOUT)] == ["reconnect-without-backoff"]


def test_a_function_that_asks_one_host_after_the_other_comes_back_to_none() -> None:
    source = SESSION["rust"].replace("while let Some(Ok(news))", "if let Some(Ok(news))")
    assert not told("rust", source, ("reconnect-without-backoff",))


def test_what_opens_several_side_by_side_comes_back_to_none() -> None:
    source = "const next = ([host, ...more]) => {\n  lines.push(new WebSocket(host));\n  next(more);\n};\n"
    assert not told("javascript", source, ABOUT)


def test_what_is_no_loop_is_not_repaired_as_one() -> None:
    source = """\
import "github.com/gorilla/websocket"

func run() {
	conn, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err == nil {
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				break
			}
		}
	}
	time.Sleep(5 * time.Second)
	run()
}
"""
    found = findings("go", "package feed\n\n" + source, "reconnect-without-backoff")
    assert len(found) == 1
    assert not found[0].fixes
