"""Connections that a function of the project's own hands to the one that it is given, as the type of that one says."""

import pytest

from .support import cases, close_calls, named, run

TYPESCRIPT = """
=== an arrow function's type, and a constructor's
import { WebSocket } from "ws";

function serve(path: string, whenOpen: (peer: WebSocket, path: string) => void): void { keep(path, whenOpen); }
function fetchAll(then: (answer: Response) => void): void { keep("", then); }
class Room {
  constructor(private enter: (done: () => void, peer: WebSocket) => void) {}
}
serve("/feed", (peer) => peer.«close→ws»());
new Room((done, peer) => { done.close(); peer.«close→ws»(); });
fetchAll((answer) => answer.close());
=== an object of functions, by the type that it is declared as
import type { ServerWebSocket, WebSocketHandler } from "bun";

export const feed: WebSocketHandler<Guest> = { open(peer) { peer.«close→bun server»(4001, "no"); } };
export const files: FileHandler<Guest> = { open(peer) { peer.close(); } };
=== an object of functions that is given away by its name
import { App } from "uWebSockets.js";

const behavior = { message: (peer, text) => { peer.«end→uwebsockets server»(1003, "binary"); } };
const other = { message: (peer, text) => { peer.end("binary"); } };
App().ws("/feed", behavior);
"""

DART = """
=== a function's type, by its place and by its name
import 'package:web_socket_channel/web_socket_channel.dart';

void serve(void Function(WebSocketChannel peer, String? protocol) whenOpen, {void Function(File)? logged}) {
  keep(whenOpen);
}
void listen({required void Function(WebSocketChannel) whenOpen}) => keep(whenOpen);
void main() {
  serve((peer, protocol) { peer.sink.«close→web_socket_channel»(); }, logged: (file) => file.close());
  listen(whenOpen: (peer) => peer.sink.«close→web_socket_channel»());
}
"""

KOTLIN = """
=== a block behind the parentheses
import okhttp3.WebSocket

fun serve(path: String, whenOpen: (WebSocket, String) -> Unit) { keep(whenOpen) }
fun read(path: String, whenOpen: (File) -> Unit) { keep(whenOpen) }
fun main() {
    serve("/feed") { peer, path -> peer.«close→okhttp client»(1000, path) }
    read("/feed") { file -> file.close() }
}
"""

SWIFT = """
=== a closure behind the parentheses
import WebSocketKit

func serve(path: String, whenOpen: @escaping (WebSocket, String) -> Void) { keep(whenOpen) }
func read(path: String, whenOpen: @escaping (File) -> Void) { keep(whenOpen) }
func main() {
    serve(path: "/feed") { peer, path in peer.«close→websocket_kit»() }
    read(path: "/feed") { file in file.close() }
}
"""

CSHARP = """
=== a delegate
using System.Net.WebSockets;

class Server
{
    void Serve(Action<WebSocket, string> whenOpen) { Keep(whenOpen); }
    void Read(Action<Stream> whenOpen) { Keep(whenOpen); }
    void Run()
    {
        Serve((peer, path) => peer.«Abort→system_net»());
        Read(file => file.Close());
    }
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(ts=TYPESCRIPT, dart=DART, kt=KOTLIN, swift=SWIFT, cs=CSHARP))
def test_what_a_parameter_says_that_it_is_called_with(suffix: str, source: str) -> None:
    run(suffix, source, close_calls(lambda call: named(call.connection)))
