"""What Rust, Java, Kotlin, C#, Swift and Dart write in ways of their own: frames, casts, patterns, cascades, blocks."""

import pytest
from tests.analysis import support

CALLS = support.cases(
    rs="""\
=== a code where a frame belongs
use actix_ws::{CloseCode, CloseReason, Session};

async fn leave(session: Session) {
    session.«close→actix server 1008»(Some(CloseCode::Policy.into())).await.ok();
    session.«close→actix server 4001»(Some(CloseReason::from(CloseCode::Other(4001)))).await.ok();
    session.«close→actix server»(None).await.ok();
}

=== the browser's WebSocket
fn leave(line: web_sys::WebSocket, other: gloo_net::websocket::futures::WebSocket) {
    line.«close_with_code→web_sys client 1001»(1001).unwrap();
    line.«close_with_code_and_reason→web_sys client 4001»(4001, "bye").unwrap();
    line.«close→web_sys client»().unwrap();
    other.«close→gloo client 4001»(Some(4001), Some("bye")).unwrap();
}

=== a code that travels through a channel to the task that writes
use tokio_tungstenite::tungstenite::{protocol::{frame::coding::CloseCode, CloseFrame}, Message};

async fn refuse(outbox: tokio::sync::mpsc::Sender<Message>) {
    outbox.send(Message::«Close→tungstenite 1008»(Some(CloseFrame { code: CloseCode::Policy, reason: "no".into() }))).await.ok();
}

=== an enum of the application that is called Close
enum Command { Close(u16), Text(String) }

async fn run(mut inbox: Receiver<Command>, mut line: axum::extract::ws::WebSocket) {
    while let Some(command) = inbox.recv().await {
        match command {
            Command::Close(code) => line.send(Message::«Close→axum server»(None)).await,
            Command::Text(text) => line.send(Message::Text(text)).await,
        };
    }
}
""",
    kt="""\
=== the browser's WebSocket
import org.w3c.dom.WebSocket

fun leave(line: WebSocket) {
    line.«close→browser client 1001»(1001, "bye")
    line.«close→browser client 4001»(4001.toShort())
}

=== a block of an extension of something unknown
import io.ktor.client.plugins.websocket.*
import io.ktor.websocket.*

suspend fun talk(client: HttpClient) {
    client.webSocket("wss://chat.example.org") {
        «close→ktor client 1001»(CloseReason(CloseReason.Codes.GOING_AWAY, "bye"))
    }
}

=== a session that an extension of something unknown makes
import io.ktor.client.plugins.websocket.*
import io.ktor.websocket.*

suspend fun greet(client: HttpClient) {
    val session = client.webSocketSession("wss://chat.example.org")
    session.«close→ktor client»()
}

=== a class of codes with named and default arguments
import okhttp3.WebSocket

class Line(private val socket: WebSocket) {
    fun leave(code: Int = 1000, reason: String? = null) = socket.«close→okhttp client 1000»(code = code, reason = reason)
}
""",
    cs="""\
=== the class says which side it is
using System.Net.WebSockets;

class Feed
{
    private ClientWebSocket? line;

    async Task LeaveAsync(ClientWebSocket other, WebSocket guest)
    {
        await line?.«CloseAsync→system_net client 1000»(WebSocketCloseStatus.NormalClosure, null, default);
        await other.«CloseOutputAsync→system_net client 4001»((WebSocketCloseStatus)4001, null, new CancellationTokenSource(2000).Token);
        await guest.«CloseAsync→system_net 1001»(WebSocketCloseStatus.EndpointUnavailable, null, default).WaitAsync(TimeSpan.FromMilliseconds(1000));
        other.«Abort→system_net client»();
    }
}

=== a context that ASP.NET brings along
class Rooms
{
    async Task EnterAsync(HttpContext context)
    {
        using var guest = await context.WebSockets.AcceptWebSocketAsync();
        await guest.«CloseAsync→system_net server 1008»(WebSocketCloseStatus.PolicyViolation, "no", default);
    }
}
""",
    swift="""\
=== a task of a URLSession, and a task that is none
import Foundation

final class Feed {
    private var line: URLSessionWebSocketTask?
    private var poll: Task<Void, Never>?

    func leave() {
        line?.«cancel→urlsession client 1001»(with: .goingAway, reason: nil)
        line?.«cancel→urlsession client»()
        poll?.cancel()
    }
}

=== more members for a task: they call it without naming it, and are not what they call by their own name
import Foundation

extension URLSessionWebSocketTask {
    func leave() {
        «cancel→urlsession client 1001»(with: .goingAway, reason: nil)
    }

    func cancel(because code: CloseCode) {
        self.«cancel→urlsession client»(with: code, reason: nil)
    }
}

final class Hall {
    private var line: URLSessionWebSocketTask?

    func shut() {
        line?.«cancel→urlsession client 1000»(with: .normalClosure, reason: nil)
    }
}

=== more members for a socket that the file has itself
import Starscream

final class WebSocket {
    private let pipe: Pipe

    func disconnect(closeCode: Int) {
        pipe.write(closeCode)
    }
}

extension WebSocket {
    func leave() {
        disconnect(closeCode: 1000)
    }
}

=== more members for what no library has
import Starscream

extension Tap {
    func leave() {
        disconnect(closeCode: 1000)
    }
}
""",
    dart="""\
=== cascades, and a default
import 'package:web_socket_channel/status.dart' as status;
import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  late final WebSocketChannel channel;

  Future<void> close([int code = 1000]) => channel.sink.«close→web_socket_channel 1000»(code);

  void leave() {
    channel.sink
      ..add('bye')
      ..«close→web_socket_channel 1001»(status.goingAway);
  }
}
""",
)

