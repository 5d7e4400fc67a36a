"""Functions of a project's own that close: what is sent through them, and what they look at first."""

import pytest

from wsclose.analysis.facts import Fact, SentCode

from .support import Found, cases, run

JAVASCRIPT = """
=== a function, in whatever way it is written
const line = new WebSocket(address);
function leave(code, reason) {
  line.close(code, reason);
}
const drop = (code) => line.close(code);
const quit = function (code) {
  line.close(code);
};
leave(«1006→leave», "bye");
drop(«1005→drop»);
quit(«1015→quit»);

=== a method, from inside and outside
class Feed {
  constructor() {
    this.line = new WebSocket(address);
  }
  leave(reason, code) {
    this.line.close(code, reason);
  }
  stop = (code) => this.line.close(code);
  quit() {
    this.leave("bye", «1006→leave»);
    this.stop(«1006→stop»);
  }
}
const feed = new Feed();
feed.leave("bye", «1001→leave»);

=== a function inside a component
import { useCallback, useRef } from "react";
export function Feed() {
  const line = useRef(new WebSocket(address));
  const leave = useCallback((code) => line.current.close(code), []);
  const quit = (code) => leave(code);
  return () => leave(«1006→leave»);
}

=== the connection is handed over, too
import WebSocket from "ws";
function refuse(socket, code) {
  socket.send("no");
  socket.close(code);
}
export const kick = (guest) => refuse(guest, «4001→refuse»);

=== a wrapper of a wrapper
const line = new WebSocket(address);
function closeLine(code) {
  line.close(code);
}
function closeAll(code) {
  closeLine(code);
}
closeAll(«1006→closeAll»);

=== numbers that no close code has, and a time
const line = new WebSocket(address);
function refuse(code, reason) { line.close(code, reason); }
function later(ms, code) { setTimeout(() => line.close(code), ms); }
function shift(code) { line.close(code > 2999 ? code : code + 3000); }
function fit(code) { if (code > 2999) line.close(code); }
refuse(«1234→refuse», "made up");
refuse(«2001→refuse», "made up");
refuse(«5001→refuse», "made up");
later(2000, «4001→later»);
later(5000);
shift(2001);
fit(2001);

=== what looks at the code first may send something else
const line = new WebSocket(address);
function leave(code) {
  if (code === 1006) line.close();
  else line.close(code);
}
function stop(code) {
  if (isSendable(code)) line.close(code);
}
leave(«1006→leave, tested»);
stop(«1005→stop, tested»);

=== other arguments are something else
const line = new WebSocket(address);
function leave(code, delay) {
  setTimeout(() => line.close(code), delay);
}
leave(«4000→leave», 4000);

=== a function of the same name elsewhere
const line = new WebSocket(address);
function leave(code) {
  line.close(code);
}
function other() {
  const leave = (id) => rooms.delete(id);
  leave(4001);
}
"""

TYPESCRIPT = """
=== a code that is sent to each of several, by a function within
import { WebSocket } from "ws";
class Rooms {
  private readonly peers = new Map<string, Set<WebSocket>>();
  private line: WebSocket;
  empty(room: string, code: number) {
    this.peers.get(room)?.forEach((peer) => peer.close(code));
  }
  later(wait: number, code: number) {
    setTimeout(() => this.line.close(code), wait);
  }
}
new Rooms().empty("lobby", «4001→empty»);
new Rooms().later(3000, «4002→later»);

=== an object that a container of dependencies gives
import { WebSocket } from "ws";
class Rooms {
  private line: WebSocket;
  quit(code: number) { this.line.close(code); }
}
container.resolve(Rooms).quit(«4001→quit»);
const rooms = app.get<Rooms>("rooms");
rooms.quit(«4002→quit»);
(await moduleRef.resolve(Rooms)).quit(«4003→quit»);
app.get("rooms").quit(4004);
container.resolve(other).quit(4005);

=== an object that is given, with the code among what it has
import WebSocket from "ws";
interface Ending { code?: number; reason?: string; delay?: number }

class Shard {
  private line!: WebSocket;
  destroy({ code = 4900, reason = "", delay }: Ending = {}) {
    setTimeout(tidy, delay);
    this.line.close(code, reason);
  }
  stop(wait: number, options: Ending) {
    this.line.close(options.code ?? 1000);
  }
  end(options?: Partial<Ending>) {
    const { code, reason } = options ?? {};
    this.line.close(code, reason);
  }
}
const shard = new Shard();
shard.destroy({ code: «4901→destroy», reason: "late", delay: 4000 });
shard.stop(3000, { delay: 3000, code: «4902→stop» } as Ending);
shard.end({ code: urgent ? «4903→end» : «1005→end» });
new Map<string, Shard>().get(name)?.destroy({ code: «4904→destroy» });
track({ code: 4905, delay: 4000 });

=== a method with a default, and one of an own class with a type
export class Line {
  private line = new WebSocket(address);
  leave(code: number = «4000→close», reason?: string): void {
    this.line.close(code, reason);
  }
}
export function quit(line: Line): void {
  line.leave(«1006→leave»);
}
""".replace("«4000→close»", "4000")

