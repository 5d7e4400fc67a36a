"""Loops that only wait until a server is there or somebody has typed, and waits that a select chooses."""

import pytest

from .support import Case, findings, invalid, run, valid

RUST = """\
use std::time::Duration;
use tokio_tungstenite::connect_async;

async fn probe(url: &str) {{
    loop {{
        {}
        tokio::time::sleep(Duration::from_millis(50)).await;
    }}
}}
"""
PROBES = {
    "a test for what came of it": "if let Ok((line, _)) = connect_async(url).await { drop(line); break; }",
    "within a time": (
        "if let Ok(Ok((line, _))) = tokio::time::timeout(Duration::from_secs(1), connect_async(url)).await { drop(line); break; }"
    ),
    "a branch for failures": 'if let Err(error) = connect_async(url).await { eprintln!("{error}"); } else { break; }',
    "an error that is kept": (
        "let error = match connect_async(url).await {\n            Ok((line, _)) => { drop(line); break; }\n"
        "            Err(error) => error.to_string(),\n        };\n        report(error);"
    ),
}


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES)
@pytest.mark.parametrize("rule", ["reconnect-without-backoff", "reconnect-on-normal"])
def test_a_loop_until_a_server_is_there_is_no_reconnect(probe: str, rule: str) -> None:
    assert findings("rust", RUST.format(probe), rule) == []


def test_a_loop_that_goes_on_after_a_session_reconnects() -> None:
    session = "if let Ok((mut line, _)) = connect_async(url).await { while let Some(Ok(message)) = line.next().await { show(message); } }"
    assert len(findings("rust", RUST.format(session), "reconnect-without-backoff")) == 1


