"""What reading repositories in C#, Swift, Dart, PHP and Ruby has taught, in code of our own."""

import pytest

from wsclose.checker import check_text
from wsclose.project.settings import Settings

from .support import anything, cases, close_calls, run, uses

FOUND_RUBY = """
=== constants among those of the registry
# of a WebSocket
module Errors
  NOTHING = «1000→1000»
  GOING_AWAY = «1001→1001»
  PROTOCOL_ERROR = «1002→1002»
  TOO_LATE = «4001→4001»
end

=== a list that nothing else is compared with
# of a WebSocket
def valid?(code)
  [«1000→1000», «1001→1001», «1002→1002», «1003→1003», «1007→1007»].include?(code)
end

=== a frame that was found to be one that closes
# of a WebSocket
def encode
  if @frame.type == :close
    code = @frame.code || «1000→1000»
  end
end

=== what tests expect of a close
# of a WebSocket
it "refuses" do
  expect(guest).to receive(:close).with(«4004→4004», "No ticket")
  allow(guest).to receive(:close_code).and_return(«4005→4005»)
  expect(cache).to receive(:store).with(4006, "x")
end

=== a code with a reason, whatever is made
# of a WebSocket
it "keeps what is left" do
  guest.on_driver_close double(code: «1005→1005», reason: "test")
  expect(driver).to receive(:close).with("bye", «4020→4020»)
end

=== a name for a test
# of a WebSocket
let(:close_code) { «1001→1001» }
let(:port) { 4001 }
"""

FOUND_PHP = """
=== lists of codes by what they call for
<?php
// of a WebSocket
class Line
{
    protected $wsCloseCodes = ['end' => [«4004→4004», «4010→4010»], 'resume' => array(«4001→4001»), 'delays' => [1000, 3000]];
    protected $ports = ['a' => [4004]];
}

=== constants of the project's own as defaults, keys and items
<?php
// of a WebSocket
class Frames
{
    const CLOSE_NORMAL = «1000→1000»;
    const CLOSE_BROKEN = «1002→1002»;
    const REASONS = [
        «self::CLOSE_NORMAL→1000» => 'bye',
        «self::CLOSE_BROKEN→1002» => 'broken',
    ];
    private array $known = [«self::CLOSE_NORMAL→1000», «self::CLOSE_BROKEN→1002»];

    public function end(int $code = «self::CLOSE_NORMAL→1000») {}

    public static function name(int $code): string
    {
        return match ($code) { «self::CLOSE_NORMAL→1000» => 'CLOSE_NORMAL', default => '' };
    }
}

=== a parameter that is a code by its name, of a function that closes
<?php
// of a WebSocket
class Line
{
    public function close(int $statusCode = «1000→1000»): void {}
    public function leave(): void { $this->close(«1000→1000»); }
}

=== the codes of AMPHP by the name that they had before
<?php
use Amp\\Websocket\\{Client\\Connection, ClosedException, Code};

function leave(Connection $line): void {
    $line->close(«Code::UNEXPECTED_SERVER_ERROR→1011»);
    throw new ClosedException('gone', «Code::ABNORMAL_CLOSE→1006», '');
}

=== what tests expect of a close
<?php
// of a WebSocket
$guest->expects($this->once())->method('close')->with(«1001→1001»);
$guest->method('getCloseCode')->willReturn(«1000→1000»);
"""

FOUND_DART = """
=== an enum whose numbers stand in a map
// of a WebSocket
enum CloseCode { internalServerError, forbidden, tooMany }

int number(CloseCode code) => const {
      CloseCode.internalServerError: «4500→4500»,
      CloseCode.forbidden: «4403→4403»,
      CloseCode.tooMany: «4429→4429»,
    }[code]!;

=== an object that the same test has found to be of a close
// of a WebSocket
void failed(Object problem) {
  if (problem is CloseEvent && problem.code == «4499→4499») leave();
}
"""

