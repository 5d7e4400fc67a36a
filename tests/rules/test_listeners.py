"""Handlers of clients for phones and desktops: what a listener, a delegate or an event with cases says of a close."""

import pytest

from .support import findings

ABOUT_CLOSING = ("unhandled-", "reconnect-", "no-close-", "only-normal-")
AGAIN = {"reconnect-on-normal", "reconnect-without-backoff"}

STARSCREAM = """
import Starscream

final class Feed: WebSocketDelegate {
    private var line: WebSocket!
    private var open = false

    func start() {
        line = WebSocket(request: URLRequest(url: address))
        line.delegate = self
        line.connect()
    }

    func didReceive(event: WebSocketEvent, client: WebSocketClient) {
        switch event {
        case .connected:
            open = true
        case .disconnected(let reason, let code):
            %s
        case .reconnectSuggested(_):
            break
        default:
            break
        }
    }
}
"""

RECEIVING = """
import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
    private var line: URLSessionWebSocketTask?

    func start() {
        line = URLSession.shared.webSocketTask(with: address)
        line?.resume()
        listen()
    }

    func listen() {
        line?.receive { result in
            switch result {
            case .success(let message):
                print(message)
                self.listen()
            case .failure(let error):
                %s
            }
        }
    }
    %s
}
"""

OKHTTP = """
import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Feed {
    private val client = OkHttpClient.Builder().build()
    private var line: WebSocket? = null

    fun start() {
        line = client.newWebSocket(Request.Builder().url(address).build(), object : WebSocketListener() {
            override fun %s(webSocket: WebSocket, code: Int, reason: String) {
                %s
            }
        })
    }

    private fun later() {
        scope.launch {
            delay(5000)
            start()
        }
    }
}
"""

JAKARTA = """
import jakarta.websocket.*;

@%s
public class Feed {
    @OnClose
    public void gone(Session session, CloseReason reason) {
        log.info("closed: {}", reason);
    }
}
"""

SHARP = """
using WebSocketSharp;

public class Feed {
    private WebSocket line;

    public void Start() {
        line = new WebSocket("wss://example.org/feed");
        line.OnClose += Gone;
        line.Connect();
    }

    private void Gone(object sender, CloseEventArgs e) {
        %s
    }
}
"""

ONCE = """
import Starscream

final class Feed {
    private var line: WebSocket

    init() {
        line = WebSocket(url: address)
        line.onDisconnect = { error in self.gone(error) }
        line.connect()
    }

    func gone(_ error: Error?) {
        %s
    }
}
"""

FORWARDED = "func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {\n        owner.tell(self)\n    }"


ABOUT_BOTH = {"reconnect-without-backoff", "reconnect-on-normal"}


def told(language: str, source: str) -> set[str]:
    return {each.rule for each in findings(language, source) if each.rule.startswith(ABOUT_CLOSING)}


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("open = false", {"unhandled-going-away"}),
        ("line.connect()", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ("if code != 1000 && code != 1005 { line.connect() }", {"reconnect-without-backoff"}),
        ("owner.tell(code)", set()),
        ("delegate?.feedDidClose(self)", set()),
        ("DispatchQueue.main.async { self.open = false }", {"unhandled-going-away"}),
        ("DispatchQueue.main.async { owner.tell(self) }", set()),
        ("reconnectIfNeeded()", set()),
    ],
)
def test_the_case_of_an_event_that_says_so(body: str, rules: set[str]) -> None:
    assert told("swift", STARSCREAM % body) == rules


@pytest.mark.parametrize(
    ("case", "first", "rules"),
    [
        (".disconnected(_, 1012)", "line.connect()", {"reconnect-without-backoff"}),
        (".disconnected(_, 1000)", "open = false", {"reconnect-without-backoff"}),
        (".disconnected(_, let code) where code != 1000", "line.connect()", {"reconnect-without-backoff"}),
        (".disconnected(_, let code) where code > 3999", "open = false", ABOUT_BOTH),
        (".disconnected where wanted", "line.connect()", {"reconnect-without-backoff"}),
    ],
)
def test_cases_for_the_codes_of_one_event(case: str, first: str, rules: set[str]) -> None:
    source = STARSCREAM.replace("case .disconnected", f"case {case}:\n            FIRST\n        case .disconnected", 1)
    after = "line.connect()" if first != "line.connect()" else "print(code)"
    assert told("swift", source.replace("FIRST", first) % after) == rules