PROMPTS = {
    "a menu": valid(
        "python",
        "import websocket\n\n\ndef menu():\n    while True:\n        asked = input('what? ')\n        if asked == '1':\n"
        "            listen()\n        elif asked == '2':\n            break\n\n\ndef listen():\n"
        "    line = websocket.create_connection(ADDRESS)\n    while True:\n        print(line.recv())\n",
    ),
    "somebody else is told to ask": valid(
        "python",
        "import asyncio\nimport websockets\n\n\nasync def shell(url):\n    while True:\n        asked = await asyncio.to_thread(input, '> ')\n"
        "        try:\n            await answer(url, asked)\n        except EOFError:\n            break\n\n\nasync def answer(url, asked):\n"
        "    async with websockets.connect(url) as line:\n        await line.send(asked)\n        async for message in line:\n            print(message)\n",
    ),
    "a line that is read in the loop's head": valid(
        "java",
        "import javax.websocket.*;\n\nclass Shell {\n    void run() throws Exception {\n        String typed;\n"
        "        while ((typed = console.readLine()) != null) {\n            if (typed.startsWith(\"open \")) { open(typed); }\n"
        "        }\n    }\n    void open(String address) throws Exception {\n"
        "        session = ContainerProvider.getWebSocketContainer().connectToServer(Line.class, URI.create(address));\n"
        "        while (session.isOpen()) { Thread.sleep(10); }\n    }\n}\n",
    ),
    "what is typed is sent": invalid(
        "python",
        "import websocket\n\n\ndef listen():\n    while True:\n        line = «websocket.create_connection(ADDRESS)»\n"
        "        while True:\n            try:\n                line.send(input())\n                print(line.recv())\n"
        "            except websocket.WebSocketConnectionClosedException:\n                break\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PROMPTS.values(), ids=PROMPTS)
def test_a_loop_that_waits_for_somebody_to_type_does_not_reconnect(case: Case) -> None:
    run("reconnect-without-backoff", case)


PROXY = """\
use futures_util::StreamExt;
use tokio_tungstenite::connect_async;

async fn relay(address: String) -> anyhow::Result<()> {{
    let (mut line, _) = connect_async(address).await?;
    while let Some(message) = line.next().await {{
        show(message?);
    }}
    Ok(())
}}

async fn serve(listener: TcpListener, mut wanted: Receiver<String>) -> anyhow::Result<()> {{
    loop {{
        {}
    }}
}}
"""
SERVED = {
    "a client comes in": (
        "let (stream, _) = listener.accept().await?;\n        if let Err(error) = relay(upstream(stream)).await { report(error); }",
        0,
    ),
    "each is served beside": (
        "let address = wanted.recv().await.unwrap();\n"
        "        tokio::spawn(async move { if let Err(error) = relay(address).await { report(error); } });",
        0,
    ),
    "each is connected beside": (
        "if let Some(address) = wanted.recv().await {\n            tokio::spawn(async move {\n"
        "                let (mut line, _) = connect_async(address).await.unwrap();\n"
        "                while let Some(message) = line.next().await { show(message.unwrap()); }\n            });\n        }",
        0,
    ),
    "it waits for what it runs": (
        "let task = tokio::spawn(async move { if let Err(error) = relay(ADDRESS.into()).await { report(error); } });\n"
        "        let _ = task.await;",
        1,
    ),
    "a loop that is run beside": (
        "tokio::spawn(async move {\n            loop { if let Err(error) = relay(ADDRESS.into()).await { report(error); } }\n"
        "        });\n        wanted.recv().await;",
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), SERVED.values(), ids=SERVED)
@pytest.mark.parametrize("rule", ["reconnect-without-backoff", "reconnect-on-normal"])
def test_a_loop_that_serves_whoever_comes_does_not_reconnect(body: str, expected: int, rule: str) -> None:
    assert len(findings("rust", PROXY.format(body), rule)) == expected


def test_a_server_that_connects_for_each_client_does_not_reconnect() -> None:
    text = (
        "import websockets\n\n\nasync def serve(listener):\n    while True:\n        client = await listener.accept()\n"
        "        try:\n            await relay(client)\n        except websockets.ConnectionClosed:\n            pass\n\n\n"
        "async def relay(client):\n    async with websockets.connect(ADDRESS) as line:\n"
        "        async for message in line:\n            client.give(message)\n"
    )
    assert findings("python", text, "reconnect-without-backoff") == []


DIALS = """\
import asyncio
import threading
import time

import websocket
import websockets


class Feed:
    async def dial(self, url):
        while not self.is_open() and self.tries < 5:
            self.tries += 1
            {}
"""
SESSIONS = {
    "none": ("self.line = await websockets.connect(url)\n            await asyncio.sleep(1)", 0),
    "on a thread": (
        "self.app = websocket.WebSocketApp(url)\n            threading.Thread(target=lambda: self.app.run_forever()).start()\n"
        "            time.sleep(1)",
        0,
    ),
    "what runs the client": (
        "self.app = websocket.WebSocketApp(url)\n            self.app.run_forever()\n            time.sleep(1)",
        1,
    ),
    "all that comes": (
        "async with websockets.connect(url) as line:\n                async for message in line:\n                    print(message)\n"
        "            await asyncio.sleep(1)",
        1,
    ),
}


@pytest.mark.parametrize(("session", "expected"), SESSIONS.values(), ids=SESSIONS)
def test_a_loop_until_it_is_open_reconnects_if_it_stays_with_the_connection(session: str, expected: int) -> None:
    assert len(findings("python", DIALS.format(session), "reconnect-without-backoff")) == expected


GO = """\
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {{
	conn *websocket.Conn
	stop chan struct{{}}
	wake chan struct{{}}
}}

func (f *Feed) open() error {{
	conn, _, err := websocket.DefaultDialer.Dial(address, nil)
	if err != nil {{
		return err
	}}
	f.conn = conn
	go f.listen()
	return nil
}}

func (f *Feed) listen() {{
	for {{
		if _, _, err := f.conn.ReadMessage(); err != nil {{
			f.again()
			return
		}}
	}}
}}

func (f *Feed) again() {{
	wait := 5 * time.Second
	for {{
		select {{
		case <-f.stop:
			return
		{}
		}}
		if err := f.open(); err == nil {{
			return
		}}
		{}
	}}
}}
"""
WAITS = {
    "one wait": (GO.format("case <-time.After(wait):", ""), "Reconnects after a fixed delay (wait)"),
    "a wait that grows": (GO.format("case <-time.After(wait):", "wait *= 2"), None),
    "somebody may wake it": (
        GO.format("case <-time.After(wait):\n\t\tcase <-f.wake:", ""),
        "Reconnects after a fixed delay (wait)",
    ),
}


@pytest.mark.parametrize(("source", "said"), WAITS.values(), ids=WAITS)
def test_a_wait_that_a_select_chooses(source: str, said: str | None) -> None:
    found = [one.message for one in findings("go", source, "reconnect-without-backoff")]
    assert [one for one in found if said is None or not one.startswith(said)] == []
    assert len(found) == (said is not None)