FOUND_CSHARP = """
=== names of numbers, assigned by the arms of a switch
// of a WebSocket
class Names {
    void Say(int number) {
        string name;
        switch (number) {
            case «1000→1000»: name = "normal closure"; break;
            case «1001→1001»: name = "going away"; break;
            case «1002→1002»: name = "protocol error"; break;
            default: name = ""; break;
        }
        switch (number) {
            case 1000: name = "a second"; break;
            case 1001: name = "a bit more"; break;
        }
    }
}

=== a code handed to another constructor, and one beside a reason
using System.Net.WebSockets;
class Failure {
    public Failure(string text) : this(«WebSocketCloseStatus.ProtocolError→1002», text) { }
}
class Payload {
    public Payload(ushort code = «1005→1005», string reason = null) {
        data = code == «1005→1005» ? empty : Join(code, reason);
    }
}

=== a constant that is made of a number
using System.Net.WebSockets;
class Line
{
    private const WebSocketCloseStatus Kicked = (WebSocketCloseStatus)«4001→4001»;
    async Task Leave(ClientWebSocket socket)
    {
        await socket.CloseAsync(closeStatus: «Kicked→4001», statusDescription: "no", cancellationToken: default);
    }
}
"""

FOUND_SWIFT = """
=== members of an enum and their numbers, assigned by the arms of a switch
// of a WebSocket
enum LineEnd {
    case normalClosure, goingAway, protocolError

    init(number: UInt16) {
        switch number {
        case «1000→1000»: self = «.normalClosure→1000»
        case «1001→1001»: self = .goingAway
        default: self = .protocolError
        }
    }
}
extension UInt16 {
    init(_ end: LineEnd) {
        switch end {
        case «.normalClosure→1000»: self = «1000→1000»
        case «.goingAway→1001»: self = «1001→1001»
        case «.protocolError→1002»: self = «1002→1002»
        }
    }
}

=== an enum in one case
// of a WebSocket
enum CloseOP: Int {
    case noNetwork = 50,
         clean = «1000→1000»,
         «unknown→1001»,
         late = «4007→4007»
}

=== members where only a code can stand
import NIOWebSocket
func end(clean: Bool) throws {
    let closeCode: WebSocketErrorCode
    closeCode = «.unexpectedServerError→1011»
    let code: WebSocketErrorCode = if clean { «.normalClosure→1000» } else { «.protocolError→1002» }
    throw Failure.close(«.messageTooLarge→1009»)
}

=== what is done when a property changes
import Starscream
class Line {
    var connection: WebSocket? {
        didSet { oldValue?.disconnect(closeCode: «CloseCode.goingAway.rawValue→1001») }
    }
}

=== the number of a case
import Foundation
// of a WebSocket
func check(socket: Line) {
    expect(socket.code).to(equal(«Line.CloseCode.goingAway→1001».rawValue))
}
"""

SILENT_CSHARP = """
=== an error, not a close
using System.Net.WebSockets;
class Errors {
    bool Grave(WebSocketException e) {
        return e.WebSocketErrorCode == WebSocketError.InvalidMessageType;
    }
}

=== what a frame is is not why it closes
using System.Net.WebSockets;
enum WebSocketOpCode { Text = 1, ConnectionClose = 8 }
class Reader {
    void Read(WebSocketOpCode opCode) {
        switch (opCode) {
            case WebSocketOpCode.ConnectionClose: break;
        }
    }
}

=== a session of something else that is told why
using System.Net.WebSockets;
class Pages {
    void End(string closeReason) {
        session.Close(closeReason);
    }
}
"""

SILENT_SWIFT = """
=== numbers of something else, assigned by the arms of a switch
// of a WebSocket
extension UInt16 {
    init(_ port: Port) {
        switch port {
        case .web: self = 1000
        case .feed: self = 1001
        case .goingAway: self = 4001
        }
    }
}

=== an event that is told of a close
import Foundation
struct WebSocketEvents {
    var close: (Int, String, Bool) -> () = { (_, _, _) in }
}
class Line {
    var event = WebSocketEvents()
    var closeCode = UInt16(0)
    func ended() {
        self.event.close(Int(self.closeCode), self.closeReason, true)
    }
}
"""

SILENT_RUBY = """
=== the socket beneath
require "websocket/driver"
class Line
  def initialize(io)
    @socket = io
    @driver = WebSocket::Driver.client(self)
  end

  def leave
    @socket.close if @socket
  end
end
"""

SILENT_DART = """
=== a stream's controller
import 'package:web_socket_channel/web_socket_channel.dart';

void main() {
  webSocketController.close();
}

=== an event that is made
import 'package:web_socket_channel/web_socket_channel.dart';

class Close {
  Close(this.reason, this.number);
}

class ChatSocket {
  void listen() {
    tell(Close(event.reason, 0));
  }
}
"""

