"""Codes that a handler keeps in a list, a channel or a promise, until a test asks for them."""

import pytest

from .support import cases, run, uses

TYPESCRIPT = """
=== what a promise is settled with by a name of its own
import WebSocket from "ws";
test("one", async () => {
  const line = new WebSocket("ws://localhost:1");
  const { promise, resolve } = Promise.withResolvers<number>();
  line.on("close", resolve);
  expect(await promise).toBe(«1008→1008»);
});
test("two", async () => {
  const line = new WebSocket("ws://localhost:1");
  const { promise, resolve } = Promise.withResolvers<number>();
  line.on("close", (code) => resolve(code));
  const got = await promise;
  expect(got).toEqual(«4001→4001»);
});
test("three", async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  resolve(size());
  expect(await promise).toBe(4002);
});
=== what is pushed into a list, alone and with its reason
import WebSocket from "ws";
const line = new WebSocket("ws://localhost:1");
const gone: number[] = [], told: Array<[number, string]> = [], mixed: number[] = [];
line.on("close", (status, why) => { gone.push(status); told.push([status, why.toString()]); mixed.push(status, size()); });
expect(gone).toEqual([«1001→1001», «1002→1002»]);
expect(gone).toContain(«4003→4003»);
expect(told[0][0]).toBe(«1011→1011»);
expect(told).toEqual([[«1003→1003», "x"]]);
expect(mixed[0]).toBe(4004);
=== several promises waited for at once
import WebSocket from "ws";
function ended(line: WebSocket): Promise<{ code: number; reason: string }> {
  return new Promise((resolve) => line.once("close", (code, reason) => resolve({ code, reason: reason.toString() })));
}
const [left, right] = await Promise.all([ended(a), ended(b)]);
expect(right.code).toBe(«1012→1012»);
"""

PYTHON = """
=== a list, a future and a queue
import asyncio
import websocket

async def test_codes():
    seen, pairs, fut, waiting = [], [], loop.create_future(), asyncio.Queue()
    def on_close(line, status, why):
        seen.append(status)
        pairs.append((status, why))
        fut.set_result(status)
        waiting.put_nowait(status)
    websocket.WebSocketApp("ws://x", on_close=on_close).run_forever()
    assert seen == [«1001→1001»]
    assert seen[0] == «1002→1002»
    assert «1007→1007» in seen
    assert pairs[0][0] == «1003→1003»
    assert await fut == «4001→4001»
    assert await waiting.get() == «4002→4002»
    got = await asyncio.wait_for(fut, 1)
    assert got == «4003→4003»
    assert len(seen) == 4004
"""

GO = """
=== a channel, a slice and an atomic number
package line

import "github.com/gorilla/websocket"

func TestClose(t *testing.T) {
	conn, _, _ := websocket.DefaultDialer.Dial("ws://x", nil)
	gone := make(chan int, 1)
	sizes := make(chan int, 1)
	var seen []int
	var last atomic.Int32
	conn.SetCloseHandler(func(status int, text string) error {
		gone <- status
		sizes <- len(text)
		seen = append(seen, status)
		last.Store(int32(status))
		return nil
	})
	if got := <-gone; got != «1001→1001» {
		t.Fatal(got)
	}
	select {
	case got := <-gone:
		if got != «1008→1008» {
			t.Fatal(got)
		}
	}
	if <-sizes != 1009 {
		t.Fatal()
	}
	require.Equal(t, []int{«4002→4002»}, seen)
	require.Equal(t, int32(«4001→4001»), last.Load())
}
"""

JAVA = """
=== lists in what a test expects
import java.util.*;
import okhttp3.*;

class LineTest {
    void told(OkHttpClient client, Request request) throws Exception {
        List<Integer> seen = new ArrayList<>();
        CompletableFuture<Integer> gone = new CompletableFuture<>();
        client.newWebSocket(request, new WebSocketListener() {
            @Override public void onClosing(WebSocket line, int status, String why) {
                seen.add(status);
                gone.complete(status);
            }
        });
        assertEquals(List.of(«1008→1008»), seen);
        assertThat(seen).containsExactly(«1012→1012»);
        assertEquals(«1003→1003», gone.get(5, TimeUnit.SECONDS).intValue());
        assertEquals(1010, seen.size());
    }
}
"""

KOTLIN = """
=== lists in what a test expects
import okhttp3.*

fun told(client: OkHttpClient, request: Request) {
    val seen = mutableListOf<Int>()
    client.newWebSocket(request, object : WebSocketListener() {
        override fun onClosing(line: WebSocket, status: Int, why: String) {
            seen += status
            seen.add(status)
        }
    })
    assertEquals(listOf(«1003→1003»), seen)
    seen shouldBe listOf(«1008→1008»)
}
"""

CSHARP = """
=== lists in what a test expects, and a task that may take too long
using WebSocketSharp;

class LineTest {
    async Task Told() {
        var line = new WebSocket("ws://x");
        var gone = new TaskCompletionSource<ushort>();
        var seen = new List<ushort>();
        line.OnClose += (sender, e) => { gone.TrySetResult(e.Code); seen.Add(e.Code); };
        Assert.Equal(new ushort[] { «1003→1003» }, seen);
        Assert.Equal(«1012→1012», await gone.Task.WaitAsync(TimeSpan.FromSeconds(1)));
    }
}
"""

DART = """
=== a completer
import 'dart:io';
void main() {
  test('told', () async {
    final line = await WebSocket.connect('ws://x');
    final gone = Completer<int?>();
    line.listen((_) {}, onDone: () => gone.complete(line.closeCode));
    expect(await gone.future, «1001→1001»);
  });
}
"""

RUBY = """
=== a list and a queue
require "faye/websocket"
line = Faye::WebSocket::Client.new("ws://x")
seen, waiting = [], Queue.new
line.on(:close) { |event| seen << event.code; waiting.push(event.code) }
expect(seen).to include(«1003→1003»)
expect(waiting.pop).to eq(«1007→1007»)
"""

RUST = """
=== a list
use tokio_tungstenite::tungstenite::{protocol::CloseFrame, Message};

async fn told(mut line: Line) {
    let mut seen = Vec::new();
    while let Some(Ok(message)) = line.next().await {
        if let Message::Close(Some(frame)) = message {
            seen.push(u16::from(frame.code));
        }
    }
    assert_eq!(seen, vec![«1001→1001»]);
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(ts=TYPESCRIPT, py=PYTHON, go=GO, java=JAVA, kt=KOTLIN, cs=CSHARP, dart=DART, rb=RUBY, rs=RUST),
)
def test_codes_kept(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "mentioned"))
