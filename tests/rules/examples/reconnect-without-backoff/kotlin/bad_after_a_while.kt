import okhttp3.OkHttpClient
import okhttp3.Request
import okhttp3.Response
import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Feed : WebSocketListener() {
    private val client = OkHttpClient()

    fun connect() {
        client.newWebSocket(Request.Builder().url("wss://feed.example.org").build(), this)
    }

    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        if (code != 1000) {
            scope.launch {
                delay(2000)
                connect()
            }
        }
    }
}
