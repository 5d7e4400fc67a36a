"""Clients that hear of a close from code of the same project: a callback, an event of a class's own, a property."""

import pytest
from tests.project.workspaces import InMemory, checker, files_in

from wsclose.project.workspace import Workspace

from .support import findings

ALWAYS = {"reconnect-on-normal", "reconnect-without-backoff"}
UNLESS = {"reconnect-without-backoff"}
"""Who passes it on may have looked first whether there is any need."""

LINE = """
--- src/line.ts
import { EventEmitter } from "events";
export class Line extends EventEmitter {
  private socket: WebSocket;
  private options: Options;
  onclose: (() => void) | null = null;
  constructor(private address: string, options: Options, private readonly lost?: () => void) {
    super();
    this.options = { ...DEFAULTS, ...options };
  }
  open() {
    this.socket = new WebSocket(this.address);
    this.socket.onclose = (event) => this.ended(event);
  }
  close() {
    this.socket.onclose = () => this.emit("done");
    this.socket.close();
  }
  private ended(event: CloseEvent) {
    this.emit("closed", event.code);
    if (this.onclose) this.onclose();
    this.lost?.();
    if (event.code === 1000) return;
    this.emit("disconnected");
    this.options.onLost?.();
  }
}
export function openLine(address: string, onEnd: () => void, { onLost }: Options = {}) {
  const socket = new WebSocket(address);
  socket.addEventListener("close", onEnd);
  socket.onerror = () => onLost();
}
export function listen(address: string, { onClose }: Options) {
  const socket = new WebSocket(address);
  socket.onclose = () => onClose();
}
--- src/feed.ts
import { Line, listen, openLine } from "./line";
export class Feed {
  private line: Line;
  connect() {
    // through a WebSocket
    %s
  }
}
"""

FACTORY = """
--- src/types.ts
export interface WebSocketLike {
  send: (text: string) => void;
  close: (code?: number) => void;
  addEventListener(type: string, listener: (event: any) => void): void;
}
export type Factory = (address: string) => WebSocketLike;
--- src/feed.ts
import { Factory, WebSocketLike } from "./types";
export class Feed {
  private socket: WebSocketLike;
  constructor(private factory: Factory) {}
  connect() {
    this.socket = this.factory("wss://example.org");
    this.socket.addEventListener("close", ({ code }) => {
      %s
    });
  }
}
"""


def told(template: str, body: str) -> set[str]:
    """The rules that have something to say of the last file."""
    files = files_in(template % body)
    path = list(files)[-1]
    return {finding.rule for finding in checker(path, files[path], Workspace(InMemory(files))).checked().findings}


AGAIN = "() => setTimeout(() => this.connect(), 3000)"


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (f"this.line = new Line(ADDRESS, {{}}); this.line.on('closed', {AGAIN});", ALWAYS),
        (f"this.line = new Line(ADDRESS, {{}}); this.line.on(Events.CLOSED, {AGAIN});", ALWAYS),
        (f"this.line = new Line(ADDRESS, {{}}); this.line.onclose = {AGAIN};", ALWAYS),
        (f"this.line = new Line(ADDRESS, {{}}, {AGAIN});", ALWAYS),
        (f"this.line = new Line(ADDRESS, {{}}); this.line.on('disconnected', {AGAIN});", UNLESS),
        (f"this.line = new Line(ADDRESS, {{ onLost: {AGAIN} }});", UNLESS),
        (f"openLine(ADDRESS, {AGAIN});", ALWAYS),
        (f"listen(ADDRESS, {{ onClose: {AGAIN} }});", ALWAYS),
        # of something else
        (f"this.line = new Line(ADDRESS, {{}}); this.line.on('message', {AGAIN});", set()),
        (f"this.line = new Line(ADDRESS, {{}}); this.line.on('disconnect', {AGAIN});", set()),
        (f"this.line = new Line(ADDRESS, {{ onOpen: {AGAIN} }});", set()),
        (f"openLine(ADDRESS, () => {{}}, {{ onLost: {AGAIN} }});", set()),
        # of a close that is its own
        (f"this.line.once('closed', {AGAIN}); this.line.close();", set()),
        # the class may come back by itself
        ("this.line = new Line(ADDRESS, {}); this.line.on('closed', () => console.log('closed'));", set()),
    ],
)
def test_what_another_file_passes_on(body: str, rules: set[str]) -> None:
    assert told(LINE, body) == rules


