"""Clients in JavaScript whose handlers are members of an object, and clients that a timer looks after."""

import pytest

from wsclose.checker import check_text
from wsclose.project.settings import Settings

from .support import findings

WITHOUT_BACKOFF = {
    "a function of an object that is a name for several": (
        "const feed = {};\nfeed.open = function () {\n  feed.line = new WebSocket(url);\n  feed.line.onclose = feed.lost;\n};\n"
        "feed.lost = function () {\n  «setTimeout(feed.open, 2000)»;\n};\nfeed.open();\n"
    ),
    "a method of an object, named by the object": (
        "const feed = {\n  open() {\n    feed.line = new WebSocket(url);\n    feed.line.addEventListener('close', feed.lost);\n  },\n"
        "  lost() {\n    «setTimeout(feed.open, 2000)»;\n  },\n};\n"
    ),
    "an object that says how long it waits": (
        "const feed = {\n  delay: 3000,\n  line: null,\n  open() {\n    this.line = new WebSocket(url);\n    this.line.onclose = () => {\n"
        "      «setTimeout(() => this.open(), this.delay)»;\n    };\n  },\n};\nfeed.open();\n"
    ),
    "an object without a name that a function gives back": (
        "function feed() {\n  return {\n    wait: 3000,\n    start() {\n      if (!this.line) {\n        this.line = new WebSocket(url);\n"
        "        this.line.onclose = () => «setTimeout(() => this.start(), this.wait)»;\n      }\n    },\n  };\n}\n"
    ),
    "one of several objects that are made where they are given away": (
        "register('page', () => ({\n  start() {\n    this.title = document.title;\n  },\n}));\n"
        "register('feed', () => ({\n  init() {\n    this.start();\n  },\n  start() {\n    this.line = new WebSocket(url);\n"
        "    this.line.addEventListener('close', () => «this.start()»);\n  },\n}));\n"
    ),
    "a method put on an object that a function makes": (
        "function feed() {\n  const made = new Base();\n  made.openLine = function () {\n    const line = new WebSocket(url);\n    line.onclose = () => {\n"
        "      this.timer = «setTimeout(function () { this.connectLine(); }.bind(this), 1000)»;\n    };\n  };\n  return made;\n}\n"
    ),
    "a bound method that a field keeps": (
        "class Feed {\n  closing = this.lost.bind(this);\n  open() {\n    const line = new WebSocket(url);\n    line.addEventListener('close', this.closing);\n  }\n"
        "  lost() {\n    «setTimeout(() => this.open(), 2000)»;\n  }\n}\n"
    ),
    "a bound method that a constructor keeps under another name": (
        "class Feed {\n  constructor() {\n    this.closing = this.lost.bind(this);\n  }\n  open() {\n    const line = new WebSocket(url);\n"
        "    line.addEventListener('close', this.closing);\n  }\n  lost() {\n    «setTimeout(() => this.open(), 2000)»;\n  }\n}\n"
    ),
    "a bound method that a variable keeps": (
        "class Feed {\n  open() {\n    const line = new WebSocket(url);\n    const closing = this.lost.bind(this);\n    line.addEventListener('close', closing);\n  }\n"
        "  lost() {\n    «setTimeout(() => this.open(), 2000)»;\n  }\n}\n"
    ),
    "a timer that is subscribed to": (
        'import { timer } from "rxjs";\nclass Feed {\n  open() {\n    this.line = new WebSocket(url);\n    this.line.onclose = () => {\n'
        "      «timer(3000).pipe(takeUntil(this.done)).subscribe(() => this.open())»;\n    };\n  }\n}\n"
    ),
    "an interval that an object is told by its options, which have one of that name": (
        "class Feed {\n  constructor(options) {\n    this.options = options;\n    this.interval = this.options.interval || 5000;\n  }\n  open() {\n"
        "    this.line = new WebSocket(url);\n    this.line.onclose = () => «setTimeout(() => this.open(), this.interval)»;\n  }\n}\n"
    ),
    "at once, and then after a fixed time": (
        "let line, first = true;\nfunction open() {\n  line = new WebSocket(url);\n  line.onclose = () => {\n    if (first) {\n      first = false;\n      open();\n"
        "    } else {\n      «setTimeout(open, 5000)»;\n    }\n  };\n}\nopen();\n"
    ),
    "a method of somebody else, which opens a connection by its name": (
        'const WebSocket = require("ws");\nclass Feed {\n  constructor(owner) {\n    this.owner = owner;\n  }\n  listen() {\n    const line = new WebSocket(url);\n'
        "    line.on('close', () => «setTimeout(() => this.owner.startWebSocket(), 2000)»);\n  }\n}\n"
    ),
    "handlers given all at once": (
        "let line;\nfunction open() {\n  line = Object.assign(new WebSocket(url), {\n    onmessage: (event) => show(event.data),\n"
        "    onclose: () => «setTimeout(open, 3000)»,\n  });\n}\nopen();\n"
    ),
    "a timer that looks whether the connection is there": (
        "let line;\nfunction open() {\n  line = new WebSocket(url);\n  line.onclose = () => console.log('closed');\n}\nopen();\n"
        "«setInterval(() => {\n  if (line.readyState === WebSocket.CLOSED) open();\n}, 5000)»;\n"
    ),
    "a timer that looks, and lets the same time pass after each attempt": (
        "let line, lastAttempt = 0, tries = 0;\nfunction open() {\n  line = new WebSocket(url);\n}\nopen();\n«setInterval(() => {\n"
        "  if (line.readyState === WebSocket.CLOSED && Date.now() - lastAttempt > 5000 && tries < 50) {\n"
        "    lastAttempt = Date.now();\n    tries++;\n    open();\n  }\n}, 1000)»;\n"
    ),
    "a timer that runs a function with a name": (
        "let line = null;\nfunction look() {\n  if (!line || line.readyState === 3) open();\n}\nfunction open() {\n"
        "  line = new WebSocket(url);\n}\n«setInterval(look, 5000)»;\n"
    ),
    "a timer that connects by itself": (
        "let line;\n«setInterval(() => {\n  if (!line || line.readyState === WebSocket.CLOSED) {\n    line = new WebSocket(url);\n"
        "    line.onmessage = show;\n  }\n}, 5000)»;\n"
    ),
    "handlers one after the other on what a connection gives back": (
        'const WebSocket = require("ws");\nfunction open() {\n  const line = new WebSocket(url)\n    .on("open", greet)\n'
        '    .once("close", () => «setTimeout(open, 5000)»)\n    .on("error", console.error);\n}\nopen();\n'
    ),
    "a function that has itself run again": (
        "let line = null;\nfunction open() {\n  line = new WebSocket(url);\n}\nfunction look() {\n  if (!line || line.readyState > 1) open();\n"
        "  «setTimeout(look, 3000)»;\n}\nlook();\n"
    ),
    "an interval that another object holds": (
        "function open(store) {\n  const line = new WebSocket(url);\n  line.onclose = () => {\n"
        "    «setTimeout(() => open(store), store.state.socket.reconnectInterval)»;\n  };\n}\n"
    ),
    "a loop that waits with a function of its own": (
        'import WebSocket from "ws";\nconst sleep = (ms) => new Promise((done) => setTimeout(done, ms));\nfunction session() {\n'
        "  return new Promise((done) => {\n    const line = new WebSocket(url);\n    line.on('message', show);\n    line.on('close', () => done());\n  });\n}\n"
        "async function run() {\n  while (true) {\n    await session();\n    await «sleep(1000)»;\n  }\n}\n"
    ),
    "a class that listens to its own events": (
        'import { EventEmitter } from "events";\nimport WebSocket from "ws";\nclass Feed extends EventEmitter {\n  constructor(url) {\n    super();\n    this.url = url;\n'
        "    this.on('disconnected', () => «setTimeout(() => this.open(), 1000)»);\n  }\n  open() {\n    this.line = new WebSocket(this.url);\n"
        "    this.line.on('close', (code) => this.emit('disconnected', code));\n  }\n}\n"
    ),
    "whoever made a client listens to its events": (
        'const EventEmitter = require("events");\nconst WebSocket = require("ws");\nclass Feed extends EventEmitter {\n  open() {\n'
        "    this.line = new WebSocket(url);\n    this.line.on('close', () => this.emit('close'));\n  }\n}\n"
        "const feed = new Feed();\nfeed.on('close', () => «setTimeout(() => feed.open(), 1000)»);\nfeed.open();\n"
    ),
    "a class that is given what to do after a close": (
        "class Line {\n  constructor(url, options) {\n    this.options = options;\n    this.socket = new WebSocket(url);\n"
        "    this.socket.onclose = (event) => this.options.onClose?.(event);\n  }\n}\n"
        "let line;\nfunction open() {\n  line = new Line(url, { onClose: () => «setTimeout(open, 500)» });\n}\nopen();\n"
    ),
    "a class with a handler for whoever made it": (
        "class Line {\n  constructor(url) {\n    this.socket = new WebSocket(url);\n    this.socket.onclose = () => this.onclose?.();\n  }\n}\n"
        "class Feed {\n  open() {\n    this.line = new Line(url);\n    this.line.onclose = () => {\n      «setTimeout(() => this.open(), 3000)»;\n    };\n  }\n}\n"
    ),
    "one more of a class whose constructor connects": (
        "class Feed {\n  constructor(url) {\n    this.line = new WebSocket(url);\n"
        "    this.line.addEventListener('close', () => «setTimeout(() => new Feed(url), 1000)»);\n  }\n}\nnew Feed(url);\n"
    ),
    "a client that is told to connect again": (
        'const { client: Client } = require("websocket");\nconst client = new Client();\nclient.on("connect", (line) => {\n'
        '  line.on("close", () => {\n    «setTimeout(open, 1000)»;\n  });\n});\nfunction open() {\n  client.connect(url, "feed");\n}\nopen();\n'
    ),
}

