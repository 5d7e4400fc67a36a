"""Which names hold a received code, and which numbers it is compared with."""

import pytest

from .support import cases, run, uses

COMPARED_JAVASCRIPT = """
=== a handler that has been given something ahead
import { WebSocketServer } from "ws";
new WebSocketServer({ port: 8000 }).on("connection", (line) => {
  line.on("close", left.bind(null, line));
  line.on("close", gone.bind(line));
  child.on("exit", ended.bind(null, line));
});
function left(line, code, reason) { if (code !== «1000→1000») warn(reason); }
function gone(code) { if (code === «1001→1001») this.left = true; }
function ended(line, code) { if (code === 1002) warn(line); }

=== equality, either way round, strict or not
const line = new WebSocket(address);
line.onclose = (event) => {
  if (event.code === «1000→1000») return;
  if («1001→1001» != event.code) warn();
  if (event.code == «"4001"→4001») return;
};

=== what a handler is given, however it is called
const line = open("wss://example.org");
line.onclose = (told) => {
  const restarts = told.code === «1012→1012»;
};
line.onclose = function (t) { if (t.code === «4001→4001») stop(); };
line.onmessage = (told) => told.code === 4002;
menu.show({ onClose: (told) => told.code === 4003 });

=== a code that is taken out of the event
const line = new WebSocket(address);
line.addEventListener("close", ({ code, reason }) => {
  if (code === «1006→1006») retry();
});
line.onclose = (event) => {
  const { code } = event;
  const wasIdle = code === «4000→4000»;
};

=== an event that a constant names
import WebSocket from "ws";
import { Client, Events } from "discord.js";
import { FeedEvents } from "./events.js";
const line = new WebSocket(address);
line.on(FeedEvents.CLOSE, (code) => code === «4001→4001»);
line.on(FeedEvents.MESSAGE, (code) => code === 4002);
const bot = new Client({ intents: [] });
bot.on(Events.ShardDisconnect, (event, shard) => {
  if (event.code === «4014→4014» && shard !== 1000) stop();
});
bot.once("shardDisconnect", ({ code }) => report(code !== «4013→4013»));
bot.on(Events.ShardReady, (code) => code === 4014);

=== a switch, with constants
import WebSocket from "ws";
const BANNED = 4002;
const line = new WebSocket(address);
line.on("close", (code) => {
  switch (code) {
    case «1000→1000»:
    case «BANNED→4002»:
      return;
    default:
      retry(code);
  }
});

=== ranges
const line = new WebSocket(address);
line.onclose = ({ code }) => {
  if (code >= «4000→4000» && code <= «4999→4999») stop();
  if (code < «3000→3000») retry();
};

=== lists and sets, here and by name
const FATAL = new Set([4001, 4002]);
const line = new WebSocket(address);
line.onclose = ({ code }) => {
  if ([«1000→1000», «1001→1001»].includes(code)) return;
  if (FATAL.has(code)) return;
  if ([«4003→4003»].indexOf(code) !== -1) return;
};

=== handlers by name, bound, from a factory and on a class
class Feed {
  constructor() {
    this.line = new WebSocket(address);
    this.line.onclose = this.closed.bind(this);
    this.line.addEventListener("close", this.gone);
  }
  closed(event) {
    if (event.code === «1000→1000») return;
  }
  gone = (event) => {
    if (event.code === «1001→1001») return;
  };
}

=== the code of a handler of a server
import { WebSocketServer } from "ws";
const rooms = new WebSocketServer({ port: 8080 });
rooms.on("connection", (guest) => {
  guest.on("close", (code, reason) => code === «1001→1001» || log(reason));
});

=== a variable that keeps it
let last;
const line = new WebSocket(address);
line.onclose = (event) => {
  last = event;
  const closeCode = event.code;
  if (closeCode !== «1000→1000») retry();
};
"""

COMPARED_TYPESCRIPT = """
=== an annotated event
export function closed(event: CloseEvent): boolean {
  return event.code === «1000→1000» || event.code === «1001→1001»;
}

=== a hook
import useWebSocket from "react-use-websocket";
export function Feed() {
  useWebSocket(address, { shouldReconnect: (event) => event.code !== «4001→4001», onClose: (event) => event.code === «1000→1000» });
}

=== an enum
enum Close {
  Idle = 4000,
  Kicked,
}
declare const line: WebSocket;
line.onclose = (event) => {
  if (event.code === «Close.Kicked→4001») stop();
};
"""

