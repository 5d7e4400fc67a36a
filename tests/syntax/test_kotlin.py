"""Kotlin: overrides, named and default arguments, companions, when, blocks with a receiver, `it`."""

import pytest
from tests.syntax.conftest import Closed, Codes

from wsclose.syntax.document import Document
from wsclose.syntax.source import Source

LISTENER = """\
package org.example.live

import okhttp3.*

private const val CLOSE_IDLE = 4008

class LiveFeed(private val client: OkHttpClient, val retries: Int = 3000) : WebSocketListener() {
    companion object {
        const val CODE_LOGOUT = 4001
        private val FATAL_CLOSE_CODES = setOf(4004, 4010)
    }

    private var socket: WebSocket? = null

    override fun onClosing(webSocket: WebSocket, code: Int, reason: String) {
        when (code) {
            1000, 1001 -> webSocket.close(1000, null)
            in 4100..4199 -> retry(delayMillis = 1000)
            CODE_LOGOUT -> logout()
            else -> if (code !in FATAL_CLOSE_CODES) retry()
        }
    }

    fun leave() = socket?.close(code = 1000, reason = "bye ${user.name}")

    fun idle() { socket!!.close(CLOSE_IDLE, "idle") }

    fun drop() { socket?.cancel() }
}
"""

SERVER = """\
import io.ktor.server.websocket.*
import io.ktor.websocket.*

fun Application.module() {
    routing {
        webSocket("/chat") {
            val user = call.sessions.get<User>() ?: return@webSocket close(CloseReason(CloseReason.Codes.VIOLATED_POLICY, "who?"))
            try {
                for (frame in incoming) relay(frame)
            } finally {
                send(Frame.Close(CloseReason(4001.toShort(), "done")))
                if (closeReason.await()?.code == CloseReason.Codes.GOING_AWAY.code) forget(user)
            }
        }
    }
}

suspend fun DefaultWebSocketServerSession.kick() {
    close(CloseReason(4003, "kicked"))
}

suspend fun all(sessions: List<DefaultWebSocketServerSession>) {
    sessions.forEach { launch { it.close(CloseReason(CloseReason.Codes.SERVICE_RESTART, "")) } }
}
"""


def test_calls_with_named_arguments_and_through_nullable_fields(closed: Closed) -> None:
    assert [(written.partition("(")[0], numbers) for written, numbers in closed(LISTENER, "LiveFeed.kt")] == [
        ("webSocket.close", [1000]),
        ("socket?.close", [1000]),
        ("socket!!.close", [4008]),
        ("socket?.cancel", []),
    ]


def test_codes_that_when_tells_apart(codes: Codes) -> None:
    found = codes(LISTENER, "LiveFeed.kt")
    assert [number for _, use, number in found if use == "compared"] == [1000, 1001, 4100, 4199, 4001]
    assert sorted({number for _, use, number in found if use == "defined"}) == [4001, 4004, 4008, 4010]
    assert 3000 not in {number for _, _, number in found}


def test_a_block_whose_receiver_is_the_session(closed: Closed, codes: Codes) -> None:
    assert [numbers for _, numbers in closed(SERVER, "Server.kt")] == [[1008], [4001], [4003], [1012]]
    assert [number for _, use, number in codes(SERVER, "Server.kt") if use == "compared"] == [1001]


def test_a_default_argument_stands_beside_its_parameter(codes: Codes) -> None:
    text = "import okhttp3.WebSocket\ninterface Transport { fun close(closeCode: Int = 1000, reason: String? = null, tries: Int = 1001) }\n"
    assert [number for _, use, number in codes(text, "Transport.kt") if use != "received"] == [1000]


@pytest.mark.parametrize(
    "line", ["channel.close()", "delay(1000)", "job.cancel()", "file.close()", "Port(4000)", "webSocketFactory.close()"]
)
def test_what_is_something_else(line: str, closed: Closed, codes: Codes) -> None:
    text = f"import okhttp3.WebSocket\nclass A(val ws: WebSocket) {{ fun f() {{ {line} }} }}\n"
    assert closed(text, "A.kt") == []
    assert codes(text, "A.kt") == []