PYTHON = """
=== functions, methods and keywords
from starlette.websockets import WebSocket

async def refuse(guest: WebSocket, code: int, reason: str = ""):
    await guest.close(code=code, reason=reason)

class Rooms:
    async def kick(self, guest: WebSocket, code: int):
        await guest.close(code)

    async def empty(self, guest: WebSocket):
        await self.kick(guest, «1006→kick»)

async def enter(guest: WebSocket):
    await refuse(guest, «4001→refuse»)
    await refuse(guest, code=«1006→refuse», reason="full")

=== what stands in for a code that a wrapper hands on
import websockets

class Feed:
    async def open(self):
        self.line = await websockets.connect("wss://example.org")

    async def shut(self, code, reason=""):
        await self.line.close(code, reason)

    async def kill(self, code: int = «1006→shut», reason: str = "killed"):
        await self.shut(code, reason=reason)

    async def pause(self, code: int = 4000):
        await self.wait(code)

=== an HTTP status in the place of a code, unless what gets it looks at it or counts on it
from starlette.websockets import WebSocket

class Line:
    def __init__(self, scope, receive, send):
        self.socket = WebSocket(scope, receive, send)

    async def leave(self, code: int = 1000):
        await self.socket.close(code=code)

    async def refuse(self, status):
        await self.socket.close(code=4000 + status)

    async def end(self, status):
        if status < 1000:
            status += 4000
        await self.socket.close(code=status)

    async def check(self):
        await self.leave(«403→leave»)
        await self.leave(0)
        await self.refuse(403)
        await self.end(403)
"""

GO = """
=== functions and methods
package hub

import "github.com/gorilla/websocket"

type guest struct {
	line *websocket.Conn
}

func (g *guest) leave(code int, text string) {
	g.line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, text))
}

func refuse(line *websocket.Conn, code int) {
	line.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
}

func enter(g *guest) {
	g.leave(«1006→leave», "bye")
	refuse(g.line, «websocket.CloseGoingAway→refuse»)
}
"""

OTHERS = {
    "java": """
=== a method
import okhttp3.WebSocket;

class Feed {
    private WebSocket line;

    void leave(int code, String reason) {
        line.close(code, reason);
    }

    void quit() {
        leave(«1006→leave», "bye");
        this.leave(«4001→leave», "bye");
    }
}
""",
    "kt": """
=== a function of one expression
import okhttp3.WebSocket

class Feed(private val line: WebSocket) {
    fun leave(code: Int) = line.close(code, null)
    fun quit() = leave(«1006→leave»)
}
""",
    "dart": """
=== a method
import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  final WebSocketChannel line;
  Feed(this.line);

  void leave(int code) {
    line.sink.close(code);
  }

  void quit() => leave(«1006→leave»);
}
""",
    "php": """
=== a method
<?php
use Ratchet\\ConnectionInterface;

class Rooms
{
    private function leave(ConnectionInterface $guest, int $code)
    {
        $guest->close($code);
    }

    public function onOpen(ConnectionInterface $guest)
    {
        $this->leave($guest, «1006→leave»);
    }
}
""",
    "cs": """
=== what one overload looks at, whichever of them closes
class WebSocket
{
    private Stream stream;

    private void close(ushort code, string reason)
    {
        if (code == 1005)
        {
            close(Payload.Empty, true);
            return;
        }
        close(new Payload(code, reason), true);
    }

    private void close(Payload payload, bool send)
    {
        stream.Write(Frame.CreateCloseFrame(payload));
    }

    public void Close()
    {
        close(«1005→close, tested», "");
    }
}
""",
    "rb": """
=== a method
require "faye/websocket"

class Feed
  def initialize
    @line = Faye::WebSocket::Client.new(address)
  end

  def leave(code)
    @line.close(code)
  end

  def quit
    leave(«1006→leave»)
  end
end
""",
}


def through(start: int, fact: Fact) -> Found | None:
    """Finds what goes out through a wrapper, whatever it is."""
    if isinstance(fact, SentCode) and fact.via:
        return start + fact.start, start + fact.end, fact.via + ", tested" * fact.conditional
    return None


@pytest.mark.parametrize(("suffix", "source"), cases(js=JAVASCRIPT, ts=TYPESCRIPT, py=PYTHON, go=GO, **OTHERS))
def test_wrappers(suffix: str, source: str) -> None:
    run(suffix, source, through)
