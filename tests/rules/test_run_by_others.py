"""Clients that connect again from a function that something else runs: a timer, a queue, a thread, a lock, an event loop."""

import pytest

from .support import findings

HANDLERS = {
    "swift": """\
import Foundation

class Feed: NSObject, URLSessionWebSocketDelegate {
    var line: URLSessionWebSocketTask?
    let queue = DispatchQueue(label: "feed")

    func connect() {
        line = URLSession(configuration: .default, delegate: self, delegateQueue: nil).webSocketTask(with: url)
        line?.resume()
    }

    func urlSession(
        _ session: URLSession, webSocketTask: URLSessionWebSocketTask,
        didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?
    ) {
        %s
    }
}
""",
    "csharp": """\
using WebSocketSharp;

class Feed {
    WebSocket line;

    void Connect() {
        line = new WebSocket("wss://example.org");
        line.OnClose += Ended;
        line.Connect();
    }

    void Ended(object sender, CloseEventArgs e) {
        %s
    }

    IEnumerator Again() {
        yield return new WaitForSeconds(5);
        Connect();
    }
}
""",
    "dart": """\
import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  WebSocketChannel? line;

  void connect() {
    line = WebSocketChannel.connect(Uri.parse('wss://example.org'));
    line!.stream.listen(print, onDone: () {
      %s
    });
  }
}
""",
    "php": """\
<?php

class Feed
{
    public function listenForMessage()
    {
        \\Ratchet\\Client\\connect('wss://example.org')->then(function ($line) {
            $line->on('close', function ($code = null) {
                %s
            });
        });
    }
}
""",
    "ruby": """\
require "faye/websocket"

class Feed < Base
  def connect
    @line = Faye::WebSocket::Client.new("wss://example.org")
    @line.on :close do |event|
      %s
    end
  end
end
""",
}
JOBS = [
    ("swift", "DispatchQueue.main.async { self.connect() }"),
    ("swift", "queue.async { [weak self] in self?.connect() }"),
    ("swift", "queue.sync { self.connect() }"),
    ("swift", "lock.withLock { connect() }"),
    ("swift", "Task { try await Task.sleep(nanoseconds: 5_000_000_000); self.connect() }"),
    ("swift", "Task { @MainActor [weak self] in self?.connect() }"),
    ("swift", "Task.detached { await self.connect() }"),
    ("swift", "Timer.scheduledTimer(withTimeInterval: 5, repeats: false) { _ in self.connect() }"),
    (
        "swift",
        "queue.asyncAfter(deadline: DispatchTime(uptimeNanoseconds: DispatchTime.now().uptimeNanoseconds + 100)) { self.connect() }",
    ),
    ("swift", "perform(#selector(connect), with: nil, afterDelay: 3)"),
    ("csharp", "Task.Run(() => Connect());"),
    ("csharp", "Task.Run(async () => { await Task.Delay(5000); Connect(); });"),
    ("csharp", "Task.Factory.StartNew(() => Connect());"),
    ("csharp", "ThreadPool.QueueUserWorkItem(_ => Connect());"),
    ("csharp", "Dispatcher.Invoke(() => Connect());"),
    ("csharp", "StartCoroutine(Again());"),
    ("csharp", 'Invoke("Connect", 5f);'),
    ("csharp", "Invoke(nameof(Connect), 5f);"),
    ("csharp", "timer = new Timer(_ => Connect(), null, 5000, Timeout.Infinite);"),
    ("csharp", "Task.Delay(5000).ContinueWith(_ => Connect());"),
    ("dart", "Timer.periodic(Duration(seconds: 5), (timer) => connect());"),
    ("dart", "Future.microtask(connect);"),
    ("dart", "Future(() => connect());"),
    ("dart", "setState(() { connect(); });"),
    ("php", "$this->listenForMessage();"),
    ("php", "$this->loop->addTimer(5, [$this, 'listenForMessage']);"),
    ("php", "$this->loop->futureTick(function () { $this->listenForMessage(); });"),
    ("php", "Timer::add(5, function () { $this->listenForMessage(); });"),
    ("php", "EventLoop::delay(5, fn () => $this->listenForMessage());"),
    ("php", "usleep(500000); $this->listenForMessage();"),
    ("ruby", "EM.run { connect }"),
    ("ruby", "EM.next_tick { connect }"),
    ("ruby", "@mutex.synchronize { connect }"),
    ("ruby", "Async do |task| task.sleep 5; connect end"),
]
PATIENT = [
    ("swift", "Task { try await Task.sleep(for: .seconds(pow(2.0, Double(attempt)))); self.connect() }"),
    ("swift", "queue.async { self.delegate?.ended(closeCode) }"),
    ("csharp", "Task.Delay(delay).ContinueWith(_ => Connect()); delay *= 2;"),
    ("csharp", "Task.Run(async () => { await Task.Delay(delay); delay *= 2; Connect(); });"),
    ("csharp", "Ended?.Invoke(this, e);"),
    ("php", "EventLoop::delay(2 ** $this->attempt++, fn () => $this->listenForMessage());"),
    ("ruby", "reconnect_later"),
]


