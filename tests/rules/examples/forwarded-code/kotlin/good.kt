import okhttp3.WebSocket
import okhttp3.WebSocketListener

class Relay(private val other: WebSocket) : WebSocketListener() {
    override fun onClosed(webSocket: WebSocket, code: Int, reason: String) {
        other.close(if (code in listOf(1005, 1006, 1015)) 1011 else code, reason)
    }
}
