import kotlinx.coroutines.*
import okhttp3.*

class Feed(private val client: OkHttpClient, private val request: Request, private val scope: CoroutineScope) {
    private var rest = 1_000L
    private var line: WebSocket? = null

    fun open() {
        line = client.newWebSocket(request, Ears())
    }

    inner class Ears : WebSocketListener() {
        override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
            if (code == 1000) return
            scope.launch {
                delay(rest)
                this@Feed.rest = (rest * 2).coerceAtMost(60_000L)
                open()
            }
        }
    }
}
