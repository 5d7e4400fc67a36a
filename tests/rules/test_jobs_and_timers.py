"""Clients that have a timer, an executor or an object with one method connect again, and loops and polls around a client."""

import pytest

from .support import findings

OKHTTP = """\
import okhttp3.*;
import android.os.Handler;

public class Feed extends WebSocketListener {
    private final OkHttpClient client = new OkHttpClient();
    private final Handler handler = new Handler();
    private final Request request = new Request.Builder().url("wss://example.org/feed").build();
%s
    public void connect() { client.newWebSocket(request, this); }
    @Override public void onClosed(WebSocket line, int code, String reason) {
        %s
    }
}
"""
KOTLIN = """\
import android.os.Handler
import java.util.Timer
import java.util.TimerTask
import okhttp3.*

class Feed(private val client: OkHttpClient, private val handler: Handler) : WebSocketListener() {
    fun connect() { client.newWebSocket(Request.Builder().url("wss://example.org").build(), this) }
    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        %s
    }
}
"""
SWIFT = """\
import Foundation

class Feed: NSObject, URLSessionWebSocketDelegate {
    var task: URLSessionWebSocketTask?
    lazy var session = URLSession(configuration: .default, delegate: self, delegateQueue: nil)
    @objc func open() { task = session.webSocketTask(with: URL(string: "wss://example.org")!); task?.resume() }
    func urlSession(_ session: URLSession, webSocketTask: URLSessionWebSocketTask, didCloseWith closeCode: URLSessionWebSocketTask.CloseCode, reason: Data?) {
        %s
    }
}
"""
PROMISED = """\
import java.net.URI;
import java.net.http.*;
import java.util.concurrent.*;

public class Feed implements WebSocket.Listener {
    private final HttpClient http = HttpClient.newHttpClient();
    private WebSocket line;
    void open() { http.newWebSocketBuilder().buildAsync(URI.create("wss://example.org"), this).thenAccept(made -> line = made); }
    @Override public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
        CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS).execute(this::open);
        return null;
    }
}
"""
VERTX = """\
import io.vertx.core.AbstractVerticle;
import io.vertx.core.http.*;

public class Feed extends AbstractVerticle {
    private WebSocketClient client;
    private void open() {
        client.connect(443, "example.org", "/feed").onSuccess(line -> {
            line.closeHandler(end -> vertx.setTimer(5000, id -> open()));
        });
    }
}
"""
PAWL = """\
<?php
use Ratchet\\Client\\Connector;

class Feed {
    public function open(): void {
        $connector = new Connector($this->loop);
        $connector('wss://example.org')->then(function ($line) { $line->on('close', [$this, 'ended']); });
    }
    public function ended($code = null, $reason = null): void { $this->loop->addTimer(5, [$this, 'open']); }
}
"""
TUNGSTENITE = """\
use std::{thread, time::Duration};
use tungstenite::connect;

fn main() {
    loop {
        %s
        thread::sleep(Duration::from_secs(1));
    }
}

fn session() -> Result<(), tungstenite::Error> {
    let (mut line, _) = connect("wss://example.org")?;
    loop {
        println!("{}", line.read()?);
    }
}
"""
RUNNABLE = (
    "handler.postDelayed(new Runnable() {\n            @Override public void run() { connect(); }\n        }, 3000);"
)
THREAD = """\
new Thread() {
            @Override public void run() {
                try { Thread.sleep(3000); } catch (InterruptedException stopped) { return; }
                connect();
            }
        }.start();"""
HELD = "    private final Runnable job = new Runnable() {\n        @Override public void run() { connect(); }\n    };"
RECEIVING = """\
using System.Net.WebSockets;

public class Feed {
    private ClientWebSocket line;
    public async Task Open() {
        line = new ClientWebSocket();
        await line.ConnectAsync(new Uri("wss://example.org/feed"), token);
        _ = Task.Run(Read);
    }
    private async Task Read() {
        %s
        await Task.Delay(5000);
        await Open();
    }
}
"""
WHILE_OPEN = "while (line.State == WebSocketState.Open) { var end = await line.ReceiveAsync(buffer, token); %s }"
DELAYED = """\
import 'package:web_socket_channel/web_socket_channel.dart';

class Feed {
  late WebSocketChannel line;
  void open() {
    line = WebSocketChannel.connect(Uri.parse('wss://example.org/feed'));
    line.stream.listen%s;
  }
}
"""

