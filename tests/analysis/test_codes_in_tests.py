"""Codes in the tests of C#, Swift, Dart, Rust and Java, and what else is told of a close there."""

import pytest

from .support import cases, close_calls, run, uses

CSHARP = """
=== what assertions say a code to be
using System.Net.WebSockets;
class LineTests
{
    async Task Waited(ClientWebSocket line)
    {
        var closed = new TaskCompletionSource<int>();
        var result = await line.ReceiveAsync(buffer, default);
        closed.SetResult((int)result.CloseStatus.Value);
        Assert.Equal(«4007→4007», await closed.Task);
    }

    void Told()
    {
        Assert.That(closeCode, Is.EqualTo(«4001→4001»));
        Assert.Equal(«4002→4002», (int)result.CloseStatus.Value);
        closeCode.Should().Be(«1001→1001»);
        ((int)line.CloseStatus).Should().Be(«4003→4003»);
        closeCode.ShouldBe(«1000→1000»);
        Assert.That(total, Is.EqualTo(4004));
        total.Should().Be(4005);
        total.ShouldBe(4006);
    }
}

=== the event of a close, by its type
// of a WebSocket
class Line
{
    void Ended(object sender, CloseEventArgs e) { if (e.Code == «1006→1006») { Again(); } }
    void Failed(object sender, FailedEventArgs e) { if (e.Code == 1006) { Again(); } }
}

=== a code that was asked for
// of a WebSocket
class Peer
{
    void Ask() { var told = peer.GetCloseCode(); var port = peer.GetPort(); if (told == «4003→4003» || port == 4004) { Again(); } }
}

=== the codes that are never sent
// of a WebSocket
static class Numbers
{
    static bool Never(ushort code) { return code == «1004→1004» || code == «1005→1005» || code == «1006→1006» || code == «1015→1015»; }
    static bool Valid(ushort code) { return !(code <= 999 || code >= «1004→1004» && code <= «1006→1006» || code >= «1012→1012» && code <= 2999); }
    static bool Ours(ushort code) { return code == 1004 || code == 1005 || code == 1006; }
    static bool Port(ushort port) { return port == 1004 || port == 1005 || port == 1006 || port == 1015; }
}

=== what a test is run with and makes a code of
using System.Net.WebSockets;
class LimitTests
{
    [Theory]
    [InlineData(«1000→1000», 4000)]
    [InlineData(«4001→4001», 3000)]
    void Tells(int given, int limit) => Assert.True(Limits.Allow((WebSocketCloseStatus)given, limit));
}

=== what is left where it is of no other type
using WebSocketSharp;
class Feed
{
    void Heard(object told)
    {
        if (told is not CloseEventArgs ended) return;
        if (ended.Code == «4001→4001») Leave();
    }
    void Sold(object told)
    {
        if (told is not Receipt paid) return;
        if (paid.Code == 4001) Leave();
    }
}
"""

SWIFT = """
=== a list of codes of the type around, and a code that has another name
// of a WebSocket
class Line {
    static let final: Set<Int> = [«4013→4013», «4014→4014»]
    static let ports: Set<Int> = [4015, 4016]
    func again() -> Bool {
        let last = task.closeCode
        if last.rawValue == «4009→4009» || tries.rawValue == 4010 { return false }
        return !Self.final.contains(task.closeCode.rawValue) && !Self.ports.contains(task.port)
    }
}

=== a label that says what it takes
// of a WebSocket
func leave() { line.close(withCode: «4005→4005», reason: "done") }

=== what assertions say a code to be
// of a WebSocket
func testTold() {
    let closeCode = teller.closeCode(for: .idle)
    XCTAssertEqual(closeCode.rawValue, «4001→4001»)
    XCTAssertEqual(line.closeCode, «.goingAway→1001»)
    XCTAssertEqual(line.state, .goingAway)
    expect(line.closeCode).to(equal(«1001→1001»))
    expect(line.closeCode) == «4002→4002»
    expect(line.count) == 4003
}

=== a code of the Network framework
import Network
func leave(line: NWConnection) {
    let metadata = NWProtocolWebSocket.Metadata(opcode: .close)
    metadata.closeCode = .protocolCode(«.goingAway→1001»)
}

=== the code that an error of a WebSocket has
enum WebSocketError: Error { case odd, large }
extension WebSocketError {
    var code: UInt16 {
        switch self {
        case .odd: return «1002→1002»
        case .large: return «1009→1009»
        }
    }
    var limit: Int { return 1009 }
}
"""

