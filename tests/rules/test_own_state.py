"""A client's tests of its own state: what its handler has set, what was set where it connects, and how that is asked."""

import pytest

from .support import findings

RULE = "reconnect-on-normal"

DART = """import 'dart:async';
import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  WebSocketChannel? _line;
  String? _address;
  bool _opening = false;
  %(property)s

  Future<void> connect(String address) async {
    if (%(first)s) return;
    _opening = true;
    _address = address;
    final token = await issue();
    if (token == null) return;
    _line = WebSocketChannel.connect(Uri.parse('$address?token=$token'));
    _opening = false;
    _line!.stream.listen(show, onDone: _ended);
  }

  void _ended() {
    _line = %(after)s;
    if (%(asked)s) Timer(const Duration(seconds: 5), () => connect(_address!));
  }

  Future<void> leave() async {
    %(leave)s
    await _line?.sink.close();
  }
}
"""
PLAIN = {
    "property": "bool get open => _line != null;",
    "first": "_opening || open",
    "after": "null",
    "asked": "_address != null",
    "leave": "",
}
IN_DART = {
    "a property that the handler has made false": ({}, True),
    "a property with a body": ({"property": "bool get open { return _line != null; }"}, True),
    "a lock beside an address that is there": ({"asked": "!_reconnecting && _address != null"}, True),
    "a property of something else": ({"property": "bool get open => left != null;", "asked": "!open"}, False),
    "an address that the own close takes back": ({"leave": "_address = null;"}, False),
    "an address that is set elsewhere alone": ({"asked": "_other != null", "leave": "_other = 'x';"}, False),
}


@pytest.mark.parametrize("title", IN_DART)
def test_in_dart(title: str) -> None:
    changes, told = IN_DART[title]
    assert bool(findings("dart", DART % (PLAIN | changes), RULE)) is told


IN_OTHERS = {
    "swift": """import Starscream

final class Feed: WebSocketDelegate {
  private var line: WebSocket?
  private var isOpen: Bool { line != nil }

  func connect() {
    guard !isOpen else { return }
    line = WebSocket(request: request)
    line?.delegate = self
    line?.connect()
  }

  func didReceive(event: WebSocketEvent, client: WebSocketClient) {
    switch event {
    case .disconnected:
      line = nil
      if !isOpen { DispatchQueue.main.asyncAfter(deadline: .now() + 5) { self.connect() } }
    default:
      break
    }
  }
}
""",
    "typescript": """class Feed {
  line: WebSocket | null = null;

  get open() {
    return this.line !== null;
  }

  connect() {
    this.line = new WebSocket(this.address);
    this.line.onclose = () => {
      this.line = null;
      if (!this.open) setTimeout(() => this.connect(), 5000);
    };
  }
}
""",
}


def test_what_the_handler_sets_itself_is_not_there_before() -> None:
    text = (
        "class Feed {\n  again = null;\n  connect() {\n    this.line = new WebSocket(this.address);\n    this.line.onclose = () => {\n"
        "      if (this.again != null) return;\n      this.again = setTimeout(() => this.connect(), 5000);\n    };\n  }\n}\n"
    )
    assert findings("javascript", text, "reconnect-without-backoff")


@pytest.mark.parametrize("language", IN_OTHERS)
def test_in_other_languages(language: str) -> None:
    assert findings(language, IN_OTHERS[language], RULE)


TOKEN = """import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
  private var line: URLSessionWebSocketTask?

  private func fetchTokenAndConnect() {
    URLSession.shared.dataTask(with: request) { [weak self] data, _, _ in
      guard let self, let data else { return }
      self.%(called)s(with: data)
    }.resume()
  }

  private func openSocket(with token: Data) {
    line = URLSession.shared.webSocketTask(with: address(token))
    line?.resume()
  }

  func urlSession(
    _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
    didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
  ) {
    DispatchQueue.main.asyncAfter(deadline: .now() + 2) { self.fetchTokenAndConnect() }
  }
}
"""


