"""Realistic sources, one a language, that tests edit, cut and mutilate."""

JAVASCRIPT = """\
import WebSocket, { WebSocketServer } from "ws";
const { CLOSE_CODES } = require('./codes');

/* Rooms — 방 — and who is in them. */
const server = new WebSocketServer({ port: 8080, path: `/rooms/${process.env.STAGE}` });
const QUIET = new Set([1000, 1001, 1_005]);

class Room {
  members = new Map();
  constructor(name = "lobby") { this.name = name; }

  join(socket, { id, ...rest }) {
    this.members.set(id, socket);
    socket.on("close", (code, reason) => {
      this.members.delete(id);
      if (!QUIET.has(code)) console.error(`lost ${id}: ${code} ${reason}`);
    });
  }

  async empty() {
    for (const socket of this.members.values()) socket.close(1001, "방이 닫힙니다 😀");
  }
}

server.on("connection", function (socket, request) {
  const room = rooms.get(request.url) ?? new Room();
  try {
    room.join(socket, JSON.parse(request.headers.who));
  } catch (error) {
    socket.close(1e3 + 8, error.message);
  }
});

export default { rooms, leave: (socket) => socket?.close(4001) };
"""

TYPESCRIPT = """\
import type { Room } from "@/rooms";
enum Close { Idle = 4000, Kicked, Banned = 0xfa5 }

export interface Options { url: string; protocols?: string[]; }

export abstract class Feed<T extends Room> {
  private socket?: WebSocket;
  protected readonly codes = { idle: 4000, kicked: 4001 } as const;
  constructor(private readonly options: Options, public attempts = 0) {}

  connect(): void {
    this.socket = new WebSocket(this.options.url, this.options.protocols);
    this.socket.onclose = (event: CloseEvent) => {
      switch (event.code) {
        case 1000:
          return;
        case Close.Banned:
          throw new Error("banned");
        default:
          setTimeout(() => this.connect(), 1000 * 2 ** this.attempts++);
      }
    };
  }

  leave<K extends keyof T>(code: number = Close.Idle): void {
    (this.socket as WebSocket)!.close(code, "bye" satisfies string);
  }
}

export const Row = (props: { socket: WebSocket }) => props.socket.close(3000);
"""

PYTHON = '''\
"""Rooms, and who is in them: 방."""

import asyncio
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
IDLE, KICKED = 4000, 4001
CLOSE_CODES = {"idle": 4000, "kicked": 4001}


class Room:
    """A room."""

    def __init__(self, name: str = "lobby", *, limit=10) -> None:
        self.name, self.limit = name, limit
        self.members: dict[str, WebSocket] = {}

    async def leave(self, who: str, code=1000):
        socket = self.members.pop(who, None)
        if socket is not None:
            await socket.close(code=code, reason=f"bye {who}: {len(self.members)!r} left 😀")

    class Closed(Exception):
        code = 4002


@app.websocket("/rooms/{name}")
async def enter(socket: WebSocket, name: str):
    await socket.accept()
    try:
        while True:
            match await socket.receive_json():
                case {"type": "leave"}:
                    await socket.close(1001)
                    break
                case other:
                    print(other)
    except WebSocketDisconnect as gone:
        if gone.code not in (1000, 1001):
            raise
    finally:
        print("left", name)


if __name__ == "__main__":
    asyncio.run(app())
'''

GO = """\
package hub

import (
	"log"
	"time"

	"github.com/gorilla/websocket"
)

const (
	closeIdle = 4000 + iota
	closeKicked
)

var upgrader = websocket.Upgrader{ReadBufferSize: 1024}

type client struct {
	conn *websocket.Conn
	send chan []byte // 방
}

func (c *client) read(limit int) {
	defer func() {
		c.conn.Close()
	}()
	for {
		_, message, err := c.conn.ReadMessage()
		if err != nil {
			if websocket.IsUnexpectedCloseError(err, websocket.CloseGoingAway, 1006) {
				log.Printf("error: %v", err)
			}
			break
		}
		select {
		case c.send <- message:
		default:
			frame := websocket.FormatCloseMessage(closeKicked, `too "slow" 😀`)
			c.conn.WriteControl(websocket.CloseMessage, frame, time.Now().Add(time.Second))
		}
	}
}

func serve(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	go (&client{conn: conn}).read(10)
}
"""

