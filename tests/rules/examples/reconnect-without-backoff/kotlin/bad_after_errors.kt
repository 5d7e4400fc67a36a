import io.ktor.client.HttpClient
import io.ktor.client.plugins.websocket.webSocketSession

class Feed(private val client: HttpClient) {
    private var running = true

    suspend fun start() {
        while (running) {
            try {
                val line = client.webSocketSession("wss://feed.example.org")
                for (frame in line.incoming) println(frame)
            } catch (lost: Exception) {
                println(lost)
                continue
            }
            running = false
        }
    }
}
