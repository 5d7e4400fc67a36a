"""Switches on a received code: which arms run on into the next one."""

import pytest

from .support import findings

RULES = ("reconnect-on-normal", "reconnect-without-backoff")

CSHARP = """using WebSocketSharp;

class Feed {
    private WebSocket line;

    void Open() {
        line = new WebSocket(address);
        line.OnClose += Gone;
        line.Connect();
    }

    void Gone(object sender, CloseEventArgs e) {
        switch (e.Code) {
            %s
        }
    }
}
"""

JAVA = """import okhttp3.*;

class Feed extends WebSocketListener {
    private final OkHttpClient client = new OkHttpClient();

    void open() {
        client.newWebSocket(new Request.Builder().url(address).build(), this);
    }

    @Override public void onClosed(WebSocket line, int code, String reason) {
        switch (code) {
            %s
        }
    }
}
"""

DART = """import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  late WebSocketChannel line;

  void open() {
    line = WebSocketChannel.connect(address);
    line.stream.listen(show, onDone: () {
      switch (line.closeCode) {
        %s
      }
    });
  }
}
"""


@pytest.mark.parametrize(
    ("language", "source", "arms", "told"),
    [
        # an empty arm is one with the next
        ("csharp", CSHARP, "case 1000: case 1006: line.Connect(); break;", set(RULES)),
        ("csharp", CSHARP, "case 1000: case 4004: return; default: line.Connect(); break;", {RULES[1]}),
        ("csharp", CSHARP, "case 1000: Show(); break; case 1006: line.Connect(); break;", {RULES[1]}),
        ("dart", DART, "case 1000: case 1006: open();", set(RULES)),
        ("dart", DART, "case 1000: show(1); case 1006: open();", {RULES[1]}),
        ("java", JAVA, "case 1000: case 1006: open(); break;", set(RULES)),
        # an arrow never runs on
        ("java", JAVA, "case 1000 -> show(); case 1006 -> open();", {RULES[1]}),
        ("java", JAVA, "case 1000, 1006 -> open();", set(RULES)),
    ],
)
def test_arms_that_run_on(language: str, source: str, arms: str, told: set[str]) -> None:
    assert {rule for rule in RULES if findings(language, source % arms, rule)} == told


GO = """package feed

import (
	"context"
	"time"

	"nhooyr.io/websocket"
)

func run(ctx context.Context, url string) {
	for {
		line, _, err := websocket.Dial(ctx, url, nil)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		for {
			_, message, err := line.Read(ctx)
			%s
			show(message)
			if err != nil {
				break
			}
		}
		time.Sleep(time.Second)
	}
}
"""

AROUND_A_SESSION = """package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

func session(url string) error {
	line, _, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		return err
	}
	defer line.Close()
	for {
		_, message, err := line.ReadMessage()
		if err != nil {
			return err
		}
		show(message)
	}
}

func run(url string) {
	for {
		switch %s {
		case errDone:
			return
		default:
			show(err)
		}
		time.Sleep(5 * time.Second)
	}
}
"""


@pytest.mark.parametrize(
    ("switch", "told"),
    [
        ("switch code := websocket.CloseStatus(err); code { case websocket.StatusNormalClosure: return }", {RULES[1]}),
        ("switch code := websocket.CloseStatus(err); { case code == 1000: return }", {RULES[1]}),
        ("switch code := websocket.CloseStatus(err); code { case websocket.StatusProtocolError: return }", {RULES[1]}),
        ("switch { case websocket.CloseStatus(err) == 1000: return }", {RULES[1]}),
        ("switch size := len(message); size { case 1000: return }", set(RULES)),
    ],
)
def test_what_is_made_in_a_switch(switch: str, told: set[str]) -> None:
    assert {rule for rule in RULES if findings("go", GO % switch, rule)} == told


@pytest.mark.parametrize(
    "switch", ["err := session(url); err", "err := session(url); { case err == nil: return }; switch err"]
)
def test_a_session_that_is_run_in_a_switch(switch: str) -> None:
    assert {rule for rule in RULES if findings("go", AROUND_A_SESSION % switch, rule)} == {RULES[1]}


BY_STATE = """let line = null;
let tries = 0;
function open() {
  line = new WebSocket(address);
  line.onclose = look;
}
function look() {
  switch (line.readyState) {
    %s
  }
}
"""
LATER = "if (tries++ < 9) setTimeout(open, 3000);"


@pytest.mark.parametrize(
    ("arms", "told"),
    [
        (f"case 0: case 1: break; case 2: {LATER} break; case 3: {LATER} break;", True),
        (f"case WebSocket.CLOSING: case WebSocket.CLOSED: {LATER} break; default: show(line);", True),
        (f"case WebSocket.OPEN: show(1); break; default: {LATER}", True),
        (f"case 3: note(); case 2: {LATER} break;", True),
        (f"case 3: note(); break; case 2: {LATER} break;", False),
        (f"case 1: {LATER} break; case 3: note();", False),
        (f"case 1: note(); break; case GONE: {LATER} break;", False),  # whatever that stands for
    ],
)
def test_a_switch_on_the_state_of_the_connection_that_has_closed(arms: str, told: bool) -> None:
    assert bool(findings("javascript", BY_STATE % arms, RULES[0])) == told