CODES_MADE = """
=== a code that is made of a number
import Foundation
struct Codes {
    private static let idle = URLSessionWebSocketTask.CloseCode(
        rawValue: «4001→4001»
    )!
    private static let unit = Unit(rawValue: 4002)
}
"""

CLOSES_SWIFT = """
=== a code by its member, with a reason
import Foundation
// of a WebSocket
func refuse() async throws {
    try await outbound.«close→4001»(.unknown(4001), reason: "no ticket")
}

=== a field that is taken out of its optional under its own name
import Foundation

final class Ticker {
    private var feed: URLSessionWebSocketTask?
    private var file: FileHandle?

    func pause() {
        guard let feed = feed else { return }
        feed.«cancel→»()
    }

    func stop() {
        if let feed = feed { feed.«cancel→»() }
        if let file = file { file.cancel() }
        if let feed { feed.«cancel→»() }
        guard let line = feed else { return }
        line.«cancel→»()
    }

    func none() {
        guard let work = work else { return }
        work.cancel()
    }
}
"""

CLOSES_CSHARP = """
=== a namespace that is imported once for all files
class Line {
    private readonly ClientWebSocket socket = new();
    public void Drop() {
        socket.«Dispose→»();
    }
}

=== a class of the project's own with such a name
class ClientWebSocket { public void Dispose() { } }
// of a WebSocket
class Line {
    private readonly ClientWebSocket owned = new();
    public void Drop() {
        owned.Dispose();
    }
}
"""

CLOSES_DART = """
=== a server on dart_frog
import 'package:dart_frog/dart_frog.dart';
import 'package:dart_frog_web_socket/dart_frog_web_socket.dart';

Handler get onRequest => webSocketHandler((guest, protocol) {
  guest.stream.listen((message) => guest.sink.«close→4001»(4001, 'seen'));
});

=== types with arguments, and with a library in front
import 'dart:async';
import 'dart:io' as io;

class Hall {
  final Set<io.WebSocket> guests = {};
  final StreamController<io.WebSocket> arriving = StreamController();
  var line;

  Future<io.WebSocket> open(String address) async {
    return made(address);
  }

  Future<void> start() async {
    line = await open(address);
    (await open(another)).«close→4001»(4001);
  }

  void leave(List<io.WebSocket> late, {required io.WebSocket? last}) {
    line.«close→»();
    last?.«close→»();
    for (final guest in guests) {
      guest.«close→»();
    }
    for (final guest in late) {
      guest.«close→4002»(4002);
    }
    arriving.close();
  }
}
"""

CLOSES_PHP = """
=== Swoole
<?php
use Swoole\\Http\\Response;

class Hall {
    private $response;
    private $server;

    public function __construct(Response $response) {
        $this->response = $response;
    }

    public function open() {
        $this->server = new \\Swoole\\Websocket\\Server("0.0.0.0", 9501);
    }

    public function refuse(int $guest) {
        $this->server->«disconnect→4001»($guest, 4001, "no ticket");
        $this->server->«close→»($guest);
        $this->response->«close→»();
    }
}

=== a client of Swoole that only speaks HTTP
<?php
// not of a WebSocket
$client = new \\Swoole\\Coroutine\\Http\\Client("example.org", 80);
$client->get("/");
$client->close();

=== the server by the name that it had first
<?php
$server = new swoole_websocket_server('0.0.0.0', 9501);
$server->on('message', function ($server, $frame) {
    $server->«disconnect»($frame->fd, 4001, 'no');
});

=== a worker for WebSockets, and one for lines of text
<?php
use Workerman\\Worker;
$rooms = new Worker('websocket://0.0.0.0:9501');
$rooms->onMessage = function ($connection, $data) {
    $connection->«close»();
};
$lines = new Worker('text://0.0.0.0:9502');
$lines->onMessage = function ($connection, $data) {
    $connection->close();
};

=== a client that speaks to a WebSocket, and one that does not
<?php
use Workerman\\Connection\\AsyncTcpConnection;
$feed = new AsyncTcpConnection('ws://127.0.0.1:9501');
$feed->onMessage = function ($connection, $data) {
    $connection->«close»();
};
$lines = new AsyncTcpConnection('tcp://127.0.0.1:9502');
$lines->onMessage = function ($connection, $data) {
    $connection->close();
};
$plain = new AsyncTcpConnection("127.0.0.1:9503");
$plain->onMessage = function ($connection, $data) {
    $connection->close();
};
"""


