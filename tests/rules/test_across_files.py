"""Rules about close handlers that call functions of other files."""

import pytest
from tests.project.workspaces import InMemory, checker, files_in

from wsclose.project.workspace import Workspace

LINE = """
--- src/line.ts
export abstract class Line {
  protected socket: WebSocket;
  protected attempt = 0;
  connect() {
    this.socket = new WebSocket(this.address);
  }
  protected later() {
    setTimeout(() => this.connect(), 3000);
  }
  protected backOff() {
    const delay = Math.random() * Math.min(30_000, 500 * 2 ** this.attempt++);
    setTimeout(() => this.connect(), delay);
  }
  protected unlessStopped() {
    if (this.stopped) return;
    this.backOff();
  }
  protected note() {
    console.log("closed");
  }
  protected tell() {
    console.error("closed");
    this.listener(this);
  }
}
export function reconnectSoon(address: string) {
  setTimeout(() => new WebSocket(address), 500);
}
--- src/feed.ts
import { Line, reconnectSoon } from "./line";
export class Feed extends Line {
  listen() {
    this.socket.onclose = (event) => {
      %s
    };
  }
}
"""

BASE = """
--- line.py
import time

import websocket


class Line:
    def connect(self):
        self.app = websocket.WebSocketApp(self.address, on_close=self.on_close)
        self.app.run_forever()

    def later(self):
        time.sleep(5)
        self.connect()
--- feed.py
import websocket

from line import Line


class Feed(Line):
    def start(self):
        self.app = websocket.WebSocketApp(self.address, on_close=self.on_close)

    def on_close(self, app, code, reason):
        %s
"""


def told(template: str, body: str) -> dict[str, str]:
    """The findings in the last file, by rule."""
    files = files_in(template % body)
    path = list(files)[-1]
    found = checker(path, files[path], Workspace(InMemory(files))).checked().findings
    return {finding.rule: finding.message for finding in found}


@pytest.mark.parametrize(
    ("body", "rules", "message"),
    [
        ("this.connect();", {"reconnect-on-normal", "reconnect-without-backoff"}, "at once"),
        ("this.later();", {"reconnect-on-normal", "reconnect-without-backoff"}, "3000"),
        ("reconnectSoon(this.address);", {"reconnect-on-normal", "reconnect-without-backoff"}, "500"),
        ("this.backOff();", {"reconnect-on-normal"}, ""),
        ("if (![1000, 1005].includes(event.code)) this.later();", {"reconnect-without-backoff"}, "3000"),
        ("if (![1000, 1005].includes(event.code)) this.backOff();", set(), ""),
        ("this.unlessStopped();", set(), ""),
        ("this.note();", set(), ""),
        ("this.tell();", set(), ""),
        ("this.tell(); this.later();", {"reconnect-on-normal", "reconnect-without-backoff"}, "3000"),
        ("this.unheardOf();", set(), ""),
    ],
)
def test_what_a_handler_calls_of_another_file(body: str, rules: set[str], message: str) -> None:
    found = told(LINE, body)
    assert found.keys() == rules
    assert message in found.get("reconnect-without-backoff", "")


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("self.later()", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("if code not in (1000, 1005):\n            self.later()", {"reconnect-without-backoff"}),
    ],
)
def test_the_same_in_python(body: str, rules: set[str]) -> None:
    assert told(BASE, body).keys() == rules


ASSISTED = """
--- wire.py
import aiohttp


class Wire:
    def __init__(self, session: aiohttp.ClientSession):
        self.session = session

    async def connect(self, address):
        self.line = await self.session.ws_connect(address)
--- assistant.py
from wire import Wire


class Assistant:
    def __init__(self, wire: Wire):
        self.wire = wire

    async def connect(self, address):
        await self.wire.connect(address)
--- feed.py
# over a WebSocket
import asyncio

from assistant import Assistant


class Feed:
    async def run(self):
        while True:
            try:
                helper = await self.connected()
                %s
            except Exception:
                await asyncio.sleep(5)

    async def connected(self) -> Assistant:
        helper: Assistant = await self.factory.assistant()
        await helper.connect(self.address)
        return helper

    async def follow(self, source: Assistant):
        async for message in source.messages():
            print(message)

    async def greet(self, source: Assistant):
        await source.tell("hello")
"""


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("async for message in helper.messages():\n                    print(message)", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("await self.follow(helper)", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("return await self.greet(helper)", set()),
    ],
)  # fmt: skip
def test_a_loop_that_goes_through_what_a_client_of_another_file_gives(body: str, rules: set[str]) -> None:
    assert told(ASSISTED, body).keys() == rules