@pytest.mark.parametrize("end", ["\n@", '\n@Suppress("a', "\n@[A", "\n// end\n@A", '\nval s = "', "\n/* "])
def test_a_file_that_ends_in_the_middle_is_read(end: str, codes: Codes) -> None:
    codes("val x = 1" + end, "a.kt")


def test_a_block_that_suspends_is_an_argument(closed: Closed) -> None:
    text = (
        "import okhttp3.WebSocket\nclass Feed(val history: History = History(suspend { load() })) : Client {\n"
        "    fun leave(line: WebSocket) { line.close(1000, null) }\n}\n"
    )
    assert [numbers for _, numbers in closed(text, "Feed.kt")] == [[1000]]


@pytest.mark.parametrize("call", ["withContext<Unit> { line.close(1000, null) }", "keep<Unit>(line.close(1000, null))"])
def test_a_call_with_one_type_and_one_argument_is_no_comparison(call: str, closed: Closed) -> None:
    text = f"import okhttp3.WebSocket\nclass Feed {{\n    suspend fun leave(line: WebSocket) {{\n        {call}\n    }}\n}}\n"
    assert [numbers for _, numbers in closed(text, "Feed.kt")] == [[1000]]


def test_what_a_reference_of_a_type_holds_is_of_that_type(closed: Closed) -> None:
    text = (
        "import java.util.concurrent.atomic.AtomicReference\nimport okhttp3.WebSocket\n"
        "class Feed(first: WebSocket) {\n    private val line = AtomicReference<WebSocket>(first)\n"
        "    fun leave() { line.get().close(1000, null) }\n}\n"
    )
    assert [numbers for _, numbers in closed(text, "Feed.kt")] == [[1000]]


CLAUSES = """\
import io.ktor.websocket.*

class Relay(private val line: WebSocketSession) {
    suspend fun run() {
        try {
            line.send("hello")
        }
        catch (e: CancellationException) {
            line.close()
        }
        catch (e: Exception) {
            line.close(CloseReason(CloseReason.Codes.INTERNAL_ERROR, "failed"))
        }

        finally {
            line.close(CloseReason(4000, "over"))
        }
    }
}
"""


def test_clauses_of_a_try_on_lines_of_their_own(closed: Closed) -> None:
    assert [numbers for _, numbers in closed(CLAUSES, "Relay.kt")] == [[], [1011], [4000]]
    outline = repr(Source("kotlin", Document.from_str(CLAUSES), "Relay.kt").outline)
    assert outline.count("Catch(") == 2
    assert "'catch'" not in outline
    assert "'finally'" not in outline


@pytest.mark.parametrize("clause", ["catch (e: Exception) { line.close() }", "finally { line.close() }"])
def test_a_clause_that_is_typed_letter_by_letter(clause: str) -> None:
    before, after = CLAUSES.split("        catch (e: Exception)")[0].rstrip(" ") + "        ", "\n    }\n}\n"
    document = Document.from_str(before + after)
    source = Source("kotlin", document, "Relay.kt")
    for place, letter in enumerate(clause.encode(), len(before.encode())):
        source.edited([document.replace(place, place, bytes([letter]))])
    assert repr(source.outline) == repr(Source("kotlin", Document(document.text), "Relay.kt").outline)


def test_this_is_the_session_in_a_block_whose_receiver_it_is(closed: Closed) -> None:
    text = (
        "import io.ktor.server.websocket.*\nimport io.ktor.websocket.*\nclass Rooms {\n"
        '    fun close(code: Int) { log(code) }\n    fun Route.rooms() {\n        webSocket("/room") {\n'
        '            launch { this@webSocket.close(CloseReason(4001, "kicked")) }\n'
        '            this.close(reason = CloseReason(CloseReason.Codes.TRY_AGAIN_LATER, "busy"))\n'
        "        }\n        this.close(4002)\n    }\n}\n"
    )
    assert [numbers for _, numbers in closed(text, "Rooms.kt")] == [[4001], [1013]]
