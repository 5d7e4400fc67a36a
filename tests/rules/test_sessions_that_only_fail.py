"""A function that never comes to a good end: what a loop would do after one it never does, and it connects again."""

import pytest

from .support import findings

FEED = """use anyhow::{anyhow, bail, Result};
use futures_util::StreamExt;
use tokio_tungstenite::{connect_async, tungstenite::Message};

pub async fn run(url: &str) {
    let mut wait = Duration::from_secs(1);
    RUN
}

async fn session(url: &str) -> Result<()> {
    let (mut line, _) = connect_async(url).await?;
    while let Some(message) = line.next().await {
        match message? {
            Message::Text(text) => show(&text),
            Message::Close(_) => GONE,
            _ => {}
        }
    }
    END
}
"""

SLOWER = "{ tokio::time::sleep(wait).await; wait = wait * 2; }"
MATCH = "loop { match session(url).await { Ok(()) => break, Err(error) => " + SLOWER + " } }"
NAMED = (
    "loop { let ended = session(url).await; match ended { Ok(_) => return, Err(error) if error.is_late() => warn(), Err(error) => "
    + SLOWER
    + " } }"
)
WHILE = "while let Err(error) = session(url).await " + SLOWER

ONLY_FAILS = [
    ("break", 'Err("the stream has ended".into())'),
    ("break", 'bail!("the stream has ended")'),
    ('return Err(anyhow!("closed"))', 'anyhow::bail!("the stream has ended")'),
    ('bail!("closed")', 'return Err(anyhow!("the stream has ended"));'),
]

ENDS_WELL_TOO = [
    ("return Ok(())", 'bail!("the stream has ended")'),
    ("break", "Ok(())"),
    ("break", "self.finish().await"),
    ("break", "if over() { Ok(()) } else { Err(anyhow!(1)) }"),
]


def of_normal(run: str, gone: str, end: str) -> list[str]:
    source = FEED.replace("RUN", run).replace("GONE", gone).replace("END", end)
    return [one.message for one in findings("rust", source, "reconnect-on-normal")]


@pytest.mark.parametrize("run", [MATCH, NAMED, WHILE])
@pytest.mark.parametrize(("gone", "end"), ONLY_FAILS)
def test_a_loop_around_what_only_fails(run: str, gone: str, end: str) -> None:
    assert len(of_normal(run, gone, end)) == 1


@pytest.mark.parametrize("run", [MATCH, NAMED, WHILE])
@pytest.mark.parametrize(("gone", "end"), ENDS_WELL_TOO)
def test_a_loop_around_what_may_end_well(run: str, gone: str, end: str) -> None:
    assert of_normal(run, gone, end) == []


@pytest.mark.parametrize(
    "run",
    [
        MATCH.replace("Err(error) =>", "Err(error) if error.is_over() => return, Err(error) =>"),
        MATCH.replace("Err(error) =>", "Err(_) if over() => break, Err(error) =>"),
        MATCH.replace("Err(error) =>", "Err(Lost::Refused) =>").replace("Ok(()) => break", "Err(_) => break"),
        MATCH.replace("{ tokio", "{ if over() { return; } tokio"),
        "while let Ok(()) = session(url).await " + SLOWER,
    ],
)
def test_a_loop_that_some_errors_leave(run: str) -> None:
    assert of_normal(run, *ONLY_FAILS[0]) == []


def test_a_loop_that_is_left_by_an_error() -> None:
    run = "loop { if let Err(error) = session(url).await { warn(&error); } if spent() { bail!(1) } tokio::time::sleep(wait).await; }"
    assert of_normal(run, "break", "Ok(())") == []
    assert len(of_normal(run.replace("if spent() { bail!(1) }", ""), "break", "Ok(())")) == 1


ITERATOR = """import asyncio

import websockets


class Feed:
    def __init__(self, url):
        self.opening = websockets.connect(url)
        self.line = None

    async def __anext__(self):
        while True:
            try:
                await self.connected()
                GIVEN
            except (ConnectionRefusedError, websockets.ConnectionClosedError):
                self.line = None
                await asyncio.sleep(1)

    async def connected(self):
        if self.line is None:
            self.line = await OPENED
"""


@pytest.mark.parametrize(
    ("given", "opened", "count"),
    [
        ("message = await self.line.recv(); return message", "websockets.connect(self.url)", 1),
        ("message = await self.line.recv(); return json.loads(message)", "self.opening.__aenter__()", 1),
        ("return await self.line.recv()", "websockets.connect(self.url)", 1),
        ("return json.loads(await self.line.recv())", "websockets.connect(self.url)", 1),
        (
            "await self.line.recv(); return self.line",
            "websockets.connect(self.url)",
            0,
        ),  # it retries the first connection
    ],
)
def test_an_iterator_that_connects_again_for_the_next_message(given: str, opened: str, count: int) -> None:
    source = ITERATOR.replace("GIVEN", given).replace("OPENED", opened)
    assert len(findings("python", source, "reconnect-without-backoff")) == count
