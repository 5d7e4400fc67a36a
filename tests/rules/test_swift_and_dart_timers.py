"""What Swift and Dart run later: publishers that are delayed, event loops, streams of events in cascades, and loops that stop."""

import pytest

from .support import findings

RULE = "reconnect-without-backoff"

COMBINE = """import Combine
import Foundation

final class Feed {
  private var line: URLSessionWebSocketTask?
  private var running = Set<AnyCancellable>()

  func connect() {
    line = URLSession.shared.webSocketTask(with: address)
    line?.resume()
    listen()
  }

  private func listen() {
    line?.receive { [weak self] result in
      switch result {
      case .success: self?.listen()
      case .failure: self?.lost()
      }
    }
  }

  private func lost() {
    Just(())
      %s
      .sink { [weak self] in self?.connect() }
      .store(in: &running)
  }
}
"""

VAPOR = """import Vapor

func follow(app: Application) {
  WebSocket.connect(to: address, on: app.eventLoopGroup.next()) { ws in
    ws.onClose.whenComplete { _ in
      app.eventLoopGroup.next().scheduleTask(in: .seconds(5)) { follow(app: app) }
    }
  }
}
"""

CASCADES = [
    "import 'dart:html';\n\nvoid open() {\n  line = WebSocket(address)\n    ..onMessage.listen(show)\n    ..onClose.listen((event) { Timer(Duration(seconds: 1), open); });\n}\n",
    "import 'dart:html';\n\nvoid open() {\n  WebSocket(address).onClose.listen((event) { Timer(Duration(seconds: 1), open); });\n}\n",
    "import 'package:web_socket_channel/web_socket_channel.dart';\n\nvoid open() {\n  line = WebSocketChannel.connect(address)\n    ..stream.listen(show, onDone: () { Future.delayed(Duration(seconds: 1), open); });\n}\n",
]

RETRIES = """import 'package:web_socket_channel/io.dart';

class Feed {
  Future<void> again() async {
    while (true) {
      await Future.delayed(pause);
      if (online) {
        try {
          final line = IOWebSocketChannel.connect(address);
          await line.ready;
          print('there again');
          %s
        } catch (e) {
          print(e);
        }
      }
    }
  }
}
"""


def test_a_publisher_that_is_delayed() -> None:
    assert findings("swift", COMBINE % ".delay(for: .seconds(3), scheduler: DispatchQueue.main)", RULE)
    assert not findings(
        "swift", COMBINE % ".delay(for: .seconds(pause(attempts)), scheduler: DispatchQueue.main)", RULE
    )


def test_a_task_of_an_event_loop() -> None:
    assert findings("swift", VAPOR, RULE)


@pytest.mark.parametrize("source", CASCADES)
def test_a_handler_in_a_cascade(source: str) -> None:
    assert findings("dart", source, RULE)


def test_a_loop_that_ends_within_a_condition_once_it_has_connected() -> None:
    assert not findings("dart", RETRIES % "return;", "reconnect-on-normal")


def test_swiftui_brings_urlsession_along() -> None:
    text = COMBINE.replace("import Combine\nimport Foundation\n", "import SwiftUI\n")
    assert findings("swift", text.replace("self?.lost()", "self?.connect()"), RULE)


@pytest.mark.parametrize(
    ("method", "count"),
    [
        ("webSocketDidDisconnect(_ line: Line)", 1),
        ("websocketDidClose(line: Line, error: Error?)", 1),
        ("webSocketDidConnect(_ line: Line)", 0),
        ("playerDidClose(_ line: Line)", 0),
    ],
)
def test_a_delegate_of_an_own_websocket_is_told_by_the_name_of_its_method(method: str, count: int) -> None:
    text = f"""import Foundation

final class Feed {{
  private let line: Line

  func open() {{
    line.delegate = self
    line.connect()
  }}
}}

extension Feed: LineDelegate {{
  func {method} {{
    DispatchQueue.main.asyncAfter(deadline: .now() + 3) {{ self.line.connect() }}
  }}
}}
"""
    assert len(findings("swift", text, RULE)) == count