ELEMENTS = """
--- line.go
package feed

import "github.com/gorilla/websocket"

type Line struct {
	conn *websocket.Conn
}

func NewLine(address string) *Line {
	return &Line{address: address}
}

func (l *Line) reconnect() {
	l.conn, _, _ = websocket.DefaultDialer.Dial(l.address, nil)
}

func (l *Line) skipConnectBody() {
	drain(l.conn)
}
--- feed.go
package feed

import (
	"time"

	"github.com/gorilla/websocket"
)

type Feed struct {
	conn  *websocket.Conn
	Lines map[string]*Line
}

func (f *Feed) again() {
	for {
		%s
		time.Sleep(time.Minute)
	}
}
"""


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("f.Lines[0].reconnect()", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("f.Lines[0].skipConnectBody()", set()),
        ("for _, line := range f.Lines { line.reconnect() }", set()),
        ("line := NewLine(f.address)\nline.reconnect()", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("for _, address := range f.all { line := NewLine(address)\nline.reconnect() }", set()),
    ],
)
def test_a_loop_whose_elements_connect_again_is_not_the_one_around_it(body: str, rules: set[str]) -> None:
    assert told(ELEMENTS, body).keys() == rules


SIGNALS = """
--- feed.go
package feed

import "github.com/gorilla/websocket"

func (f *Feed) run() {
	for {
		select {
		case message := <-f.messages:
			f.handle(message)
		case <-f.again:
			%s
		}
	}
}
"""


def test_a_loop_that_connects_when_it_is_told_to() -> None:
    """Who tells it, and after which close, is not to be seen."""
    assert not told(SIGNALS, "f.conn, _, f.err = websocket.DefaultDialer.Dial(f.address, nil)")


IMPL = """
--- src/connecting.rs
use crate::Client;
use tokio_tungstenite::connect_async;

impl Client {
    pub async fn connect(&mut self) {
        let (socket, _) = connect_async(&self.url).await.unwrap();
        self.socket = Some(socket);
    }
}
--- src/running.rs
use crate::Client;
use futures_util::StreamExt;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;

impl Client {
    pub async fn run(&mut self) {
        loop {
            %s
            self.read().await;
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    }

    async fn read(&mut self) {
        while let Some(Ok(Message::Text(text))) = self.socket.as_mut().unwrap().next().await {
            println!("{text}");
        }
    }
}
"""

EXTENSION = """
--- Feed.swift
import Foundation

class Feed: NSObject {
    var webSocketTask: URLSessionWebSocketTask?
    let session = URLSession(configuration: .default)

    func connect() {
        webSocketTask = session.webSocketTask(with: url)
        webSocketTask?.resume()
    }
}
--- Feed+Closing.swift
import Foundation

extension Feed: URLSessionWebSocketDelegate {
    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        %s
    }
}
"""


def test_methods_of_a_struct_in_several_files() -> None:
    assert set(told(IMPL, "self.connect().await;")) == {"reconnect-on-normal", "reconnect-without-backoff"}
    assert not told(IMPL, "self.prepare().await;")


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (
            "DispatchQueue.main.asyncAfter(deadline: .now() + 3) { [weak self] in self?.connect() }",
            {"reconnect-on-normal", "reconnect-without-backoff"},
        ),
        (
            "DispatchQueue.main.asyncAfter(deadline: .now() + 3) { connect() }",
            {"reconnect-on-normal", "reconnect-without-backoff"},
        ),
        ('print("closed")', {"unhandled-going-away"}),
    ],
)
def test_an_extension_of_a_class_of_another_file(body: str, rules: set[str]) -> None:
    assert set(told(EXTENSION, body)) == rules


RUNNER = """
--- feed/running.py
import time


class Runner:
    def reconnect(self, pause, run):
        time.sleep(pause)
        run(again=True)
--- feed/client.py
import websocket

from .running import Runner


class Feed:
    def follow(self, pause, runner):
        def connect(again=False):
            self.line = websocket.WebSocket()
            self.line.connect(self.address)

        runner = self.runner_for(runner)
        connect()
        while self.running:
            %s

    def runner_for(self, runner) -> Runner:
        return runner or Runner()
"""


def test_something_of_another_file_decides_when_to_connect_again() -> None:
    assert set(told(RUNNER, "runner.reconnect(pause, connect)")) == set()
    assert set(told(RUNNER, "connect()\n            while self.line.recv():\n                pass")) == {
        "reconnect-without-backoff"
    }


TICKETS = """
--- hub.py
class Hub:
    def new_reconnect_token(self, guest):
        return self.tokens.make(guest)

    def reconnect(self, guest):
        self.lines[guest].dial(self.address)
--- app.py
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from hub import Hub

app, hub = FastAPI(), Hub()


@app.websocket("/{guest}")
async def talk(websocket: WebSocket, guest: str):
    await websocket.accept()
    try:
        while True:
            text = await websocket.receive_text()
            %s
    except WebSocketDisconnect:
        hub.leave(guest)
"""


def test_a_server_that_hands_out_what_a_client_comes_back_with_does_not_connect() -> None:
    assert set(told(TICKETS, "await websocket.send_text(hub.new_reconnect_token(guest))")) == set()


WRAPPED = """
--- app/Guest.java
package app;

import jakarta.websocket.Session;

public class Guest implements Session {
    private final Session session;

    public Guest(Session session) {
        this.session = session;
    }
}
--- app/Room.java
package app;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;

public class Room extends Endpoint {
    @Override
    public void onClose(Session session, CloseReason reason) {
        %s
    }
}
"""


def test_what_is_made_of_the_closed_connection_is_no_new_one() -> None:
    assert not told(WRAPPED, "leave(new Guest(session));")