OTHER_WAY = """\
let line;
const otherWay = () => {
  line = listen(DIRECT, () => %s);
};
line = listen(PROXIED, otherWay);
function listen(address, onClosedUnopened) {
  const socket = new WebSocket(address);
  let opened = false;
  socket.addEventListener("open", () => { opened = true; });
  socket.addEventListener("close", () => {
    if (!opened && onClosedUnopened) onClosedUnopened();
  });
  return socket;
}
"""


@pytest.mark.parametrize(
    ("then", "rules"),
    [('console.error("no way to " + DIRECT.replace("ws", "http"))', set()), ("otherWay()", UNLESS)],
)
def test_another_address_that_is_tried_only_once(then: str, rules: set[str]) -> None:
    assert {one.rule for one in findings("javascript", OTHER_WAY % then)} & ALWAYS == rules


def test_a_callback_that_a_function_of_the_same_file_hands_on() -> None:
    source = """\
function listen(address, show, onLost) {
  let over = false;
  const socket = new WebSocket(address);
  socket.addEventListener("message", show);
  socket.addEventListener("close", ended);
  return () => socket.close();

  function ended() {
    if (over) return;
    over = true;
    onLost();
  }
}

export function watch(address, show) {
  start();
  function start() {
    listen(address, show, again);
  }
  function again() {
    setTimeout(start, 3000);
  }
}
"""
    found = {finding.rule: source.encode()[finding.start :].decode() for finding in findings("javascript", source)}
    assert found.keys() & ALWAYS == UNLESS
    assert found["reconnect-without-backoff"].startswith("setTimeout(start")


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("if (code !== 1000 && code !== 1005) setTimeout(() => this.connect(), 3000);", {"reconnect-without-backoff"}),
        ("console.log(code);", set()),
    ],
)
def test_a_socket_of_which_only_an_interface_is_known(body: str, rules: set[str]) -> None:
    assert told(FACTORY, body) == rules


PYTHON = """
--- line.py
import websocket


class Line:
    def __init__(self, address, on_lost=None):
        self.address = address
        self.on_lost = on_lost

    def run(self):
        self.app = websocket.WebSocketApp(self.address, on_close=self.on_close)
        self.app.run_forever()

    def on_close(self, app, code, reason):
        print("closed", code)
        if self.on_lost:
            self.on_lost()
--- feed.py
import time

from line import Line


class Feed:
    # through a websocket
    def connect(self):
        self.line = Line(ADDRESS, %s)
        self.line.run()

    def again(self):
        time.sleep(5)
        self.connect()
"""


@pytest.mark.parametrize(("given", "rules"), [("on_lost=self.again", ALWAYS), ("on_open=self.again", set())])
def test_the_same_in_python(given: str, rules: set[str]) -> None:
    assert told(PYTHON, given) == rules


OWNER = """
class Link {
  constructor(private owner: Owner) {}
  open() {
    this.line = new WebSocket(this.address);
    this.line.onclose = () => this.owner.lost();
  }
}
class Owner {
  link = new Link(this);
  lost() {
    setTimeout(() => this.link.open(), 5000);
  }
}
"""


def test_what_is_told_of_the_handler_is_not_told_again_of_the_method_that_it_calls() -> None:
    found = [(each.rule, each.start) for each in findings("typescript", OWNER) if each.rule in ALWAYS]
    assert sorted(found) == sorted((rule, OWNER.index("this.owner.lost()")) for rule in ALWAYS)


def test_of_an_owner_whose_class_is_not_known_the_method_is_told() -> None:
    source = OWNER.replace("private owner: Owner", "private owner: Losing")
    found = [(each.rule, each.start) for each in findings("typescript", source) if each.rule in ALWAYS]
    assert sorted(found) == sorted((rule, source.index("setTimeout")) for rule in ALWAYS)