COMPARED_PYTHON = """
=== a parameter that is a member of an enum of close codes
import enum
from typing import Union

class CloseCode(enum.IntEnum):
    UNKNOWN = 4000
    LOCKED = 4004

class Level(enum.IntEnum):
    HIGH = 4000

def again(code: Union[int, CloseCode]) -> bool:
    return code not in («CloseCode.LOCKED→4004», «4010→4010»)

def loud(code: Level) -> bool:
    return code in (Level.HIGH, 4010)

=== exceptions
import websockets

async def listen(line):
    try:
        await line.recv()
    except websockets.ConnectionClosed as gone:
        if gone.rcvd is not None and gone.rcvd.code == «1001→1001»:
            return
        if gone.code in («1000→1000», «1006→1006»):
            return

=== the frame that an exception holds, whatever its variable is declared as
from websockets.exceptions import ConnectionClosed

def is_final(problem: Exception) -> bool:
    if isinstance(problem, ConnectionClosed):
        return problem.rcvd.code in («4004→4004», «4010→4010») or problem.rcvd.code == «1008→1008»
    return problem.answer.code == 4011

=== a code that is read by the name of its field, and fields of what is no close
import websockets

async def beat(line, answer):
    try:
        await line.ping()
    except websockets.ConnectionClosed as gone:
        received = getattr(gone.rcvd, "code", None)
        if received == «1000→1000» or getattr(gone, "code", None) in («1001→1001», «4001→4001»):
            return
    if getattr(answer, "code", None) == 1003 or getattr(answer, "size", 1024) == 1000:
        return

=== a framework's exception
from fastapi import WebSocket, WebSocketDisconnect

async def enter(guest: WebSocket):
    try:
        await guest.receive_text()
    except WebSocketDisconnect as gone:
        if gone.code != «1000→1000»:
            raise

=== overrides
from channels.generic.websocket import AsyncWebsocketConsumer

class Rooms(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        if code == «1001→1001»:
            return

=== a field of the connection
from tornado.websocket import WebSocketHandler

class Feed(WebSocketHandler):
    def on_close(self):
        if self.close_code in {«1000→1000», «1001→1001»}:
            return
        if self.close_code == None:
            return

=== callbacks of an app
import websocket

def closed(app, close_status_code, close_msg):
    if close_status_code == «1000→1000»:
        return

websocket.WebSocketApp(address, on_close=closed).run_forever()

=== match, ranges, and a set by name
import websockets

FATAL = frozenset({4001, 4002})

async def listen(line: websockets.ClientConnection):
    match line.close_code:
        case «1000→1000» | «1001→1001»:
            return
    if «4000→4000» <= line.close_code < «5000→5000» or line.close_code in FATAL:
        return

=== an enum of the library
import aiohttp

async def listen(line: aiohttp.ClientWebSocketResponse):
    if line.close_code == «aiohttp.WSCloseCode.GOING_AWAY→1001»:
        return

=== a failure out of a queue, once a test has found what it is
import asyncio
from .gateway import ConnectionClosed

class Shards:
    def __init__(self):
        self.events = asyncio.Queue()

    async def run(self):
        event = await self.events.get()
        if event.failure.code == 4014:
            return
        if isinstance(event.failure, ConnectionClosed):
            if event.failure.code == «4014→4014»:
                raise event.failure
"""

COMPARED_GO = """
=== predicates and errors
package hub

import "github.com/gorilla/websocket"

func read(line *websocket.Conn) error {
	_, _, err := line.ReadMessage()
	if websocket.IsCloseError(err, «websocket.CloseNormalClosure→1000», «1001→1001») {
		return nil
	}
	if websocket.IsUnexpectedCloseError(err, «websocket.CloseGoingAway→1001») {
		return err
	}
	var closed *websocket.CloseError
	if errors.As(err, &closed) && closed.Code == «websocket.CloseAbnormalClosure→1006» {
		return nil
	}
	if closed, ok := err.(*websocket.CloseError); ok {
		switch closed.Code {
		case «4001→4001», «4002→4002»:
			return nil
		}
	}
	return err
}

=== statuses
package hub

import "github.com/coder/websocket"

func read(ctx context.Context, line *websocket.Conn) bool {
	_, _, err := line.Read(ctx)
	return websocket.CloseStatus(err) == «websocket.StatusNormalClosure→1000»
}

=== a handler
package hub

import "github.com/gorilla/websocket"

func enter(line *websocket.Conn) {
	line.SetCloseHandler(func(code int, text string) error {
		if code == «1001→1001» {
			return nil
		}
		return nil
	})
}
"""

COMPARED_RUST = """
=== patterns, guards and values
use tokio_tungstenite::tungstenite::{protocol::frame::coding::CloseCode, Message};

fn read(message: Message) -> bool {
    match message {
        Message::Close(Some(frame)) if frame.code == «CloseCode::Away→1001» => true,
        Message::Close(Some(frame)) => match frame.code {
            «CloseCode::Normal→1000» => true,
            CloseCode::Library(«4001→4001») => false,
            other => u16::from(other) == «4002→4002»,
        },
        _ => false,
    }
}
"""