QUIET = {
    "an object that a function gives back waits longer each time": (
        "const feed = () => ({\n  wait: 1000,\n  start() {\n    this.line = new WebSocket(url);\n    this.line.onclose = () => {\n"
        "      setTimeout(() => this.start(), this.wait);\n      this.wait = Math.min(this.wait * 2, 30000);\n    };\n  },\n});\n"
    ),
    "an object that a function gives back, and another one that connects": (
        "const page = () => ({\n  begin() {\n    this.line = new WebSocket(url);\n    this.line.onclose = () => setTimeout(() => this.start(), 3000);\n  },\n"
        "  start() {\n    this.title = document.title;\n  },\n});\n"
        "const feed = () => ({\n  start() {\n    this.line = new WebSocket(url);\n  },\n});\n"
    ),
    "an object whose wait grows": (
        "const feed = {\n  delay: 1000,\n  open() {\n    this.line = new WebSocket(url);\n    this.line.onclose = () => {\n"
        "      setTimeout(() => this.open(), this.delay);\n      this.delay = Math.min(this.delay * 2, 30000);\n    };\n  },\n};\nfeed.open();\n"
    ),
    "a method of somebody else, which starts something about a connection": (
        'const WebSocket = require("ws");\nclass Feed {\n  constructor(owner) {\n    this.owner = owner;\n  }\n  listen() {\n    const line = new WebSocket(url);\n'
        "    line.on('close', () => setTimeout(() => this.owner.startSocketServer(), 2000));\n  }\n}\n"
    ),
    "a timer beside a handler that backs off": (
        "let line, tries = 0;\nfunction open() {\n  line = new WebSocket(url);\n  line.onclose = (event) => {\n"
        "    if (event.code !== 1000) setTimeout(open, 1000 * 2 ** tries++);\n  };\n}\n"
        "setInterval(() => {\n  if (line.readyState === WebSocket.CLOSED) open();\n}, 60000);\n"
    ),
    "an event of its own that does not come from a close": (
        'import { EventEmitter } from "events";\nimport WebSocket from "ws";\nclass Feed extends EventEmitter {\n  constructor() {\n    super();\n'
        "    this.on('close', () => setTimeout(() => this.open(), 1000));\n  }\n  open() {\n    this.line = new WebSocket(url);\n"
        "    this.line.on('close', (code) => this.emit('ended', code));\n  }\n}\n"
    ),
    "a variable of another function that has the same name": (
        "class Feed {\n  open() {\n    const line = new WebSocket(url);\n    const kept = () => console.log('closed');\n    line.addEventListener('close', kept);\n    this.beat();\n  }\n"
        "  beat() {\n    const kept = this.again.bind(this);\n    every(kept);\n  }\n  again() {\n    setTimeout(() => this.open(), 2000);\n  }\n}\n"
    ),
    "a timer that is subscribed to, and waits longer each time": (
        'import { timer } from "rxjs";\nclass Feed {\n  tries = 0;\n  open() {\n    this.line = new WebSocket(url);\n    this.line.onclose = () => {\n'
        "      timer(1000 * 2 ** this.tries++).subscribe(() => this.open());\n    };\n  }\n}\n"
    ),
    "a timer that looks, and lets more time pass after each attempt": (
        "let line, last = 0, wait = 1000;\nfunction open() {\n  line = new WebSocket(url);\n}\nopen();\nsetInterval(() => {\n"
        "  const passed = Date.now() - last;\n  if (line.readyState === WebSocket.CLOSED && passed > wait) {\n"
        "    last = Date.now();\n    wait *= 2;\n    open();\n  }\n}, 1000);\n"
    ),
    "a timer that looks whether the time has come, which is later each time": (
        "let line, next = 0, tries = 0;\nfunction open() {\n  line = new WebSocket(url);\n}\nfunction look() {\n"
        "  if (line.readyState === WebSocket.OPEN || performance.now() < next) return;\n"
        "  next = performance.now() + 500 * 2 ** tries++;\n  open();\n}\nopen();\nsetInterval(look, 1000);\n"
    ),
    "a timer that looks once another one lets it, which waits longer each time": (
        "let line, ready = true, wait = 1000;\nfunction open() {\n  line = new WebSocket(url);\n}\nfunction again() {\n"
        "  ready = false;\n  open();\n  setTimeout(() => { ready = true; }, wait);\n  wait = Math.min(wait * 2, 60000);\n}\n"
        "open();\nsetInterval(() => {\n  if (ready && line.readyState === WebSocket.CLOSED) again();\n}, 1000);\n"
    ),
    "a timer that opens one more each time": (
        "const lines = [];\nfunction open() {\n  lines.push(new WebSocket(url));\n}\nsetInterval(() => open(), 100);\n"
    ),
    "a timer that only asks for a sign of life": (
        "const line = new WebSocket(url);\nsetInterval(() => {\n  if (line.readyState === WebSocket.OPEN) line.send('beat');\n}, 5000);\n"
    ),
    "an interval of its own that grows": (
        "class Feed {\n  interval = 1000;\n  open() {\n    this.line = new WebSocket(url);\n    this.line.onclose = (event) => {\n"
        "      if (event.code === 1000) return;\n      this.interval = Math.min(this.interval * 2, 30000);\n      setTimeout(() => this.open(), this.interval);\n    };\n  }\n}\n"
    ),
    "a loop whose own wait grows": (
        'import WebSocket from "ws";\nconst sleep = (ms) => new Promise((done) => setTimeout(done, ms));\nfunction session() {\n'
        "  return new Promise((done) => {\n    const line = new WebSocket(url);\n    line.on('close', () => done());\n  });\n}\n"
        "async function run() {\n  for (let tries = 0; ; tries++) {\n    await session();\n    await sleep(500 * 2 ** tries);\n  }\n}\n"
    ),
}


