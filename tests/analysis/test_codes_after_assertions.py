"""Codes of what tests and patterns have made sure of being a close: assertions, tests that leave otherwise, variants."""

import pytest

from .support import cases, run, uses

PYTHON = """
=== assertions
from wsproto.events import CloseConnection
def test_end():
    event = peer.next_event()
    assert isinstance(event, CloseConnection)
    assert event.code == «1000→1000»
    self.assertIsInstance(told, CloseConnection)
    self.assertEqual(told.code, «1001→1001»)
    assert isinstance(refused, Refused)
    assert refused.code == 1002
=== a test that leaves otherwise
import websockets
def is_final(exc):
    if not isinstance(exc, ConnectionClosed):
        raise exc
    return exc.code in («1000→1000», «1001→1001»)
def is_known(problem):
    if not isinstance(problem, ValueError):
        raise problem
    return problem.code == 4100
"""

TYPESCRIPT = """
=== assertions
import WebSocket from "ws";
test("the end", async () => {
  const told = await next();
  expect(told).toBeInstanceOf(CloseEvent);
  expect(told.code).toBe(«1001→1001»);
  assert(other instanceof CloseEvent);
  assert.equal(other.code, «1002→1002»);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure.code).toBe(1003);
});
=== a test that leaves otherwise
import WebSocket from "ws";
function final(told: Message) {
  if (told.type !== "close") return false;
  return told.code === «1008→1008»;
}
function full(told: Message) {
  if (told.type !== "error") return false;
  return told.code === 1008;
}
"""

KOTLIN = """
=== assertions
import org.example.WebSocketMessage
fun told() {
    val told = connection.receive().first()
    assertIs<WebSocketMessage.Close>(told)
    assertEquals(«1000→1000».toUShort(), told.code)
    val answer = ask()
    assertIs<Answer>(answer)
    assertEquals(1002, answer.code)
    check(frame is Frame.Close)
    assertEquals(«1007→1007», frame.code)
}
=== tests of the type
import org.example.WebSocketMessage
fun told(one: Any, other: Any) {
    if (one is WebSocketMessage.Close) { use(one.code == «1003→1003») }
    if (other !is WebSocketMessage.Close) { use(other.code == 1003); return }
    use(other.code == «4001→4001»)
}
"""

RUST = """
=== a pair of a code and its reason
use tokio_tungstenite::tungstenite::Message;
async fn ends() {
    assert_eq!(line.next().await.unwrap().unwrap_close(), («1002→1002», "no!".to_string()));
    assert_eq!(close_frame, Some((«1011→1011», "no!".into())));
    assert_eq!(range, Some((1012, "no!".into())));
}
=== what a pattern takes out of a close
use tokio_tungstenite::tungstenite::Message;
fn told(event: Event) {
    match event {
        Event::Closed { code, .. } => assert_eq!(code, «1003→1003»),
        Event::Close(code, reason) if code == «1007→1007» => go(reason),
        Event::Answer { code } => assert_eq!(code, 1008),
    }
    if let Some(Event::Disconnected(code)) = next() { leave(code == «1011→1011») }
}
fn left() {
    let (code, reason) = line.unwrap_close();
    assert_eq!(code, «1012→1012»);
}
"""

RUBY = """
=== should
require "em-websocket"
describe "the end" do
  it "is told" do
    ws.onclose { |told|
      told[:code].should == «1006→1006»
      told[:code].should eq «1007→1007»
    }
    port.should == 4000
  end
end
"""

DART = """
=== what a queue gives a name that says close code
import 'package:web_socket/web_socket.dart';
void main() {
  test('the end', () async {
    final queue = StreamQueue(server.stream);
    final closeCode = await queue.next as int?;
    final port = await queue.next as int?;
    expect(closeCode, «1005→1005»);
    expect(port, 3000);
  });
}
=== matchers
import 'package:web_socket/web_socket.dart';
void main() {
  test('the end', () async {
    final event = await line.events.last;
    expect(event, isA<CloseReceived>());
    expect(event.code, «1002→1002»);
    expect(events, [isA<CloseReceived>().having((e) => e.code, 'code', «1003→1003»)]);
    expect(events, [isA<Answer>().having((e) => e.code, 'code', 1007)]);
  });
}
"""

CSHARP = """
=== assertions
using System.Net.WebSockets;
class Tests
{
    void End()
    {
        Assert.IsType<ConnectionClosed>(told);
        Assert.Equal(«1002→1002», told.Code);
        Assert.IsType<Refused>(other);
        Assert.Equal(1003, other.Code);
    }
}
"""


@pytest.mark.parametrize(
    ("suffix", "source"), cases(py=PYTHON, ts=TYPESCRIPT, kt=KOTLIN, dart=DART, cs=CSHARP, rs=RUST, rb=RUBY)
)
def test_codes_after_assertions(suffix: str, source: str) -> None:
    run(suffix, source, uses("sent", "compared", "defined", "mentioned"))
