import java.net.URI
import org.eclipse.jetty.websocket.api.Session
import org.eclipse.jetty.websocket.client.WebSocketClient

class Feed(private val address: URI) : Session.Listener.AutoDemanding {
    private val client = WebSocketClient().apply { start() }

    private fun connect() {
        client.connect(this, address)
    }

    override fun onWebSocketClose(statusCode: Int, reason: String) {
        if (statusCode != 1000) {
            connect()
        }
    }
}