@pytest.mark.parametrize("source", WITHOUT_BACKOFF.values(), ids=WITHOUT_BACKOFF)
def test_reconnects_without_backoff(source: str) -> None:
    plain = source.replace("«", "").replace("»", "")
    marked = source[source.index("«") + 1 : source.index("»")]
    found = findings("javascript", plain, "reconnect-without-backoff")
    assert [plain[one.start : one.end] for one in found] == [marked]
    assert findings("javascript", plain, "unhandled-going-away") == []


@pytest.mark.parametrize("source", QUIET.values(), ids=QUIET)
def test_backs_off_or_does_not_reconnect(source: str) -> None:
    assert findings("javascript", source, "reconnect-without-backoff") == []


def test_a_method_of_an_object_that_only_logs_leaves_the_client_offline() -> None:
    source = (
        "const feed = {\n  open() {\n    this.line = new WebSocket(url);\n    this.line.onclose = feed.lost;\n  },\n"
        "  lost(event) {\n    console.log('closed', event.code);\n  },\n};\n"
    )
    assert len(findings("javascript", source, "unhandled-going-away")) == 1


@pytest.mark.parametrize(
    ("path", "count"),
    [("SocketTest.tsx", 1), ("src/LineTest.jsx", 1), ("Socket.test.tsx", 0), ("tests/SocketTest.tsx", 0)],
)
def test_a_page_with_which_to_try_a_socket_is_no_test(path: str, count: int) -> None:
    source = (
        b"function open() {\n  const line = new WebSocket(url);\n  line.onclose = () => setTimeout(open, 2000);\n}\n"
    )
    found = check_text(path, source, Settings()).findings
    assert len([one for one in found if one.rule == "reconnect-without-backoff"]) == count