@pytest.mark.parametrize(("language", "job"), JOBS)
def test_a_reconnect_is_found_in_what_something_else_runs(language: str, job: str) -> None:
    assert findings(language, HANDLERS[language] % job, "reconnect-without-backoff")


@pytest.mark.parametrize(("language", "job"), [*JOBS, *PATIENT])
def test_a_client_that_comes_back_is_not_said_to_stay_away(language: str, job: str) -> None:
    assert not findings(language, HANDLERS[language] % job, "unhandled-going-away")


@pytest.mark.parametrize(("language", "job"), PATIENT)
def test_a_delay_that_grows_or_is_not_known_is_none_of_the_rule(language: str, job: str) -> None:
    assert not findings(language, HANDLERS[language] % job, "reconnect-without-backoff")


def test_a_reconnect_of_the_base_class_by_its_bare_name() -> None:
    assert not findings("ruby", HANDLERS["ruby"] % "reconnect", "unhandled-going-away")


def test_what_is_done_after_the_end_of_a_connection_of_websocket_kit() -> None:
    source = """\
import WebSocketKit

class Feed {
    var line: WebSocket!
    var stopped = false

    func watch() {
        line.onClose.whenComplete { [weak self] result in
            guard let self else { return }
            if !self.stopped {
                self.queue.asyncAfter(deadline: .now() + 0.1) { try? self.connect() }
            }
        }
    }

    func connect() throws {
        try WebSocket.connect(to: url, on: group) { line in
            self.line = line
            self.watch()
        }.wait()
    }
}
"""
    assert findings("swift", source, "reconnect-without-backoff")


def test_a_loop_that_accepts_or_wraps_connections_is_no_client() -> None:
    accepting = "class Hall { async Task Run() { while (true) { %s Serve(guest); } } }\n"
    for made in (
        "var guest = await hall.AcceptWebSocketAsync(token);",
        "var guest = new WebSocketGuest(context.WebSocket);",
    ):
        assert not findings("csharp", "using System.Net.WebSockets;\n" + accepting % made, "reconnect-without-backoff")


WORKERMAN = """<?php
use Workerman\\Connection\\AsyncTcpConnection;

$line = new AsyncTcpConnection("ws://feed.example.org:443");
$line->onClose = function ($line) use (&$wait) {
    $wait = min($wait * 2, 30);
    %s;
};
$line->connect();
"""


@pytest.mark.parametrize(
    ("reconnect", "message"),
    [
        ("$line->reConnect(5)", "Reconnects after a fixed delay (5)"),
        ("$line->reConnect()", "Reconnects at once"),
        ("$line->reConnect($wait)", ""),
    ],
)
def test_a_library_that_waits_by_itself_is_told_how_long(reconnect: str, message: str) -> None:
    found = findings("php", WORKERMAN % reconnect, "reconnect-without-backoff")
    assert [each.message.partition(":")[0] for each in found] == [message] * bool(message)


POLICY = """\
%s
function open() {
  const line = new WebSocket("wss://example.org");
  line.onclose = () => { policy.execute(() => open()); };
}
"""


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("const policy = retry(handleAll, { backoff: new ExponentialBackoff() });", False),
        ("const policy = Policy.handleAll().retry();", False),
        ("const policy = timeout(2000);", True),
    ],
)
def test_what_was_made_by_a_name_of_backing_off_runs_a_function_later_each_time(made: str, told: bool) -> None:
    assert bool(findings("typescript", POLICY % made, "reconnect-without-backoff")) is told
