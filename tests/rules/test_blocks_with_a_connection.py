"""Connections that a library makes for a block, and that end with it: `client.webSocket(url) { ... }`"""

import pytest

from .support import findings

FEED = """\
package app

import io.ktor.client.HttpClient
import io.ktor.client.plugins.websocket.*
import io.ktor.websocket.*
import kotlinx.coroutines.*

class Feed(private val client: HttpClient, private val scope: CoroutineScope) {
%s
    private fun show(frame: Frame) = println(frame)
}
"""
BLOCK = "client.webSocket(url) { for (frame in incoming) show(frame) }"
SESSION = "val session = client.webSocketSession(url)\n            for (frame in session.incoming) show(frame)"
FIXED = {
    "a loop around the block": f"""\
    suspend fun follow(url: String) {{
        while (true) {{
            try {{
                {BLOCK}
            }} catch (error: Exception) {{
                println(error)
            }}
            delay(5000)
        }}
    }}
""",
    "a block that keeps its exception": f"""\
    suspend fun follow(url: String) {{
        while (true) {{
            runCatching {{ {BLOCK} }}.onFailure {{ println(it) }}
            delay(2000)
        }}
    }}
""",
    "a function that keeps its exception": f"""\
    private suspend fun session(url: String) {{
        {BLOCK}
    }}

    suspend fun follow(url: String) {{
        while (!stopped) {{
            runCatching {{ session(url) }}.onFailure {{ println(it) }}
            if (!stopped) delay(3000)
        }}
    }}
""",
    "a function around the block": f"""\
    suspend fun follow(url: String) {{
        while (true) {{
            once(url)
            delay(2000)
        }}
    }}

    private suspend fun once(url: String) {{
        {BLOCK}
    }}
""",
    "a scope around the block": f"""\
    suspend fun follow(url: String) {{
        while (true) {{
            once(url)
            delay(2000)
        }}
    }}

    private suspend fun once(url: String) = coroutineScope {{
        launch {{ println(url) }}
        {BLOCK}
    }}
""",
    "a session": f"""\
    suspend fun follow(url: String) {{
        while (true) {{
            {SESSION}
            delay(2000)
        }}
    }}
""",
    "a flow around the block, collected again and again": """\
    fun frames(url: String): Flow<Frame> = flow<Frame> {
        client.webSocket(url) { for (frame in incoming) emit(frame) }
    }

    suspend fun follow(url: String) {
        while (true) {
            try {
                frames(url).collect { show(it) }
            } catch (error: Exception) {
                println(error)
            }
            delay(5000)
        }
    }
""",
    "the function begins again after the block": """\
    suspend fun follow(url: String) {
        client.wss(url) { while (true) show(incoming.receive()) }
        delay(1000)
        follow(url)
    }
""",
    "the function begins again after the exception": f"""\
    fun follow(url: String) {{
        scope.launch {{
            try {{
                {BLOCK}
            }} catch (error: Exception) {{
                delay(1000)
                follow(url)
            }}
        }}
    }}
""",
    "the function begins again after a block that keeps its exception": f"""\
    fun follow(url: String) {{
        scope.launch {{
            runCatching {{ {BLOCK} }}.onFailure {{ println(it) }}
            delay(1000)
            follow(url)
        }}
    }}
""",
    "a function that gives the session": """\
    private suspend fun open(url: String): DefaultWebSocketSession = client.webSocketSession(url)

    suspend fun follow(url: String) {
        while (true) {
            try {
                val session = open(url)
                for (frame in session.incoming) show(frame)
            } catch (error: Exception) {
                println(error)
            }
            delay(3000)
        }
    }
""",
    "a function that keeps the session": """\
    private var session: DefaultClientWebSocketSession? = null

    private suspend fun open(url: String) {
        session = client.webSocketSession(url)
    }

    suspend fun follow(url: String) {
        while (true) {
            open(url)
            session!!.incoming.consumeEach { show(it) }
            delay(3000)
        }
    }
""",
    "a function that keeps the session, whose frames are a flow": """\
    private var session: DefaultClientWebSocketSession? = null

    private suspend fun open(url: String) {
        session = client.webSocketSession(url)
    }

    suspend fun follow(url: String) {
        while (true) {
            open(url)
            session?.incoming?.receiveAsFlow()?.collect { show(it) }
            delay(3000)
        }
    }
""",
}
FIXED |= {
    "a session whose messages are all consumed": """\
    private var session: DefaultClientWebSocketSession? = null

    fun follow(url: String) {
        scope.launch {
            try {
                session = client.webSocketSession(url)
                session?.incoming?.consumeEach { show(it) }
            } catch (error: Exception) {
                println(error)
            } finally {
                delay(3000)
                follow(url)
            }
        }
    }
""",
    "a function of its own that reads": """\
    private var session: DefaultClientWebSocketSession? = null

    suspend fun follow(url: String) {
        try {
            session = client.webSocketSession(url)
            read()
        } catch (error: Exception) {
            again(url)
        }
    }

    private suspend fun read() { session!!.incoming.consumeEach { show(it) } }

    private suspend fun again(url: String) {
        delay(4000)
        follow(url)
    }
""",
}
FINE = {
    "a function that connects, and reads beside": """\
    private var session: DefaultClientWebSocketSession? = null

    suspend fun begin(url: String) {
        try {
            open(url)
        } catch (error: Exception) {
            delay(4000)
            open(url)
        }
    }

    private suspend fun open(url: String) {
        session = client.webSocketSession(url)
        scope.launch { receiveAll() }
    }

    private suspend fun receiveAll() { session!!.incoming.consumeEach { show(it) } }
""",
    "a function that gives the session, which sends one thing after the other": """\
    private suspend fun open(url: String): DefaultWebSocketSession = client.webSocketSession(url)

    suspend fun report(url: String) {
        while (true) {
            val session = open(url)
            for (reading in readings()) session.send(reading)
            session.close()
            delay(60_000)
        }
    }
""",
    "the delay grows before the function begins again": f"""\
    fun follow(url: String, attempt: Int) {{
        scope.launch {{
            runCatching {{ {BLOCK} }}
            delay((1000L shl attempt).coerceAtMost(30_000))
            follow(url, attempt + 1)
        }}
    }}
""",
    "the delay grows": f"""\
    suspend fun follow(url: String) {{
        var attempt = 0
        while (true) {{
            {BLOCK}
            delay((1000L shl attempt).coerceAtMost(30_000))
            attempt++
        }}
    }}
""",
    "one block after the other": """\
    suspend fun greet(url: String) {
        client.webSocket(url) { send("one") }
        client.webSocket(url) { send("two") }
    }
""",
    "a block without a connection": """\
    suspend fun poll(url: String) {
        while (true) {
            client.request(url) { println(it) }
            delay(5000)
        }
    }
""",
}