ALWAYS_AFTER_THE_SAME_TIME = {
    "the only method of an object": ("java", OKHTTP % ("", RUNNABLE)),
    "an object that is kept": ("java", OKHTTP % (HELD, "handler.postDelayed(job, 3000);")),
    "a task of a timer": ("kotlin", KOTLIN % "Timer().schedule(object : TimerTask() {\n            override fun run() {\n                connect()\n            }\n        }, 3000)"),
    "a thread whose method is written in its place": ("java", OKHTTP % ("", THREAD)),
    "a timer that somebody subscribes to": ("java", OKHTTP % ("", "Observable.timer(3, TimeUnit.SECONDS).observeOn(main).subscribe(beat -> connect());")),
    "a task of a server's scheduler": ("java", OKHTTP % ("", "Bukkit.getScheduler().runTaskLaterAsynchronously(plugin, () -> connect(), 100L);")),
    "a delay that somebody subscribes to": ("java", OKHTTP % ("", "Mono.delay(Duration.ofSeconds(3)).subscribe(beat -> connect());")),
    "an executor that waits and is told beside": ("java", OKHTTP % ("", "CompletableFuture.runAsync(this::connect, CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));")),
    "a block after the delay": ("kotlin", KOTLIN % "Timer().schedule(2000) { connect() }"),
    "what makes an object of a block": ("kotlin", KOTLIN % "handler.postDelayed(Runnable { connect() }, 3000)"),
    "a work item": ("swift", SWIFT % "let item = DispatchWorkItem { self.open() }\n        DispatchQueue.main.asyncAfter(deadline: .now() + 3, execute: item)"),
    "a selector of an object": ("swift", SWIFT % "Timer.scheduledTimer(timeInterval: 5, target: self, selector: #selector(open), userInfo: nil, repeats: false)"),
    "an executor that waits, and a connection that is promised": ("java", PROMISED),
    "a timer that is told the time first": ("java", VERTX),
    "what comes after a loop that reads": ("csharp", RECEIVING % (WHILE_OPEN % "if (end.MessageType == WebSocketMessageType.Close) break;")),
    "an exception for whatever happens to a WebSocket": ("csharp", RECEIVING % ("try { " + WHILE_OPEN % "" + " } catch (WebSocketException) { Log(); }")),
    "a function that is named to what waits": ("dart", DELAYED % "(print, onDone: () => Future.delayed(const Duration(seconds: 5), open))"),
    "a constructor with a name and a type": ("dart", DELAYED % "(print, onDone: () => unawaited(Future<void>.delayed(const Duration(seconds: 5), () => open())))"),
    "a constructor with a name, made with new": ("dart", DELAYED % "(print, onDone: () { new Future.delayed(new Duration(seconds: 5), open); })"),
    "a handler that a subscription is given": ("dart", DELAYED % "(print).onDone(() => Future.delayed(const Duration(seconds: 5), open))"),
    "a handler that a subscription is given later": ("dart", (DELAYED % "(print)").replace("line.stream.listen(print);", "heard = line.stream.listen(print);\n    heard!.onDone(() => Future.delayed(const Duration(seconds: 5), open));").replace("  void", "  StreamSubscription? heard;\n  void")),
    "a handler that a subscription is given beside another": ("dart", DELAYED % "(print)\n      ..onError(print)\n      ..onDone(() => Timer(const Duration(seconds: 5), open))"),
    "a method named beside its object": ("php", PAWL),
    "an error that a loop looks at": ("rust", TUNGSTENITE % 'if let Err(error) = session() { eprintln!("{error}"); }'),
}  # fmt: skip


@pytest.mark.parametrize("name", ALWAYS_AFTER_THE_SAME_TIME)
@pytest.mark.parametrize("rule", ["reconnect-without-backoff", "reconnect-on-normal"])
def test_a_reconnect_after_every_close_and_the_same_time(name: str, rule: str) -> None:
    language, source = ALWAYS_AFTER_THE_SAME_TIME[name]
    assert findings(language, source, rule)


