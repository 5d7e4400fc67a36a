"""What a class has from the one that it extends, be that in this file or in another one."""

import re

import pytest
from tests.analysis.support import named

from wsclose.analysis.facts import CloseCall, SentCode
from wsclose.project.workspace import Workspace

from .workspaces import InMemory, checker, split, without_marks

TABLE = """
=== a field of a class of this file
--- src/feed.ts
class Line {
  protected socket: WebSocket;
  connect() {
    this.socket = new WebSocket(this.address);
  }
}
class Feed extends Line {
  stop() {
    this.socket.«close→browser client»(1001);
    const { socket } = this;
    socket.«close→browser client»();
  }
}

=== a field of a struct within a struct, of this file and of another
--- feed/feed.go
package feed

import "github.com/gorilla/websocket"

type paged struct {
	line
	*counted
	page int
}

type kept struct {
	conn *websocket.Conn
}

type heated struct {
	*kept
	since int64
}

func (p *paged) stop() error {
	p.total.Close()
	return p.conn.«Close→gorilla»()
}

func (h *heated) stop() {
	defer h.conn.«Close→gorilla»()
}
--- feed/line.go
package feed

import "github.com/gorilla/websocket"

type line struct {
	conn *websocket.Conn
}

type counted struct {
	total *meter
}

=== what a method of an interface gives
--- src/guest.ts
import type { Socket } from "node:net";
import type WebSocket from "ws";

export interface Guest {
  getSocket(): WebSocket | null;
  rawSocket(): Socket;
}
export interface Room {
  guest(name: string): Guest | undefined;
  leave(name: string): void;
}
--- src/sweep.ts
import type { Room } from "./guest";

export class Sweep {
  private readonly room: Room;
  private readonly onClosed: (guest: Guest) => void;

  run(name: string) {
    const guest = this.room.guest(name);
    if (!guest) return;
    guest.getSocket()?.«close→ws»();
    guest.rawSocket().close();
    this.onClosed(guest);
  }
}

=== what a function of another package gives back with something else
--- feed/feed.go
package feed

import "example.org/shop/dialing"

func run() {
	address, line := dialing.Line()
	defer line.«Close→coder»(1001, address)
	name, file := dialing.File()
	file.Close(1001, name)
}
--- dialing/dialing.go
package dialing

import "github.com/coder/websocket"

func Line() (string, *websocket.Conn) {
	return "", nil
}

func File() (string, *os.File) {
	return "", nil
}

=== a field of a class that another one extends
--- src/feed.py
import websocket


class Line:
    def connect(self):
        self.line = websocket.create_connection(self.address)


class Middle(Line):
    pass


class Feed(Middle):
    def stop(self):
        self.line.«close→websocket_client client»(1001)

=== a field of a class of another file
--- src/line.ts
export abstract class Line {
  protected socket = new WebSocket(address);
}
--- src/feed.ts
import { Line } from "./line";
export class Feed extends Line {
  stop() {
    this.socket.«close→browser client»(1001);
  }
}

=== a wrapper of a class of another file
--- line/base.py
import websocket


class Base:
    def connect(self):
        self.line = websocket.create_connection(self.address)

    def leave(self, code):
        self.line.«close→websocket_client client»(code)
--- line/__init__.py
--- feed.py
from line.base import Base


class Feed(Base):
    def stop(self):
        self.leave(«1005→websocket_client client»)
        super().leave(«1006→websocket_client client»)

=== a method of a class of another file, where this one has its own of that name
--- src/line.js
export class Line {
  constructor() {
    this.socket = new WebSocket(address);
  }
  leave(code) {
    this.socket.«close→browser client»(code);
  }
}
--- src/feed.js
import { Line } from "./line.js";
export class Feed extends Line {
  leave(seconds) {
    super.leave(«4000→browser client»);
    this.rest(seconds);
  }
  stop() {
    this.leave(3000);
  }
}

=== what a function of another file hands to the one that it is given
--- lib/serve.dart
import 'package:web_socket_channel/web_socket_channel.dart';

void serve(void Function(WebSocketChannel peer, String? protocol) whenOpen) => keep(whenOpen);
--- lib/room.dart
import 'serve.dart';

void main() => serve((peer, protocol) => peer.sink.«close→web_socket_channel»());

=== a class of the same package
--- app/Line.java
package app;

import okhttp3.WebSocket;

abstract class Line {
    protected WebSocket socket;
}
--- app/Feed.java
package app;

class Feed extends Line {
    void stop() {
        socket.«close→okhttp client»(1001, "bye");
        this.socket.«close→okhttp client»(1001, "bye");
    }
}

=== classes that extend each other come to an end
--- src/feed.ts
class One extends Other {
  stop() {
    this.line.close(1001);
  }
}
class Other extends One {}

=== a field that no class has
--- src/line.ts
export class Line {
  protected store = new Map();
}
--- src/feed.ts
import { Line } from "./line";
export class Feed extends Line {
  stop() {
    this.store.close(1001);
  }
}
"""

CASES = [pytest.param(files, id=title) for title, files in split(TABLE)]


@pytest.mark.parametrize("files", CASES)
def test_what_a_class_inherits(files: dict[str, str]) -> None:
    workspace = Workspace(InMemory({path: without_marks(text) for path, text in files.items()}))
    for path, text in files.items():
        found = []
        source = without_marks(text)
        data = source.encode()
        for placed in checker(path, source, workspace).checked().facts:
            for fact in placed.facts.facts:
                if isinstance(fact, CloseCall):
                    start, end = placed.start + fact.name_start, placed.start + fact.name_end
                    found.append((data[start:end].decode(), named(fact.connection)))
                elif isinstance(fact, SentCode) and fact.call is None:
                    start, end = placed.start + fact.code.start, placed.start + fact.code.end
                    found.append((data[start:end].decode(), named(fact.connection)))
        assert found == re.findall("«(.*?)→(.*?)»", text), path
