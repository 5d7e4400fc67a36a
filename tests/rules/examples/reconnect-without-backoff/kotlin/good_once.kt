import io.ktor.client.HttpClient
import io.ktor.client.plugins.websocket.DefaultClientWebSocketSession
import io.ktor.client.plugins.websocket.webSocketSession

class Feed(private val client: HttpClient) {
    private var running = false
    private lateinit var line: DefaultClientWebSocketSession

    suspend fun start() {
        running = true
        while (running) {
            try {
                line = client.webSocketSession("wss://feed.example.org")
            } catch (refused: Exception) {
                running = false
                break
            }
            for (frame in line.incoming) println(frame)
            running = false
        }
    }
}