JAVA = """\
package org.example.rooms;

import jakarta.websocket.*;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/rooms/{name}")
public class RoomEndpoint extends Endpoint {
    private static final int IDLE = 4000;
    private final Map<String, Session> members = new HashMap<>();

    enum Left { KICKED(4001), BANNED(4002); final int code; Left(int code) { this.code = code; } }

    @OnOpen
    public void enter(Session session, @PathParam("name") String name) throws IOException {
        members.put(name, session);
        if (members.size() > 10) {
            session.close(new CloseReason(CloseReason.CloseCodes.TRY_AGAIN_LATER, "방이 꽉 찼습니다 😀"));
        }
    }

    @OnClose
    public void left(Session session, CloseReason reason) {
        switch (reason.getCloseCode().getCode()) {
            case 1000, 1001 -> log.info("left");
            default -> log.warn("lost: " + reason);
        }
        members.values().removeIf(other -> other.equals(session));
    }

    interface Listener { void gone(int code); }
}
"""

RUST = """\
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame, Message};

const IDLE: u16 = 4000;

#[derive(Debug, Clone)]
pub struct Room<'a> {
    name: &'a str, // 방
}

impl<'a> Room<'a> {
    pub async fn empty(&mut self, mut socket: WebSocketStream<TcpStream>) -> Result<(), Error> {
        let frame = CloseFrame { code: CloseCode::Away, reason: "bye 😀".into() };
        socket.send(Message::Close(Some(frame))).await?;
        while let Some(message) = socket.next().await {
            match message? {
                Message::Close(Some(frame)) if frame.code == CloseCode::Normal => break,
                Message::Close(other) => println!("{other:?}"),
                _ => continue,
            }
        }
        Ok(())
    }
}

fn kick(code: u16) -> CloseFrame<'static> {
    let reason = r#"you "were" kicked"#;
    CloseFrame { code: CloseCode::from(if code == 0 { IDLE } else { 4_001u16 }), reason: reason.into() }
}

mod tests {
    #[test]
    fn is_idle() { assert_eq!(u16::from(super::kick(0).code), 4000); }
}
"""

KOTLIN = """\
package org.example.rooms

import okhttp3.*
import okio.ByteString

object Codes { const val IDLE = 4000 }

enum class Left(val code: Int) { KICKED(4001), BANNED(4002) }

class Feed(private val client: OkHttpClient, val url: String = "wss://example.org") : WebSocketListener() {
    private var socket: WebSocket? = null

    fun connect() {
        socket = client.newWebSocket(Request.Builder().url(url).build(), this)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        when (code) {
            1000, 1001 -> println("left $reason")
            in 4000..4999 -> throw IllegalStateException("kicked: ${reason.trim()}")
            else -> connect()
        }
    }

    fun leave() = socket?.close(Codes.IDLE, "방을 나갑니다 😀") ?: false

    companion object {
        fun open(url: String) = Feed(OkHttpClient(), url).apply { connect() }
    }
}
"""

CSHARP = '''\
using System.Net.WebSockets;

namespace Example.Rooms;

public enum Left { Kicked = 4001, Banned }

public sealed class Room : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private const int Idle = 4000;

    public string Name { get; init; } = "방";

    public async Task LeaveAsync(CancellationToken token = default)
    {
        if (socket.State is WebSocketState.Open)
        {
            await socket.CloseAsync((WebSocketCloseStatus)Idle, $"bye {Name} 😀", token);
        }
    }

    public async Task ReadAsync(byte[] buffer)
    {
        var result = await socket.ReceiveAsync(buffer, CancellationToken.None);
        switch (result.CloseStatus)
        {
            case WebSocketCloseStatus.NormalClosure:
            case WebSocketCloseStatus.EndpointUnavailable:
                return;
            default:
                throw new InvalidOperationException(@"lost ""room""");
        }
    }

    public ValueTask DisposeAsync() => new(socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default));
}
'''