@pytest.mark.parametrize(
    ("suffix", "source"),
    cases(rb=FOUND_RUBY, php=FOUND_PHP, dart=FOUND_DART, cs=FOUND_CSHARP, swift=FOUND_SWIFT + CODES_MADE),
)
def test_what_was_missed(suffix: str, source: str) -> None:
    run(suffix, source, uses("compared", "defined", "mentioned", "sent"))


@pytest.mark.parametrize(
    ("suffix", "source"), cases(cs=SILENT_CSHARP, swift=SILENT_SWIFT, dart=SILENT_DART, rb=SILENT_RUBY)
)
def test_what_was_taken_for_a_close(suffix: str, source: str) -> None:
    run(suffix, source, anything)


@pytest.mark.parametrize(
    ("suffix", "source"), cases(swift=CLOSES_SWIFT, cs=CLOSES_CSHARP, php=CLOSES_PHP, dart=CLOSES_DART)
)
def test_close_calls_that_were_missed(suffix: str, source: str) -> None:
    run(suffix, source, close_calls(lambda call: ",".join(str(code.number) for code in call.codes)))


def test_blocks_in_blocks_take_no_longer_each() -> None:
    depth = 24
    source = "# of a websocket\n" + "group do\n" * depth + "thing.close(code)\n" + "end\n" * depth
    assert check_text("a.rb", source.encode(), Settings()).findings == ()


TASK = """
import Foundation
final class Line: NSObject, URLSessionWebSocketDelegate {
    private var task: URLSessionWebSocketTask?
    func ready() {
        task = URLSession.shared.webSocketTask(with: url)
        START
    }
    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        ready()
    }
}
"""


def test_a_task_that_is_made_does_not_connect_before_it_is_started() -> None:
    def rules(start: str) -> set[str]:
        source = TASK.replace("START", start).encode()
        return {finding.rule for finding in check_text("a.swift", source, Settings()).findings}

    assert "reconnect-without-backoff" in rules("task?.resume()")
    assert "reconnect-without-backoff" not in rules("")


FRAMED = """
// of a WebSocket
class Line {
    public void Close(int code) {
        var bytes = handler.FrameClose(code);
        Send(bytes);
    }
    void Failed() { Close(CloseStatus.AbnormalClosure); }
    void Left() { Tell(CloseStatus.AbnormalClosure); }
}
"""


def test_what_frames_a_code_may_leave_out_one_that_is_none() -> None:
    source = """<?php
// of a WebSocket
class Line {
    function sendCloseFrame(int $code, string $why) { $this->write(WHAT . $why, 8); }
    function doClose(int $code, string $why) { $this->sendCloseFrame($code, $why); }
    function left() { $this->doClose(1005, ""); }
}
"""

    def rules(what: str) -> set[str]:
        return {one.rule for one in check_text("a.php", source.replace("WHAT", what).encode(), Settings()).findings}

    assert "reserved-code" in rules("pack('n', $code)")
    assert "reserved-code" not in rules("($code === 1005 ? '' : pack('n', $code))")


def test_a_function_that_frames_its_code_sends_it() -> None:
    findings = check_text("a.cs", FRAMED.encode(), Settings()).findings
    assert [(finding.rule, FRAMED[: finding.start].count("\n")) for finding in findings] == [("reserved-code", 7)]


LET_GO = """
using System.Net.WebSockets;
class Line {
    private ClientWebSocket socket = new ClientWebSocket();
    void NAME() { socket.Dispose(); }
}
"""


@pytest.mark.parametrize(("name", "told"), [("SocketDispose", False), ("CleanUp", False), ("Kick", True)])
def test_a_method_that_lets_go_of_what_is_left_is_not_abrupt(name: str, told: bool) -> None:
    findings = check_text("a.cs", LET_GO.replace("NAME", name).encode(), Settings()).findings
    assert ("abrupt-close" in {finding.rule for finding in findings}) == told