DART = """
=== what matchers say a code to be
// of a WebSocket
void main() {
  expect(line.closeCode, anyOf(«1001→1001», equals(«1006→1006»)));
  expect(line.closeCode, isIn([«1000→1000», «1005→1005»]));
  expect(line.count, anyOf(1001, 1006));
}

=== a callback that may not be there
// of a WebSocket
void lost() {
  onDisconnect?.call(«1006→1006», 'lost');
  onProgress?.call(1006, 'lost');
}

=== several codes in one arm of an expression
// of a WebSocket
String told(int closeCode) => switch (closeCode) { «1000→1000» => 'done', «1001→1001» || «1006→1006» => 'lost', _ => '' };
"""

RUST = """
=== a number that has got a name before it becomes a code
use tungstenite::protocol::frame::coding::CloseCode;

#[test]
fn reads_a_number() {
    let written = «1008u16→1008»;
    let port = 3013u16;
    assert_eq!(CloseCode::from(written), «CloseCode::Policy→1008»);
    assert_eq!(Port::from(port), Port::Local);
}

=== the number that a member of an enum is said to have
#[repr(u16)]
pub enum CloseCode {
    Idle = «4001→4001»,
    Banned = «4002→4002»,
}

#[test]
fn told() {
    assert_eq!(«CloseCode::Idle→4001».as_u16(), «4001→4001»);
    assert_eq!(u16::from(«CloseCode::Banned→4002»), «4002→4002»);
    assert!(«CloseCode::Idle→4001».as_u16() == «4001→4001»);
    assert_eq!(«CloseCode::Idle→4001».position(), 4002);
}
"""

KOTLIN = """
=== what a handler gives to those who wait for it
import kotlinx.coroutines.CompletableDeferred
import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Ears : WebSocketListener() {
    val closed = CompletableDeferred<Int>()
    val seen = CompletableDeferred<Int>()
    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) { closed.complete(code) }
    override fun onMessage(webSocket: WebSocket, text: String) { seen.complete(text.length) }
}

suspend fun told(ears: Ears) {
    assertEquals(«4001→4001», ears.closed.await())
    assertEquals(4002, ears.seen.await())
}

=== a number of another type, and what a test tells a listener
import io.ktor.websocket.*
import okhttp3.WebSocket

suspend fun told(session: WebSocketSession, line: WebSocket, frame: Frame) {
    val ears = ChatListener()
    assertEquals(«4001→4001».toShort(), session.closeReason.await()?.code)
    assertEquals(4002.toShort(), session.size)
    (frame as Frame.Close).readReason()!!.code shouldBe «1008→1008».toShort()
    ears.onClosed(line, «4003→4003», "kicked")
    ears.onMessage(line, 4004, "kicked")
}
"""
JAVA = """
=== what a handler puts into a future, a number and a queue
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

class LineTest {
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicInteger mixed = new AtomicInteger();
    void told(OkHttpClient client, Request request) throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
        Map<String, Integer> named = new HashMap<>();
        client.newWebSocket(request, new WebSocketListener() {
            @Override public void onClosed(WebSocket webSocket, int code, String reason) {
                closed.complete(code);
                last.set(code);
                codes.add(code);
                mixed.set(code);
                mixed.set(size());
                named.put("last", code);
            }
        });
        assertEquals(«4001→4001», closed.get(5, TimeUnit.SECONDS));
        assertThat(closed.join()).isEqualTo(«4002→4002»);
        assertEquals(«4003→4003», last.get());
        assertEquals(«4004→4004», codes.take());
        assertEquals(4005, mixed.get());
        assertEquals(4006, named.get("size"));
    }
}

=== what an enum gives when it is asked
enum CloseCodes {
    IDLE(«4001→4001»), BANNED(«4002→4002»);
    private final int number;
    CloseCodes(int number) { this.number = number; }
    int number() { return number; }
}
class CloseCodesTest {
    @Test
    void told() {
        assertEquals(«4001→4001», «CloseCodes.IDLE→4001».number());
        assertThat(«CloseCodes.BANNED→4002».number()).isEqualTo(«4002→4002»);
        assertEquals(4002, «CloseCodes.IDLE→4001».ordinal());
    }
}
"""