SWIFT = """\
import Foundation

enum Left: Int { case kicked = 4001, banned }

final class Feed: NSObject, URLSessionWebSocketDelegate {
    private var task: URLSessionWebSocketTask?
    let url = URL(string: "wss://example.org/방")!

    func connect() {
        let session = URLSession(configuration: .default, delegate: self, delegateQueue: nil)
        task = session.webSocketTask(with: url)
        task?.resume()
    }

    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask,
                    didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        guard closeCode != .normalClosure else { return }
        switch closeCode {
        case .goingAway, .abnormalClosure: connect()
        default: print("lost \\(closeCode.rawValue) 😀")
        }
    }

    deinit { task?.cancel(with: .goingAway, reason: "bye".data(using: .utf8)) }
}
"""

DART = """\
import 'dart:io';
import 'package:web_socket_channel/status.dart' as status;
import 'package:web_socket_channel/web_socket_channel.dart';

const int idle = 4000;

class Room extends Object {
  final String name; // 방
  late WebSocketChannel channel;

  Room(this.name, {int attempts = 0});

  Future<void> leave([int code = status.goingAway]) async {
    await channel.sink.close(code, 'bye $name ${name.length} 😀');
  }

  void listen() {
    channel.stream.listen((message) => print(message), onDone: () {
      if (channel.closeCode != status.normalClosure) {
        Future.delayed(const Duration(seconds: 1), listen);
      }
    });
  }
}

Future<void> serve() async {
  final server = await HttpServer.bind('localhost', 8080);
  await for (final request in server) {
    final socket = await WebSocketTransformer.upgrade(request);
    await socket.close(WebSocketStatus.goingAway);
  }
}
"""

PHP = """\
<?php
namespace Example\\\\Rooms;

use Ratchet\\\\ConnectionInterface;
use Ratchet\\\\MessageComponentInterface;

const IDLE = 4000;

final class Room implements MessageComponentInterface
{
    public const KICKED = 4001;
    private array $members = [];

    public function __construct(private string $name = "방") {}

    public function onClose(ConnectionInterface $conn): void
    {
        foreach ($this->members as $id => $member) {
            $member->close(self::KICKED);
        }
        echo "left {$this->name} 😀";
    }

    public function onError(ConnectionInterface $conn, \\\\Exception $e): void
    {
        match (true) {
            $e->getCode() === 1001 => null,
            default => $conn->close($e->getCode() ?: 1011),
        };
    }
}
?>
<p>rooms</p>
""".replace("\\\\", "\\")

RUBY = """\
require "faye/websocket"

module Rooms
  IDLE = 4000
  CODES = { idle: 4000, :kicked => 4001 }.freeze

  class Room < Struct.new(:name)
    attr_reader :members

    def call(env)
      socket = Faye::WebSocket.new(env, ["rooms"], ping: 15)
      socket.on(:close) do |event|
        warn "lost #{name}: #{event.code} 방 😀" unless [1000, 1001].include?(event.code)
        @members.delete(socket)
      end
      socket.rack_response
    rescue ArgumentError => error
      socket.close(1008, error.message)
    ensure
      puts "done"
    end

    def empty
      @members.each { |member| member.close(1001, 'bye') }
    end
  end
end
"""

TEXTS = {
    "rooms.js": JAVASCRIPT,
    "feed.ts": TYPESCRIPT,
    "feed.tsx": TYPESCRIPT.replace("props.socket.close(3000)", "<button onClick={() => props.socket.close(3000)}>방 {1 + 1}</button>"),
    "rooms.py": PYTHON,
    "hub.go": GO,
    "RoomEndpoint.java": JAVA,
    "room.rs": RUST,
    "Feed.kt": KOTLIN,
    "Room.cs": CSHARP,
    "Feed.swift": SWIFT,
    "room.dart": DART,
    "Room.php": PHP,
    "room.rb": RUBY,
    "Rooms.vue": f"<template>\n  <p>{{{{ rooms < 3 }}}}</p>\n</template>\n\n<script>\n{JAVASCRIPT}</script>\n",
    "Rooms.svelte": f"<script>\n{JAVASCRIPT}</script>\n\n<p>{{rooms < 3}}</p>\n",
    "rooms.phtml": f"<?php $n = 1; ?>\n<p><?= $n ?></p>\n<script>\nconst n = <?= $n ?>;\n{JAVASCRIPT}</script>\n",
    "rooms.html": f"<!doctype html>\n<p>방</p>\n<script type=\"module\">\n{JAVASCRIPT}</script>\n",
}  # fmt: skip
"""File name -> text. In these every construct that a language's outline knows is met at least once or nearly so."""