@pytest.mark.parametrize("body", FIXED.values(), ids=FIXED)
def test_it_comes_back_after_the_same_delay(body: str) -> None:
    assert findings("kotlin", FEED % body, "reconnect-without-backoff")


def test_a_flow_that_a_listener_fills_is_collected_again_and_again() -> None:
    source = """\
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.*
import okhttp3.*

class Feed(private val client: OkHttpClient) {
    private fun texts(): Flow<String> = callbackFlow<String> {
        val line = client.newWebSocket(request, object : WebSocketListener() {
            override fun onMessage(webSocket: WebSocket, text: String) { trySend(text) }
            override fun onClosed(webSocket: WebSocket, code: Int, reason: String) { close() }
        })
        awaitClose { line.close(1000, null) }
    }

    suspend fun follow() {
        while (true) {
            texts().collect { println(it) }
            delay(%s)
        }
    }
}
"""
    assert findings("kotlin", source % "2000", "reconnect-without-backoff")
    assert not findings("kotlin", source % "backoff.next()", "reconnect-without-backoff")


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_nothing_to_say(body: str) -> None:
    assert not findings("kotlin", FEED % body, "reconnect-without-backoff")


FLOW = """\
import io.ktor.client.HttpClient
import io.ktor.client.plugins.websocket.*
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.*
import okhttp3.*

class Feed(private val client: OkHttpClient, private val ktor: HttpClient) {
    private fun texts(): Flow<String> = callbackFlow {
        val line = client.newWebSocket(request, object : WebSocketListener() {
            override fun onMessage(webSocket: WebSocket, text: String) { trySend(text) }
            override fun onFailure(webSocket: WebSocket, t: Throwable, response: Response?) { close(t) }
        })
        awaitClose { line.close(1000, null) }
    }
    private fun saved(): Flow<String> = flow { emit(read()) }
    fun follow() = %s
}
"""


@pytest.mark.parametrize(
    ("follow", "expected"),
    [
        ("texts().retryWhen { cause, tried -> delay(3000); true }", 1),
        ("texts().map { it.trim() }.retryWhen { cause, tried -> if (tried > 5) return@retryWhen false; delay(WAIT); true }.catch { }", 1),
        ("flow { ktor.webSocket(url) { for (frame in incoming) emit(frame) } }.retry { delay(5_000); it is IOException }", 1),
        ("texts().retryWhen { cause, tried -> delay((1000L shl tried.toInt()).coerceAtMost(30_000)); true }", 0),
        ("texts().retryWhen { cause, attempt -> val wait = 1000L * attempt; delay(wait); true }", 0),
        ("texts().retryWhen { cause, tried -> online.first { it }; true }", 0),
        ("saved().retry { delay(5_000); true }", 0),
    ],
)  # fmt: skip
def test_a_flow_that_makes_a_connection_begins_again(follow: str, expected: int) -> None:
    assert len(findings("kotlin", FLOW % follow, "reconnect-without-backoff")) == expected


def test_a_verticle_has_what_it_runs_in() -> None:
    source = """\
import io.vertx.core.AbstractVerticle;

public class Feed extends AbstractVerticle {
    private void open() {
        vertx.createWebSocketClient().connect(443, "example.org", "/feed").onSuccess(line ->
            line.closeHandler(gone -> vertx.setTimer(%s, id -> open())));
    }
}
"""
    assert findings("java", source % "5000", "reconnect-without-backoff")
    assert not findings("java", source % "1000L << tries++", "reconnect-without-backoff")
