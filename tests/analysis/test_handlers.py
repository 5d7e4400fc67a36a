"""What a close handler does with which code: each case says it for some codes, after the bar in its title."""

import pytest

from wsclose.analysis.facts import CloseHandler, HandlerArm

from .support import facts, split

JAVASCRIPT = """
=== nothing at all | 1000: nothing, 1001: nothing
const line = new WebSocket(address);
line.onclose = () => {
  console.log("closed");
};

=== a switch without any arms | 1000: unknown reconnect none
function connect() {
  const line = new WebSocket("wss://example.org");
  line.onclose = (event) => {
    switch (event.code) {}
    switch (true) {}
    connect();
  };
}

=== at once, whatever the code | 1000: reconnect none, 1006: reconnect none
function connect() {
  const line = new WebSocket(address);
  line.onclose = () => connect();
}

=== after a fixed time | 1000: reconnect fixed, 1001: reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.addEventListener("close", () => {
    setTimeout(connect, 1000);
  });
}

=== of an event that goes by a constant | 1000: reconnect fixed
import WebSocket from "ws";
import { Events } from "./events";
function connect() {
  const line = new WebSocket(address);
  line.on(Events.CLOSE, () => setTimeout(connect, 1000));
}

=== of an event that goes by a constant without its module | 1000: reconnect fixed
import WebSocket from "ws";
import { CLOSE } from "./events";
function connect() {
  const line = new WebSocket(address);
  line.on(CLOSE, () => setTimeout(connect, 1000));
}

=== of another event that goes by a constant | 1000: reconnect fixed
import WebSocket from "ws";
import { Events } from "./events";
function connect() {
  const line = new WebSocket(address);
  line.on(Events.OPEN, () => setTimeout(connect, 9000));
  line.on("close", () => setTimeout(connect, 1000));
}

=== after a time that grows | 1006: reconnect growing
let attempts = 0;
function connect() {
  const line = new WebSocket(address);
  line.onclose = () => setTimeout(connect, Math.min(30000, 1000 * 2 ** attempts++));
}

=== what a timer is given has been run already | 1006: reconnect none
function connect() {
  const line = new WebSocket(address);
  line.onclose = () => setTimeout(connect(), 1000);
}

=== at once or after a random time | 1006: reconnect random
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    const wait = event.code === 4000 ? 0 : 1000 + Math.random() * 1000;
    setTimeout(connect, wait);
  };
}

=== a code is left out | 1000: nothing, 1001: reconnect fixed, 4000: reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (event.code === 1000) return;
    setTimeout(connect, 1000);
  };
}

=== only some codes | 1000: nothing, 1001: reconnect fixed, 1006: reconnect fixed, 1011: nothing
function connect() {
  const line = new WebSocket(address);
  line.onclose = ({ code }) => {
    if (code === 1001 || code === 1006) setTimeout(connect, 1000);
  };
}

=== a set of codes | 4001: nothing, 4002: nothing, 4003: reconnect fixed
const FATAL = new Set([4001, 4002]);
function connect() {
  const line = new WebSocket(address);
  line.onclose = ({ code }) => {
    if (FATAL.has(code)) return;
    setTimeout(connect, 1000);
  };
}

=== a test with a name | 1000: nothing, 1001: nothing, 1006: reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    const abnormal = !(event.code === 1000 || event.code === 1001);
    if (abnormal) setTimeout(connect, 1000);
  };
}

=== a test whose name is used for something else later | 1000: unknown reconnect fixed, 1006: unknown reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    let again = event.code !== 1000;
    if (missed) again = true;
    if (again) setTimeout(connect, 1000);
  };
}

=== a variable that is called after connecting connects nothing | 1000: flag reconnect fixed, 1006: flag reconnect fixed
let reconnectWanted = true;
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (event.code === 1006 || reconnectWanted) setTimeout(connect, 1000);
  };
}

=== ranges | 3999: reconnect fixed, 4000: nothing, 4999: nothing
function connect() {
  const line = new WebSocket(address);
  line.onclose = ({ code }) => {
    if (code >= 4000 && code < 5000) return;
    setTimeout(connect, 1000);
  };
}

=== a place in a list | 1000: nothing, 1001: reconnect fixed, 1006: reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if ([1001, 1006].indexOf(event.code) === -1) return;
    setTimeout(connect, 1000);
  };
}

=== a place in a list that has a name | 4001: nothing, 1006: reconnect fixed
const FINAL = [4001, 4003];
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (FINAL.indexOf(event.code) > -1) return;
    setTimeout(connect, 1000);
  };
}

=== a switch that falls through | 1000: nothing, 1001: nothing, 1006: reconnect none, 4001: report
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    switch (event.code) {
      case 1000:
      case 1001:
        break;
      case 4001:
        console.error("banned");
        break;
      default:
        connect();
    }
  };
}

=== a flag of its own | 1006: flag reconnect fixed
let stopped = false;
function connect() {
  const line = new WebSocket(address);
  line.onclose = () => {
    if (!stopped) setTimeout(connect, 1000);
  };
}
function leave() {
  stopped = true;
}

=== whether it was clean | 1000: nothing, 1006: reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.onclose = (event) => {
    if (!event.wasClean) setTimeout(connect, 1000);
  };
}

=== a test that is not known | 1006: unknown reconnect fixed
function connect() {
  const line = new WebSocket(address);
  line.onclose = () => {
    if (navigator.onLine) setTimeout(connect, 1000);
  };
}

=== a method, a helper and a timer in it | 1000: nothing, 1001: reconnect fixed
class Feed {
  connect() {
    this.line = new WebSocket(this.address);
    this.line.onclose = (event) => this.closed(event);
  }
  closed(event) {
    if (event.code !== 1000) this.retry();
  }
  retry() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), 5000);
  }
}

=== an error that is thrown or logged | 1000: nothing, 1001: report
const line = new WebSocket(address);
line.onclose = (event) => {
  if (event.code !== 1000) console.error("lost", event.code);
};

=== a mini program's | 1000: nothing, 1001: reconnect fixed
Page({
  join() {
    this.line = wx.connectSocket({ url: this.data.url });
    this.line.onClose((told) => {
      if (told.code !== 1000) setTimeout(() => this.join(), 3000);
    });
  },
});

=== ... that has but one | 1000: nothing, 1001: reconnect fixed
function join() {
  uni.connectSocket({ url });
  uni.onSocketClose(({ code }) => {
    if (code !== 1000) setTimeout(join, 3000);
  });
}

=== the event of a WebSocket of who knows whose making | 1000: nothing, 1001: reconnect fixed
import { WebSocket } from "../transport/index.js";
function listen(token) {
  const line = new WebSocket(`wss://${host}/feed`);
  line.onclose = (event) => {
    if (event.code !== 1000) setTimeout(() => listen(token), 5000);
  };
}

=== what opens it is of another file and says so | 1000: reconnect fixed
const listen = (token) => {
  lines.connectToWebsocket(token).then((line) => {
    line.addEventListener("close", () => {
      setTimeout(listen.bind(this, token), 5 * 1000);
    });
  });
};

=== what is handed on | 1001: unknown
const line = new WebSocket(address);
line.onclose = (event) => {
  listener(event);
};
"""