@pytest.mark.parametrize(
    ("body", "beside", "rules"),
    [
        ("print(error)", "", {"unhandled-going-away"}),
        ("self.start()", "", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ("completion(.failure(error))", "", set()),
        ("print(error)", FORWARDED, set()),
        ("print(error)", FORWARDED.replace("owner.tell(self)", "open = false"), {"unhandled-going-away"}),
        ("self.start()", FORWARDED.replace("owner.tell(self)", "open = false"), {"reconnect-without-backoff"}),
    ],
)
def test_the_failure_of_what_receives(body: str, beside: str, rules: set[str]) -> None:
    source = RECEIVING % (body, beside)
    assert told("swift", source) == rules
    heard = source.replace(
        "line?.receive { result in",
        "line?.receive(completionHandler: heard)\n    }\n\n    func heard(result: Result<Message, Error>) {\n        do {",
    )
    assert told("swift", heard) == rules


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("line.connect()", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ('print("gone", error)', {"unhandled-going-away"}),
    ],
)
def test_a_property_for_the_end(body: str, rules: set[str]) -> None:
    assert told("swift", ONCE % body) == rules


@pytest.mark.parametrize(
    ("method", "body", "rules"),
    [
        ("onClosed", "later()", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ("onClosed", "start()", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ("onClosing", "webSocket.close(code, reason)", {"unhandled-going-away"}),
        ("onClosing", "listener.onClosing(webSocket, code, reason)", set()),
        ("onClosed", "handler.post { start() }", {"reconnect-without-backoff", "reconnect-on-normal"}),
    ],
)
def test_a_listener_of_a_client_that_was_built(method: str, body: str, rules: set[str]) -> None:
    assert told("kotlin", OKHTTP % (method, body)) == rules


def test_that_a_close_has_begun_matters_only_where_nothing_comes_after_it() -> None:
    both = "Log.i(TAG, reason)\n            }\n            override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {\n                owner.gone(code)"
    assert told("kotlin", OKHTTP % ("onClosing", both)) == set()


@pytest.mark.parametrize(("side", "rules"), [("ClientEndpoint", {"unhandled-going-away"}), ("ServerEndpoint", set())])
def test_a_method_with_an_annotation(side: str, rules: set[str]) -> None:
    assert told("java", JAKARTA % side) == rules


JETTY = """
import org.eclipse.jetty.websocket.api.annotations.*;
import org.eclipse.jetty.websocket.client.WebSocketClient;

@WebSocket
public class Feed {
    private final WebSocketClient client = new WebSocketClient();

    void open() throws Exception {
        client.connect(this, address);
    }

    @OnWebSocketClose
    public void gone(int code, String reason) throws Exception {
        %s
    }
}
"""


@pytest.mark.parametrize(("body", "rules"), [("open();", AGAIN), ("log.info(reason);", set())])
def test_an_annotation_that_clients_and_servers_share(body: str, rules: set[str]) -> None:
    assert told("java", JETTY % body) == rules


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ('Dispatcher.Invoke(() => { Status.Text = "gone"; });', {"unhandled-going-away"}),
        ("Dispatcher.Invoke(() => owner.Gone(e.Code));", set()),
        ('MainThread.Instance().Enqueue(() => { Status.Text = "gone"; });', {"unhandled-going-away"}),
        ("MainThread.Instance().Enqueue(() => owner.Gone(e.Code));", set()),
    ],
)
def test_what_another_thread_runs(body: str, rules: set[str]) -> None:
    assert told("csharp", SHARP % body) == rules


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("open = false\nif (!open) later()", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ("open = false\nif (open) later()", {"unhandled-going-away"}),
        ("state = State.LOST\nif (state == State.LOST) later()", {"reconnect-without-backoff", "reconnect-on-normal"}),
        ("state = State.LOST\nif (state != State.LOST) later()", {"unhandled-going-away"}),
        ("if (code == 4000) open = false\nif (!open) later()", {"reconnect-without-backoff"}),
        ("open = false\nopen = asked()\nif (!open) later()", {"reconnect-without-backoff"}),
        ("state = next\nif (state == State.LOST) later()", {"reconnect-without-backoff"}),
    ],
)
def test_what_a_handler_has_set_itself(body: str, rules: set[str]) -> None:
    assert told("kotlin", OKHTTP % ("onClosed", body)) == rules


ADAPTER = """
import okhttp3.*;

class %s extends WebSocketListener {
    WebSocket line = new OkHttpClient().newWebSocket(new Request.Builder().url(address).build(), this);

    @Override
    public void onClosed(WebSocket line, int code, String reason) {%s}
}
"""


@pytest.mark.parametrize(
    ("name", "body", "rules"),
    [
        ("Feed", "", {"unhandled-going-away"}),
        ("FeedAdapter", "", set()),
        ("FeedAdapter", 'log.info("gone");', {"unhandled-going-away"}),
    ],
)
def test_an_empty_method_for_others_to_override(name: str, body: str, rules: set[str]) -> None:
    assert told("java", ADAPTER % (name, body)) == rules