CODES = support.cases(
    rs="""\
=== patterns and conversions
use tokio_tungstenite::tungstenite::{protocol::{frame::coding::CloseCode, CloseFrame}, Message};

fn told(message: Message) -> bool {
    match message {
        Message::Close(Some(CloseFrame { code, .. })) => match u16::from(code) {
            «1000» => false,
            «3000»..=«3999» => true,
            _ => code == CloseCode::from(«4001») || matches!(code, «CloseCode::Away» | CloseCode::Library(«4002»)),
        },
        Message::Close(Some(frame)) => {
            let number: u16 = frame.code.into();
            number == «4003»
        }
        _ => false,
    }
}
""",
    java="""\
=== constants that are brought in by themselves, and a bare name in an arm
import static org.springframework.web.socket.CloseStatus.GOING_AWAY;

import org.springframework.web.socket.*;
import org.springframework.web.socket.handler.TextWebSocketHandler;

class Rooms extends TextWebSocketHandler {
    @Override
    public void afterConnectionClosed(WebSocketSession guest, CloseStatus status) throws Exception {
        if (status.getCode() == «1001» || status.equals(CloseStatus.NORMAL)) {
            guest.close(«GOING_AWAY»);
        }
    }
}

=== one object for each reason, numbers of another enum
import okhttp3.WebSocket;

enum CloseCode {
    IDLE(4002);
    CloseCode(int code) {}
}

enum CloseReason {
    QUIET(CloseCode.IDLE), LOUD(4001, "loud");
    CloseReason(Object code) {}
}

class Feed {
    void leave(WebSocket line) {
        line.close(«CloseReason.LOUD».getNumericCloseCode(), null);
        line.close(«CloseReason.QUIET».code().getCode(), null);
    }
}
""",
    kt="""\
=== events of the browser
import org.w3c.dom.CloseEvent
import org.w3c.dom.WebSocket

fun watch(line: WebSocket) {
    line.onclose = { event ->
        val close = event as CloseEvent
        again(close.code.toInt() == «1001»)
    }
    line.addEventListener("close", { again((it as CloseEvent).code == «1006».toShort()) })
}
""",
    cs="""\
=== patterns with qualified names
using System.Net.WebSockets;

class Feed
{
    string Told(ClientWebSocket line, WebSocketReceiveResult result)
    {
        if ((int?)result.CloseStatus is «4004» or (>= «4010» and <= «4014»))
        {
            return "refused";
        }
        var status = line.CloseStatus;
        var kind = status is «WebSocketCloseStatus.NormalClosure» or «WebSocketCloseStatus.EndpointUnavailable» ? "bye" : "?";
        return status switch { (WebSocketCloseStatus)«4005» => "busy", _ => kind };
    }
}

=== the argument of a lambda without parentheses
using Websocket.Client;

class Feed
{
    void Watch(IWebsocketClient line) =>
        line.DisconnectionHappened.Subscribe(info => Told((int?)info.CloseStatus == «4001»));
}
""",
    swift="""\
=== SocketRocket's codes as constants, as they were at first
import SocketRocket

class Guest {
    var line: SRWebSocket?

    func leave() {
        line?.close(withCode: «SRStatusCodeNormal.rawValue», reason: "bye")
    }
}

=== a delegate of SocketRocket
import SocketRocket

final class Feed: NSObject, SRWebSocketDelegate {
    func webSocket(_ webSocket: SRWebSocket, didCloseWithCode code: Int, reason: String?, wasClean: Bool) {
        switch SRStatusCode(rawValue: code) {
        case «.codeNormal», «.codeGoingAway»: return
        default: again(code == «4001»)
        }
        webSocket.close(withCode: «4002», reason: "done")
    }
}

=== a delegate's method, members without their type
import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        switch closeCode {
        case «.goingAway», «.normalClosure»: again()
        default: stop(closeCode.rawValue == «4001»)
        }
    }
}
""",
    dart="""\
=== codes of a channel that is done
import 'package:web_socket_channel/status.dart' as status;
import 'package:web_socket_channel/web_socket_channel.dart';

void watch(WebSocketChannel channel) {
  channel.stream.listen((message) {}, onDone: () {
    again(channel.closeCode == «status.goingAway» || channel.closeCode == «4002»);
  });
}
""",
)


def told(call: support.CloseCall) -> str:
    return " ".join((support.named(call.connection), *(str(code.number) for code in call.codes)))


@pytest.mark.parametrize(("suffix", "source"), CALLS)
def test_what_closes_which_connection_with_which_code(suffix: str, source: str) -> None:
    support.run(suffix, source, support.close_calls(told))


@pytest.mark.parametrize(("suffix", "source"), CODES)
def test_which_numbers_are_sent_or_compared(suffix: str, source: str) -> None:
    support.run(suffix, source, support.uses("sent", "compared"))