COMPARED_JAVA = """
=== a variable that is told with a reason
class WebSocketReader {
    void read(byte[] payload) {
        int code = 1005;
        String reason = null;
        if (payload.length >= 2) {
            code = (payload[0] & 0xff) * 256 + (payload[1] & 0xff);
            if (code != «1000→1000» && code != «1001→1001» && code != «1002→1002») {
                throw new ProtocolException("invalid close code " + code);
            }
        }
        onClose(code, reason);
    }

    void refuse(byte[] payload) {
        int code = 0;
        code = payload[0] * 256;
        if (code == 1001) {
            onFailure(code, reason);
        }
    }
}

=== reasons
import jakarta.websocket.*;

@ClientEndpoint
class Feed {
    @OnClose
    public void gone(Session session, CloseReason reason) {
        if (reason.getCloseCode() == «CloseReason.CloseCodes.GOING_AWAY→1001») return;
        if (reason.getCloseCode().getCode() == «4001→4001») return;
    }
}

=== a listener
import okhttp3.*;

class Feed extends WebSocketListener {
    @Override
    public void onClosed(WebSocket line, int code, String reason) {
        switch (code) {
            case «1000→1000»:
                return;
            default:
                retry();
        }
    }
}
"""

COMPARED_KOTLIN = """
=== when, ranges and sets
import okhttp3.*

class Feed : WebSocketListener() {
    override fun onClosing(webSocket: WebSocket, code: Int, reason: String) {
        when (code) {
            «1000→1000», «1001→1001» -> return
            in «4000→4000»..«4999→4999» -> stop()
        }
        if (code in setOf(«4001→4001»)) return
    }
}
"""

COMPARED_CSHARP = """
=== a status
using System.Net.WebSockets;

class Feed
{
    bool Gone(ClientWebSocket line) =>
        line.CloseStatus == «WebSocketCloseStatus.EndpointUnavailable→1001» || (int?)line.CloseStatus == «4001→4001»;
}

=== what a class of codes is asked of a code
public static class CloseCodes {
    public static bool IsReserved(this ushort code) => code is «1004→1004» or «1005→1005»;
    public static bool IsLong(int length) => length is 1004 or 1005;
}
"""

COMPARED_SWIFT = """
=== a delegate
import Foundation

class Feed: NSObject, URLSessionWebSocketDelegate {
    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask,
                    didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        if closeCode == «.goingAway→1001» || closeCode.rawValue == «4001→4001» { return }
    }
}
"""

COMPARED_DART = """
=== a field of the connection
import 'dart:io';

void listen(WebSocket line) {
  line.listen(print, onDone: () {
    if (line.closeCode == «WebSocketStatus.goingAway→1001» || line.closeCode == «4001→4001») return;
  });
}

=== a pattern that takes the code out of an event
import 'package:web_socket/web_socket.dart';

void listen(WebSocket line) {
  line.events.listen((event) {
    switch (event) {
      case TextDataReceived(:final text):
        if (text.length == 1009) return;
      case CloseReceived(:final code, :final reason):
        if (code == «1006→1006» || code == «4001→4001») print(reason);
    }
  });
}
"""

COMPARED_PHP = """
=== an override
<?php
use Ratchet\\Client\\WebSocket;

$ws->on('close', function ($code, $reason) {
    if ($code === «1001→1001») { return; } // WebSocket
});
"""

COMPARED_RUBY = """
=== an event
require "faye/websocket"

line = Faye::WebSocket::Client.new(address)
line.on(:close) do |event|
  return if event.code == «1000→1000»
  case event.code
  when «1001→1001», «1006→1006» then retry_later
  end
end
"""

RECEIVED_JAVASCRIPT = """
=== parameters, members and what is taken apart
import WebSocket from "ws";
const line = new WebSocket(address);
line.on("close", («code», reason) => log(«code», reason));
line.onclose = (event) => log(event.«code»);
line.addEventListener("close", ({ «code» }) => log(«code»));

=== the exit code of a process is none
import { spawn } from "node:child_process";
import WebSocket from "ws";
spawn("node").on("close", (code) => log(code));
"""

RECEIVED_PYTHON = """
=== exceptions and fields
import websockets

async def listen(line: websockets.ClientConnection):
    try:
        await line.recv()
    except websockets.ConnectionClosed as gone:
        print(gone.«code», line.«close_code»)

=== an error of HTTP has a code of its own
import urllib.error
import websockets

def fetch(address):
    try:
        return urllib.request.urlopen(address)
    except urllib.error.HTTPError as error:
        print(error.code)
"""

RECEIVED_GO = """
=== an error's field, a handler's parameter
package hub

import "github.com/gorilla/websocket"

func enter(line *websocket.Conn, err error) {
	line.SetCloseHandler(func(«code» int, text string) error {
		log.Println(«code», text)
		return nil
	})
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		log.Println(closed.«Code»)
	}
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(
        js=COMPARED_JAVASCRIPT, ts=COMPARED_TYPESCRIPT, py=COMPARED_PYTHON, go=COMPARED_GO, rs=COMPARED_RUST, java=COMPARED_JAVA,
        kt=COMPARED_KOTLIN, cs=COMPARED_CSHARP, swift=COMPARED_SWIFT, dart=COMPARED_DART, php=COMPARED_PHP, rb=COMPARED_RUBY,
    ),
)  # fmt: skip
def test_comparisons(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared"))


@pytest.mark.parametrize(("suffix", "source"), cases(js=RECEIVED_JAVASCRIPT, py=RECEIVED_PYTHON, go=RECEIVED_GO))
def test_received_codes(suffix: str, source: str) -> None:
    run(suffix, source, uses("received"))