def test_a_loop_that_ends_when_the_session_has_no_error_stays_away() -> None:
    source = TUNGSTENITE % 'if let Err(error) = session() { eprintln!("{error}"); } else { return; }'
    assert not findings("rust", source, "reconnect-on-normal")


def test_a_loop_that_may_return_says_nothing_of_what_comes_after_it() -> None:
    source = RECEIVING % (WHILE_OPEN % "if (end.MessageType == WebSocketMessageType.Close) return;")
    assert not findings("csharp", source, "reconnect-on-normal")


def test_a_timer_that_looks_again_and_again_connects_for_the_handler() -> None:
    source = """\
import java.util.concurrent.*;
import org.java_websocket.client.WebSocketClient;

public class Feed {
    private final ScheduledExecutorService jobs = Executors.newScheduledThreadPool(1);
    private WebSocketClient line;
    void start() {
        jobs.%s(() -> { if (line == null || line.isClosed()) { line = new Line(); line.connect(); } }, 0, 10, TimeUnit.SECONDS);
    }
    static class Line extends WebSocketClient {
        @Override public void onClose(int code, String reason, boolean remote) { System.out.println("closed"); }
    }
}
"""
    assert not findings("java", source % "scheduleAtFixedRate", "unhandled-going-away")
    assert findings("java", source % "somethingElse", "unhandled-going-away")


def test_a_flow_that_is_closed_tells_who_collects_it() -> None:
    told = "fun stream() = callbackFlow<String> {\n    client.newWebSocket(request, object : WebSocketListener() {\n        override fun onClosed(webSocket: WebSocket, code: Int, reason: String) { %s }\n    })\n}\n"
    source = "import okhttp3.*\n\n" + told
    assert not findings("kotlin", source % "close()", "unhandled-going-away")
    assert findings("kotlin", source % 'println("closed")', "unhandled-going-away")


@pytest.mark.parametrize(
    ("before", "test", "speaks"),
    [
        ("line = null", "line == null", True),
        ("line = null", "!line", True),
        ("", "line == null", False),
        ("line = null", "other == null", False),
    ],
)
def test_what_the_handler_itself_has_emptied_is_empty(before: str, test: str, speaks: bool) -> None:
    reconnect = f"{before}\n        scope.launch {{ delay(3000); if ({test}) connect() }}"
    assert bool(findings("kotlin", KOTLIN % reconnect, "reconnect-on-normal")) is speaks


HELD_OFF = {
    "by its name": (
        "const reopen = debounce(open, 2000);\nfunction open() {\n  const socket = new WebSocket(address);\n"
        "  socket.onclose = (event) => {\n    show(event.reason);\n    reopen();\n  };\n}\n"
    ),
    "as a field": (
        "class Feed {\n  retry = _.debounce(() => this.begin(), 2000);\n  begin() {\n    this.socket = new WebSocket(this.address);\n"
        "    this.socket.addEventListener('close', () => this.retry());\n  }\n}\n"
    ),
    "bound to its object": (
        "class Feed {\n  constructor() {\n    this.retry = throttle(this.begin.bind(this), 2000);\n  }\n  begin() {\n"
        "    this.socket = new WebSocket(this.address);\n    this.socket.onclose = () => this.retry();\n  }\n}\n"
    ),
}


@pytest.mark.parametrize("source", HELD_OFF.values(), ids=HELD_OFF)
def test_a_function_that_is_held_off_waits_as_long_each_time(source: str) -> None:
    found = findings("javascript", source, "reconnect-without-backoff")
    assert ["2000 ms" in one.message for one in found] == [True]


def test_what_is_held_off_and_does_not_connect_is_no_reconnect() -> None:
    source = (
        "const redraw = debounce(draw, 2000);\nfunction draw() {\n  canvas.clear();\n}\nfunction open() {\n"
        "  const socket = new WebSocket(address);\n  socket.onclose = () => {\n    redraw();\n  };\n}\n"
    )
    assert not findings("javascript", source, "reconnect-on-normal")