@pytest.mark.parametrize(("called", "told"), [("openSocket", True), ("keep", False)])
def test_a_client_that_asks_for_something_before_it_connects(called: str, told: bool) -> None:
    assert bool(findings("swift", TOKEN % {"called": called}, "reconnect-without-backoff")) is told


ATOMIC = """import okhttp3.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicBoolean;

class Feed extends WebSocketListener {
    private final AtomicBoolean connected = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OkHttpClient client = new OkHttpClient();

    void open() {
        client.newWebSocket(new Request.Builder().url(address).build(), this);
    }

    @Override public void onOpen(WebSocket line, Response response) {
        connected.set(true);
    }

    @Override public void onClosed(WebSocket line, int code, String reason) {
        %s
        timer.schedule(this::look, wait.next(), TimeUnit.SECONDS);
    }

    private void look() {
        if (!connected.get()) open();
    }
}
"""


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("connected.set(false);", True),
        ("connected.getAndSet(false);", True),
        ("connected.compareAndSet(true, false);", True),
        ("connected.compareAndSet(expected, false);", False),
        ("connected.compareAndSet(false, true);", False),
        ("connected.set(true);", False),
        ("", False),
    ],
)
def test_flags_that_are_objects(first: str, told: bool) -> None:
    assert bool(findings("java", ATOMIC % first, "reconnect-on-normal")) is told


BRIDGE = """import * as vscode from "vscode";

export class Bridge implements vscode.Disposable {
  private line?: WebSocket;
  private disposed = false;

  connect() {
    ASKED
    this.line = new WebSocket(this.address);
    this.line.onclose = () => { setTimeout(() => this.connect(), 5000); };
  }

  dispose() {
    this.disposed = true;
    this.line?.close();
  }
}
"""


def test_a_class_that_fills_in_an_interface_of_something_else_has_methods_of_its_own() -> None:
    assert not findings("typescript", BRIDGE.replace("ASKED", "if (this.disposed) return;"), RULE)
    assert findings("typescript", BRIDGE.replace("ASKED", ""), RULE)


KEPT_TIMER = """\
class Page {
  connect() {
    this.line = new WebSocket(this.url);
    this.line.onclose = () => this.gone();
  }

  gone() {
    if (!this.%(asked)s) {
      this.%(set)s = %(value)s;
    }
  }
}
"""
IN_JAVASCRIPT = {
    "a timer that is not set yet": ({}, True),
    "one that runs once": ({"value": "window.setTimeout(() => this.connect(), 7000)"}, True),
    "what something else keeps": ({"set": "other"}, False),
}


@pytest.mark.parametrize("title", IN_JAVASCRIPT)
def test_a_name_under_which_a_timer_is_kept(title: str) -> None:
    changes, told = IN_JAVASCRIPT[title]
    plain = {"asked": "monitor", "set": "monitor", "value": "setInterval(() => this.connect(), 7000)"}
    assert bool(findings("javascript", KEPT_TIMER % (plain | changes), RULE)) is told


SET_TWICE = """import Foundation

final class Feed: NSObject, URLSessionWebSocketDelegate {
  private var line: URLSessionWebSocketTask?
  private var isOpen = false
  private var tries = 0

  func connect() {
    guard !isOpen else { return }
    line = session.webSocketTask(with: address)
    line?.resume()
    isOpen = true
  }

  func leave() {
    isOpen = false
    line?.cancel(with: .goingAway, reason: nil)
  }

  private func again() {
    %(limit)s
    tries += 1
    isOpen = %(value)s
    DispatchQueue.main.asyncAfter(deadline: .now() + 4) { self.connect() }
  }

  func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
    isOpen = false
    again()
  }
}
"""
SET_ANEW = {
    "to the same": ({}, True),
    "to the same, up to a number of attempts": ({"limit": "guard tries < 5 else { return }"}, True),
    "to something else": ({"value": "wanted"}, False),
}


@pytest.mark.parametrize("title", SET_ANEW)
def test_what_the_handler_sets_once_more(title: str) -> None:
    changes, told = SET_ANEW[title]
    assert bool(findings("swift", SET_TWICE % ({"limit": "", "value": "false"} | changes), RULE)) is told
