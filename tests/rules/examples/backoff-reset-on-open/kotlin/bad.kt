import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Feed : WebSocketListener() {
    private val client = OkHttpClient()
    private var attempts = 0

    private fun again() {
        scope.launch {
            delay(Random.nextLong(minOf(30_000L, 500L shl attempts++)))
            connect()
        }
    }

    fun connect() {
        client.newWebSocket(Request.Builder().url("wss://feed.example.org").build(), this)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        if (code != 1000) again()
    }

    override fun onOpen(webSocket: WebSocket, response: Response) {
        attempts = 0
    }
}