@pytest.mark.parametrize("timer", ["setTimeout(FUNCTION, 3000, this)", "setInterval(FUNCTION, 3000, this)"])
def test_a_timer_hands_on_what_it_is_given_behind_the_delay(timer: str) -> None:
    source = (
        "class Feed {\n  begin() {\n    this.socket = new WebSocket(this.address);\n    this.socket.onclose = () => {\n"
        "      TIMER;\n    };\n  }\n}\n"
    )
    run = timer.replace("FUNCTION", "function (feed) { feed.begin(); }")
    found = findings("javascript", source.replace("TIMER", run), "reconnect-without-backoff")
    assert ["3000 ms" in one.message for one in found] == [True]
    other = timer.replace("FUNCTION", "function (feed) { feed.begin(); }").replace(", this)", ", window)")
    assert not findings("javascript", source.replace("TIMER", other), "reconnect-without-backoff")


@pytest.mark.parametrize(("event", "speaks"), [("close", True), ("open", False)])
def test_a_session_lasts_until_the_close_that_it_waits_for(event: str, speaks: bool) -> None:
    source = (
        'import { once } from "node:events";\nimport WebSocket from "ws";\n\nasync function listen() {\n'
        '  const line = new WebSocket(address);\n  line.on("message", show);\n  await once(line, "EVENT");\n}\n\n'
        "async function main() {\n  while (true) {\n    await listen();\n    await sleep(2000);\n  }\n}\n"
    )
    assert bool(findings("javascript", source.replace("EVENT", event), "reconnect-without-backoff")) is speaks


@pytest.mark.parametrize(
    ("heard", "speaks"),
    [
        ('line.once("close", () => reject(new Error("gone")))', True),
        ('line.once("close", reject); line.on("error", reject)', True),
        ('line.once("message", resolve); line.once("close", reject)', False),
        ('line.once("open", resolve); line.once("close", reject)', False),
    ],
)
def test_a_promise_that_a_close_refuses_is_caught_by_who_starts_anew(heard: str, speaks: bool) -> None:
    source = (
        'import WebSocket from "ws";\n\nasync function begin() {\n  try {\n    const line = new WebSocket(address);\n'
        "    await new Promise((resolve, reject) => {\n      HEARD;\n    });\n  } catch (error) {\n"
        "    console.error(error);\n    setTimeout(begin, 3000);\n  }\n}\n"
    )
    assert bool(findings("javascript", source.replace("HEARD", heard), "reconnect-without-backoff")) is speaks


REQUESTED = {
    "kotlin": ("kotlin", KOTLIN % "handler.postDelayed({ tokens.fetch { answer -> if (answer.ok) connect() } }, 5000)"),
    "swift": (
        "swift",
        SWIFT % "DispatchQueue.main.asyncAfter(deadline: .now() + 5) { self.tokens.fetch { answer in self.open() } }",
    ),
    "javascript": (
        "javascript",
        "function open() {\n  const line = new WebSocket(address);\n  line.onclose = () => {\n"
        '    setTimeout(() => { $.get("/token", (answer) => { open(); }); }, 5000);\n  };\n}\n',
    ),
}


@pytest.mark.parametrize("name", REQUESTED)
def test_an_answer_that_is_asked_for_after_the_same_time_connects(name: str) -> None:
    assert findings(*REQUESTED[name], "reconnect-without-backoff")


def test_an_answer_that_is_asked_for_after_a_growing_time_backs_off() -> None:
    language, source = REQUESTED["javascript"]
    growing = source.replace("5000", "Math.min(30000, 500 * 2 ** tries++)")
    assert not findings(language, "let tries = 0;\n" + growing, "reconnect-without-backoff")


@pytest.mark.parametrize("name", ["setOnClickListener", "showDialog", "confirm"])
def test_what_somebody_may_do_after_a_while_is_no_reconnect(name: str) -> None:
    source = KOTLIN % f"handler.postDelayed({{ again.{name} {{ connect() }} }}, 5000)"
    assert not findings("kotlin", source, "reconnect-without-backoff")