JAVA += """
=== what JUnit runs a test with
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
class LineTests {
    private WebSocketSession session;
    @ParameterizedTest
    @ValueSource(ints = {«1005→1005», «4001→4001»})
    void refuses(int code) { session.close(new CloseStatus(code)); }
    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(ints = {1005, 4001})
    void waits(int delay) { Clock.wait(delay); }
    @ParameterizedTest
    @ValueSource(ints = «4007→4007»)
    void alone(int code) { session.close(new CloseStatus(code)); }
    @ParameterizedTest
    @MethodSource("endings")
    void ends(int code, int limit) { session.close(new CloseStatus(code)); limit(limit); }
    static Stream<Arguments> endings() { return Stream.of(Arguments.of(«4003→4003», 3000), Arguments.of(«4004→4004», 4000)); }
    @ParameterizedTest
    @MethodSource
    void again(int closeCode) { assertTrue(Line.again(closeCode)); }
    static IntStream again() { return IntStream.of(«1001→1001», «1012→1012»); }
    static IntStream ports() { return IntStream.of(1001, 1012); }
}

=== an assertion that says first what it is about
import org.springframework.web.socket.CloseStatus;
class EndTests {
    void ends(CloseStatus told) {
        assertThat(told.getCode()).as("of the second").isEqualTo(«4001→4001»);
        assertThat(told.getReason().length()).as("of the reason").isEqualTo(4001);
    }
}
"""

KOTLIN += """
=== what JUnit runs a test with
import io.ktor.websocket.*
class LineTest {
    @ParameterizedTest
    @ValueSource(shorts = [«1005→1005», «4001→4001»])
    fun refuses(code: Short) { session.close(CloseReason(code, "no")) }
    @ParameterizedTest
    @MethodSource("endings")
    fun ends(closeCode: Int) { check(closeCode) }
    companion object {
        @JvmStatic
        fun endings() = listOf(«4403→4403», «4404→4404»)
    }
}
"""

PHP = """
=== what a constant is said to be that was put aside
<?php
use Acme\\WebSocket\\CloseCode;
class CloseCodeTest extends TestCase
{
    public function testLeaving(): void
    {
        $code = «CloseCode::GoingAway→1001»;
        $other = CloseCode::someCode(4002);
        $this->assertSame(«1001→1001», $code->value);
        self::assertEquals(«1001→1001», $code);
        $this->assertNotSame(1002, $code->value);
        $this->assertSame(4002, $other->value);
    }
}
=== what a test is run with
<?php
use Ratchet\\Client\\WebSocket;
class LeavingTest extends TestCase
{
    public static function goodbyes(): array
    {
        return [[«1000→1000», 'done', 2000], 'kicked' => [«4001→4001», 'out', 3000]];
    }
    public static function later(): iterable
    {
        yield ['late', «4002→4002»];
        yield 'late' => ['later', «4003→4003»];
    }
    public static function sizes(): array
    {
        return [[1001, 'wide'], 'narrow' => [1002, 'high']];
    }
    #[DataProvider('goodbyes')]
    public function testLeaving($number, $said, $width): void
    {
        $line = new WebSocket($this->stream);
        $line->close($number, $said);
    }
    #[DataProvider('later')]
    #[TestWith(['now', «4004→4004»])]
    public function testLate(string $said, int $closeCode): void
    {
    }
    #[DataProvider('sizes')]
    public function testSize(int $width, string $name): void
    {
    }
}
=== a number that a handler gives a code, of what it shares with the test
<?php
use Ratchet\\Client\\WebSocket;

function testKicked(WebSocket $line) {
    $closeCode = 0;
    $left = 0;
    $line->on('close', function ($code = null) use (&$closeCode, $left) {
        $closeCode = $code;
        $left = $code;
    });
    $this->assertEquals(«4001→4001», $closeCode);
    $this->assertEquals(4001, $left);
}
"""

SINKS = """
=== the sink of a channel that something else holds
// of a WebSocket
void dispose() {
  widget.channel.sink.«close→»();
  read(channelProvider).sink.«close→4001»(4001, 'gone');
  _controller.sink.close();
  bloc.counter.sink.close();
  channel.sink.close();
}
"""


@pytest.mark.parametrize(("suffix", "source"), cases(dart=SINKS))
def test_close_calls_on_sinks(suffix: str, source: str) -> None:
    run(suffix, source, close_calls(lambda call: ",".join(str(code.number) for code in call.codes)))


@pytest.mark.parametrize(
    ("suffix", "source"), cases(cs=CSHARP, swift=SWIFT, dart=DART, rs=RUST, java=JAVA, kt=KOTLIN, php=PHP)
)
def test_codes_in_tests(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "defined", "mentioned", "sent"))
