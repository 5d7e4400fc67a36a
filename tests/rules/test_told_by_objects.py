"""Clients that hear of a close from an object of the project's own: by an event, as its delegate, as its listener."""

import pytest

from .support import findings

AN_EVENT_OF_CSHARP = """\
using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

public class Line
{
    public event EventHandler Closed;
    private ClientWebSocket socket;

    public async Task Connect()
    {
        socket = new ClientWebSocket();
        await socket.ConnectAsync(address, CancellationToken.None);
        _ = Listen();
    }

    private async Task Listen()
    {
        while (socket.State == WebSocketState.Open)
        {
            var result = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                Closed?.Invoke(this, EventArgs.Empty);
                return;
            }
        }
    }
}

public class Feed
{
    private Line line = new Line();

    public void Start()
    {
        line.Closed += OnClosed;
        line.Connect();
    }

    private async void OnClosed(object sender, EventArgs args)
    {
        await Task.Delay(5000);
        await line.Connect();
    }
}
"""

A_DELEGATE_OF_SWIFT = """\
import Foundation
import Starscream

protocol LineDelegate: AnyObject {
    func lineDidClose(_ line: Line)
}

class Line: WebSocketDelegate {
    weak var delegate: LineDelegate?
    var socket: WebSocket!

    func connect() {
        socket = WebSocket(request: request)
        socket.delegate = self
        socket.connect()
    }

    func didReceive(event: WebSocketEvent, client: WebSocketClient) {
        switch event {
        case .disconnected(let reason, let code):
            delegate?.lineDidClose(self)
        default:
            break
        }
    }
}

class Feed: LineDelegate {
    let line = Line()

    func start() {
        line.delegate = self
        line.connect()
    }

    func lineDidClose(_ line: Line) {
        DispatchQueue.main.asyncAfter(deadline: .now() + 5) {
            self.line.connect()
        }
    }
}
"""

A_LISTENER_OF_KOTLIN = """\
import okhttp3.*

interface LineListener {
    fun onGone()
}

class Line(private val listener: LineListener) : WebSocketListener() {
    private var socket: WebSocket? = null

    fun connect() {
        socket = OkHttpClient().newWebSocket(request, this)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        listener.onGone()
    }
}

class Feed : LineListener {
    private val line = Line(this)

    fun start() {
        line.connect()
    }

    override fun onGone() {
        handler.postDelayed({ line.connect() }, 5000)
    }
}
"""

A_FUNCTION_OF_KOTLIN = """\
import okhttp3.*

class Line(private val onDisconnected: () -> Unit) : WebSocketListener() {
    fun connect() {
        OkHttpClient().newWebSocket(request, this)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        onDisconnected()
    }
}

class Feed {
    private val line = Line(onDisconnected = { again() })

    private fun again() {
        handler.postDelayed({ line.connect() }, 5000)
    }
}
"""

A_LISTENER_OF_JAVA = """\
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

interface GoneListener {
    void onGone();
}

class Line extends WebSocketClient {
    private final GoneListener listener;

    Line(java.net.URI uri, GoneListener listener) {
        super(uri);
        this.listener = listener;
    }

    @Override public void onOpen(ServerHandshake handshake) {}
    @Override public void onMessage(String message) {}
    @Override public void onError(Exception error) {}

    @Override
    public void onClose(int code, String reason, boolean remote) {
        listener.onGone();
    }
}

class Feed implements GoneListener {
    private Line line;

    void start() {
        line = new Line(uri, this);
        line.connect();
    }

    @Override
    public void onGone() {
        scheduler.schedule(() -> line.reconnect(), 5, TimeUnit.SECONDS);
    }
}
"""

TOLD = {
    "an event of C#": (
        "csharp",
        AN_EVENT_OF_CSHARP,
        "Closed?.Invoke(this, EventArgs.Empty);",
        "line.Connect()",
    ),
    "a delegate of Swift": (
        "swift",
        A_DELEGATE_OF_SWIFT,
        "delegate?.lineDidClose(self)",
        "DispatchQueue.main.asyncAfter",
    ),
    "a listener of Kotlin": ("kotlin", A_LISTENER_OF_KOTLIN, "listener.onGone()", "handler.postDelayed"),
    "a function of Kotlin": ("kotlin", A_FUNCTION_OF_KOTLIN, "onDisconnected()", "again()"),
    "a listener of Java": ("java", A_LISTENER_OF_JAVA, "listener.onGone();", "scheduler.schedule"),
}
RULE = "reconnect-without-backoff"


@pytest.mark.parametrize(("language", "source", "tells", "waits"), TOLD.values(), ids=TOLD)
def test_who_is_told_by_an_object_reconnects(language: str, source: str, tells: str, waits: str) -> None:
    [found] = findings(language, source, RULE)
    assert source[found.start :].startswith(waits)


@pytest.mark.parametrize(("language", "source", "tells", "waits"), TOLD.values(), ids=TOLD)
def test_an_object_that_does_not_tell_of_the_close(language: str, source: str, tells: str, waits: str) -> None:
    assert not findings(language, source.replace(tells, "log.info();"), RULE)