TYPESCRIPT = """
=== a class with a back-off in a field | 1000: nothing, 1006: reconnect growing
export class Feed {
  private line?: WebSocket;
  private delay = 1000;

  connect(): void {
    this.line = new WebSocket(this.address);
    this.line.onclose = (event: CloseEvent) => {
      if (event.code === 1000) return;
      setTimeout(() => this.connect(), this.delay);
      this.delay = Math.min(this.delay * 2, 30000);
    };
  }
}
"""

PYTHON = """
=== a callback that runs the app again | 1000: reconnect none, 1006: reconnect none
import websocket

def run(address):
    def closed(app, code, reason):
        run(address)

    websocket.WebSocketApp(address, on_close=closed).run_forever()

=== after a sleep, but for some codes | 1000: nothing, 1001: reconnect fixed
import time
import websocket

def run(address):
    def closed(app, code, reason):
        if code == 1000:
            return
        time.sleep(5)
        run(address)

    websocket.WebSocketApp(address, on_close=closed).run_forever()

=== exceptions around what is read, in a loop | 1001: reconnect fixed
import asyncio
import websockets

async def listen(address):
    while True:
        try:
            async with websockets.connect(address) as line:
                async for text in line:
                    print(text)
        except websockets.ConnectionClosed:
            await asyncio.sleep(5)
"""

GO = """
=== a loop that dials again | 1006: reconnect fixed
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

func listen(address string) {
	for {
		line, _, err := websocket.DefaultDialer.Dial(address, nil)
		if err != nil {
			time.Sleep(5 * time.Second)
			continue
		}
		read(line)
		time.Sleep(5 * time.Second)
	}
}
"""


def done(arm: HandlerArm) -> str:
    """`flag reconnect fixed`: the guard, what happens, and how long it waits."""
    effects = [f"{effect.kind} {effect.delay}".strip() for effect in arm.effects]
    return " ".join([arm.guard, *effects] if effects else ["nothing"]).strip()


def outcomes(suffix: str, source: str, codes: list[int]) -> list[str]:
    """What the file's first close handler does with each code: where there are several ways, the one that does something."""
    handler = next(fact for _, fact in facts(suffix, source) if isinstance(fact, CloseHandler))
    found = []
    for code in codes:
        ways = {done(arm) for arm in handler.outcome(code)}
        found.append(f"{code}: {' or '.join(sorted(ways - {'nothing'}) or ['nothing'])}")
    return found


CASES = [
    pytest.param(suffix, source, title.partition(" | ")[2], id=f"{suffix}: {title.partition(' | ')[0]}")
    for suffix, table in {"js": JAVASCRIPT, "ts": TYPESCRIPT, "py": PYTHON, "go": GO}.items()
    for title, source in split(table)
]


@pytest.mark.parametrize(("suffix", "source", "expected"), CASES)
def test_outcomes(suffix: str, source: str, expected: str) -> None:
    codes = [int(one.partition(":")[0]) for one in expected.split(", ")]
    assert outcomes(suffix, source, codes) == expected.split(", ")


def test_functions_that_call_each_other_many_times() -> None:
    calls = "\n".join(
        f"function f{level}() {{\n" + f"  if (busy) {{ f{level + 1}(); }} else {{ rest(); }}\n" * 6 + "}"
        for level in range(6)
    )
    source = f"{calls}\nconst line = new WebSocket(address);\nline.onclose = () => {{ f0(); }};\n"
    (handler,) = (one for _, one in facts("js", source) if isinstance(one, CloseHandler))
    assert [(arm.guard, [effect.kind for effect in arm.effects]) for arm in handler.arms] == [("unknown", ["unknown"])]