DELEGATES = """using %s;

public class Feed {
    private %s line;

    private void Open() {
        line = new %s(address);
        line.%s += %s;
        line.%s();
    }

    private void Gone(object sender, EventArgs e) {
        %s
    }
}
"""
ASKS = "if (e is ClosedEventArgs told && told.Code != 1000) { Thread.Sleep(3000); line.Open(); }"


@pytest.mark.parametrize(
    ("library", "client", "event", "opens", "body", "rules"),
    [
        ("WebSocket4Net", "WebSocket", "Closed", "Open", "Thread.Sleep(3000); line.Open();", AGAIN),
        ("WebSocket4Net", "WebSocket", "Closed", "Open", "Thread.Sleep(3000); Open();", AGAIN),
        ("WebSocket4Net", "WebSocket", "Closed", "Open", "line.OpenAsync();", AGAIN),
        ("WebSocket4Net", "WebSocket", "Closed", "Open", ASKS, {"reconnect-without-backoff"}),
        ("WebSocket4Net", "WebSocket", "Opened", "Open", "Thread.Sleep(3000); line.Open();", set()),
        (
            "WatsonWebsocket",
            "WatsonWsClient",
            "ServerDisconnected",
            "Start",
            "Thread.Sleep(3000); line.Start();",
            AGAIN,
        ),
        ("WebSocketSharp", "WebSocket", "OnClose", "Connect", "Thread.Sleep(3000); line.Connect();", AGAIN),
    ],
)
@pytest.mark.parametrize("given", ["Gone", "new EventHandler(Gone)", "new EventHandler<EventArgs>(Gone)"])
def test_events_of_dot_net(
    library: str, client: str, event: str, opens: str, body: str, rules: set[str], given: str
) -> None:
    assert told("csharp", DELEGATES % (library, client, client, event, given, opens, body)) == rules


FRAME = """using WebSocketSharp;

public class Feed : MonoBehaviour {
    private WebSocket line;

    private void Start() {
        line = new WebSocket(address);
        line.OnClose += (sender, e) => Show(false);
        Open();
    }

    private void Open() {
        line.Connect();
    }

    private void Update() {
        %s
    }
}
"""


@pytest.mark.parametrize(
    ("body", "rules"),
    [("if (!line.IsAlive && Time.time > next) Open();", set()), ("Show(line.IsAlive);", {"unhandled-going-away"})],
)
def test_what_unity_calls_for_every_frame(body: str, rules: set[str]) -> None:
    assert told("csharp", FRAME % body) == rules


REPEATED = """using NativeWebSocket;

public class Feed : MonoBehaviour {
    private WebSocket line;

    private void Start() {
        %s
    }

    private async void Open() {
        if (line != null && line.State == WebSocketState.Open) return;
        line = new WebSocket(address);
        line.OnClose += (code) => Show(false);
        await line.Connect();
    }

    private void Beat() {
        line.SendText("beat");
    }
}
"""


@pytest.mark.parametrize(
    ("start", "rules"),
    [
        ('InvokeRepeating("Open", 0f, 5f);', {"reconnect-without-backoff"}),
        ("InvokeRepeating(nameof(Open), 0f, 5f);", {"reconnect-without-backoff"}),
        ('Open(); InvokeRepeating("Beat", 5f, 5f);', {"unhandled-going-away"}),
    ],
)
def test_what_unity_is_asked_to_call_again_and_again(start: str, rules: set[str]) -> None:
    assert told("csharp", REPEATED % start) == rules


TOLD_IN_DART = """
import 'dart:async';
import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  final StreamController<String> _lines = StreamController<String>.broadcast();
  bool open = false;

  void start() {
    final channel = WebSocketChannel.connect(Uri.parse('wss://example.org/feed'));
    channel.stream.listen((line) => _lines.add(line), onDone: () { %s });
  }
}
"""


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("open = false;", {"unhandled-going-away"}),
        ("_lines.close();", set()),
        ("_lines.sink.close();", set()),
        ("_lines.add('gone');", set()),
        ("_lines.addError('gone');", set()),
    ],
)
def test_whoever_listens_to_a_stream_learns_that_it_has_ended(body: str, rules: set[str]) -> None:
    assert told("dart", TOLD_IN_DART % body) == rules


def test_whoever_a_worker_posts_to_decides_what_comes_of_it() -> None:
    source = "const line = new WebSocket('wss://example.org');\nline.onclose = () => { %s };\nline.onmessage = show;"
    assert told("javascript", source % "postMessage({ up: false })") == set()
    assert told("javascript", source % "setUp(false)") == {"unhandled-going-away"}