DIALING = """
--- feed/dialing.py
import websockets


async def connect(address):
    return await websockets.connect(address)


async def line_for(address):
    return await websockets.connect(address)
--- feed/run.py
import asyncio

import websockets

from feed.dialing import connect, line_for


async def run(address):
    while True:
        try:
            line = await %s(address)
            async for message in line:
                print(message)
        except websockets.ConnectionClosed:
            pass
        await asyncio.sleep(5)
"""


def test_a_loop_that_connects_by_a_function_of_another_file() -> None:
    assert set(told(DIALING, "connect")) == {"reconnect-on-normal", "reconnect-without-backoff"}
    assert not told(DIALING, "line_for")  # it may be the one that is there


LINES = """
--- Line.java
class Line extends okhttp3.WebSocketListener {
    private final okhttp3.OkHttpClient client = new okhttp3.OkHttpClient();
    void connect() { client.newWebSocket(request, this); }
}
--- Lines.java
class Lines { // of WebSockets
    private final java.util.List<Line> lines = new java.util.ArrayList<>();
    void renew(int half) {
        try {
            for (int place = 0; place < MANY; place++) {
                int at = MANY * half + place;
                Line line = lines.get(at);
                line.connect();
            }
        } catch (Exception error) {
            throw new RuntimeException(error);
        }
    }
}
"""


def test_connections_that_are_made_anew_one_after_the_other_are_no_retries() -> None:
    files = files_in(LINES)
    found = checker("Lines.java", files["Lines.java"], Workspace(InMemory(files))).checked().findings
    assert [one.rule for one in found] == []


BRIDGE = """
--- Bridge.cs
using System.Net.Sockets;
using WebSocketSharp;
class Bridge
{
    private readonly TcpClient device = new TcpClient();
    public void Open(WebSocket line)
    {
        line.OnClose += (sender, closed) => device.Connect("127.0.0.1", 5000);
    }
}
"""


def test_what_connects_to_something_else_is_no_reconnect() -> None:
    files = files_in(BRIDGE)
    found = checker("Bridge.cs", files["Bridge.cs"], Workspace(InMemory(files))).checked().findings
    assert [one.rule for one in found if one.rule.startswith("reconnect")] == []


DISPATCHED = """
--- Dispatcher.cs
using System;
using System.Collections.Generic;
using UnityEngine;
public class Dispatcher : MonoBehaviour
{
    private static Dispatcher instance;
    private readonly Queue<Action> waiting = new Queue<Action>();
    public static Dispatcher Instance()
    {
        if (instance == null) instance = Found(FindObjectOfType<Dispatcher>());
        return instance;
    }
    public void Enqueue(Action action)
    {
        lock (waiting) waiting.Enqueue(action);
    }
    public void Keep(Action action)
    {
        kept.Run(action);
    }
}
--- Feed.cs
using System;
using UnityEngine;
using WebSocketSharp;
public class Feed : MonoBehaviour
{
    private WebSocket line;
    private void Start()
    {
        line = new WebSocket("wss://example.org/feed");
        line.OnClose += Gone;
        line.Connect();
    }
    private void Gone(object sender, CloseEventArgs closed)
    {
        Dispatcher.Instance().%s;
    }
    private void Tell(string text)
    {
        label.text = text;
    }
    private void Again()
    {
        Invoke("Start", 3f);
    }
}
"""


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ('Enqueue(() => Tell("gone"))', {"unhandled-going-away"}),
        ("Enqueue(() => { Again(); })", {"reconnect-on-normal", "reconnect-without-backoff"}),
        ("Enqueue(() => { Gone?.Invoke(closed.Code); })", set()),
        ("Enqueue(ended)", set()),
        ('Keep(() => Tell("gone"))', set()),
    ],
)
def test_what_is_put_into_a_queue_of_another_file_is_run(body: str, rules: set[str]) -> None:
    assert told(DISPATCHED, body).keys() == rules


PAUSED = """
--- Options.cs
using System.Threading.Tasks;
public class Options
{
    public bool Again { get; set; }
    public Task ReconnectWait()
    {
        return Task.Delay(%s);
    }
}
--- Feed.cs
using System;
using System.Net.WebSockets;
using System.Threading.Tasks;
public class Feed
{
    private readonly Options options;
    private ClientWebSocket line;
    private int tries;
    public async Task Follow()
    {
        try
        {
            line = new ClientWebSocket();
            await line.ConnectAsync(address, default);
            while (line.State == WebSocketState.Open) Take(await line.ReceiveAsync(buffer, default));
        }
        catch (WebSocketException)
        {
        }
        await %s.ReconnectWait();
        await Follow();
    }
}
"""


@pytest.mark.parametrize(
    ("wait", "on", "expected"),
    [("5000", "options", True), ("1000 << tries++", "options", False), ("5000", "Unheard.Of", False)],
)
def test_who_waits_to_reconnect_does_not_reconnect_yet(wait: str, on: str, expected: bool) -> None:
    found = told(PAUSED.replace("%s.Re", f"{on}.Re"), wait)
    assert ("reconnect-without-backoff" in found) is expected
