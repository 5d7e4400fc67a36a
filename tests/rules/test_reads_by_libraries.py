"""Clients that read by a function of the library which is given the connection, and wait by what the library brings."""

import pytest

from .support import findings, told

ABOUT = ("reconnect-without-backoff", "unhandled-going-away")

GO = """
package feed

import (
    "context"
    "time"

    "{module}"
    {more}
)

type Feed struct {{
    line *websocket.Conn
    url  string
}}

func (f *Feed) dial(ctx context.Context) {{
    for {{
        line, {unused}err := websocket.{dial}
        if err == nil {{
            f.line = line
            return
        }}
        time.Sleep(time.Second)
    }}
}}

func (f *Feed) run(ctx context.Context) {{
    f.dial(ctx)
    for {{
        var note map[string]any
        {read}
            f.dial(ctx)
            continue
        }}
        show(note)
    }}
}}
"""
CODER = {"module": "github.com/coder/websocket", "dial": "Dial(ctx, f.url, nil)", "unused": "_, "}
OF_CODER = {**CODER, "more": '"github.com/coder/websocket/wsjson"'}
OF_X_NET = {"module": "golang.org/x/net/websocket", "more": "", "dial": "Dial(f.url, ORIGIN, ORIGIN)", "unused": ""}
OF_GORILLA = {
    "module": "github.com/gorilla/websocket",
    "more": "",
    "dial": "DefaultDialer.Dial(f.url, nil)",
    "unused": "_, ",
}

WASM = """
use futures_util::StreamExt;
use gloo_net::websocket::futures::WebSocket;
use gloo_timers::future::TimeoutFuture;

pub async fn follow(url: String) {{
    let mut wait = 500;
    loop {{
        let mut line = WebSocket::open(&url).unwrap();
        while let Some(Ok(note)) = line.next().await {{
            show(note);
        }}
        {grow}
        TimeoutFuture::new(wait).await;
    }}
}}
"""

CLOSED = """
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::{{closure::Closure, JsCast}};
use web_sys::{{CloseEvent, WebSocket}};

pub fn connect(url: String) {{
    let line = WebSocket::new(&url).unwrap();
    let closed = Closure::<dyn FnMut(_)>::new(move |_: CloseEvent| {{
        let url = url.clone();
        {again}
    }});
    line.set_onclose(Some(closed.as_ref().unchecked_ref()));
    closed.forget();
}}
"""

EACH = """
use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::{{connect_async, tungstenite}};

pub async fn run(url: &str) {{
    loop {{
        if let Err(error) = follow(url).await {{
            log::error!("{{error}}");
        }}
        tokio::time::sleep(Duration::from_secs(5)).await;
    }}
}}

async fn follow(url: &str) -> Result<(), tungstenite::Error> {{
    let (line, _) = connect_async(url).await?;
    let (_, notes) = line.split();
    {read}
    Ok(())
}}
"""

SET = """
package feed

import (
    "log"

    "github.com/gorilla/websocket"
)

type Feed struct {{
    line *websocket.Conn
    url  string
    more bool
}}

func open(url string) *Feed {{
    line, _, _ := websocket.DefaultDialer.Dial(url, nil)
    feed := &Feed{{line: line, url: url, more: true}}
    listen(feed, line)
    return feed
}}

func listen(feed *Feed, line *websocket.Conn) {{
    line.SetCloseHandler(feed.closed)
}}

func (f *Feed) closed(code int, text string) error {{
    {then}
    return nil
}}

func (f *Feed) again() {{
    f.line, _, _ = websocket.DefaultDialer.Dial(f.url, nil)
    listen(f, f.line)
}}

func (f *Feed) Close() {{
    f.more = false
    f.line.Close()
}}
"""

BEATS = """
package feed

import (
    "time"

    "github.com/gorilla/websocket"
)

func follow() error {{
    line, _, err := websocket.DefaultDialer.Dial(URL, nil)
    if err != nil {{
        return err
    }}
    for {{
        if _, _, err := line.ReadMessage(); err != nil {{
            return err
        }}
    }}
}}

func run(done chan bool) {{
    wait := time.Second
    {timer}
    for {{
        follow()
        {again}
        select {{
        case <-done:
            return
        case <-timer.C:
        }}
    }}
}}
"""

TOLD = {
    "a helper of another package of the library reads": (
        "go",
        GO.format(**OF_CODER, read="if err := wsjson.Read(ctx, f.line, &note); err != nil {"),
        "f.dial(ctx)",
    ),
    "a codec of the library reads": (
        "go",
        GO.format(**OF_X_NET, read="if err := websocket.JSON.Receive(f.line, &note); err != nil {"),
        "f.dial(ctx)",
    ),
    "all that a read gives is its error": (
        "go",
        GO.format(**OF_GORILLA, read="if err := f.line.ReadJSON(&note); err != nil {"),
        "f.dial(ctx)",
    ),
    "a handler that the connection is given": (
        "go",
        SET.format(then="if f.more {\n        f.again()\n    }"),
        "f.again()",
    ),
    "a wait that is an object": ("rust", WASM.format(grow=""), "TimeoutFuture::new(wait)"),
    "a timer that is an object": (
        "rust",
        CLOSED.format(again="Timeout::new(2000, move || connect(url)).forget();"),
        "Timeout::new(2000, move || connect(url))",
    ),
    "a timer of a framework": (
        "rust",
        CLOSED.format(again="set_timeout(move || connect(url), Duration::from_secs(2));"),
        "set_timeout(move || connect(url), Duration::from_secs(2))",
    ),
    "what goes through all that a connection gives": (
        "rust",
        EACH.format(read="notes.for_each(|note| async { show(note) }).await;"),
        "tokio::time::sleep(Duration::from_secs(5))",
    ),
}

SILENT = {
    "another package's function is given the connection": (
        "go",
        GO.format(
            **{**CODER, "more": '"example.org/feed/frames"'}, read="if err := frames.Read(ctx, f.line); err != nil {"
        ),
    ),
    "a handler that only writes down what the read tells, too": ("go", SET.format(then="log.Println(code, text)")),
    "a wait that is an object, and grows": ("rust", WASM.format(grow="wait = (wait * 2).min(30_000);")),
    "a timer that is set to a growing wait": (
        "go",
        BEATS.format(timer="timer := time.NewTimer(wait)", again="wait *= 2\n        timer.Reset(wait)"),
    ),
    "what goes through something else": (
        "rust",
        EACH.format(read="OPTIONS.iter().for_each(|option| line.set(option));"),
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_told(case: str) -> None:
    language, source, at = TOLD[case]
    ((rule, rest),) = told(language, source, ABOUT)
    assert rule == "reconnect-without-backoff"
    assert rest.startswith(at)


@pytest.mark.parametrize("case", SILENT)
def test_silent(case: str) -> None:
    language, source = SILENT[case]
    assert told(language, source, ABOUT) == []


def test_a_beat_is_a_fixed_wait() -> None:
    source = BEATS.format(timer="timer := time.NewTicker(wait)", again="")
    (found,) = findings("go", source, "reconnect-without-backoff")
    assert "fixed delay" in found.message
