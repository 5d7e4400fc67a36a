import io.ktor.server.websocket.WebSocketServerSession
import io.ktor.websocket.CloseReason
import io.ktor.websocket.close

const val PROTOCOL = "graphql-transport-ws"

suspend fun kick(guests: List<WebSocketServerSession>) {
    for (guest in guests) {
        guest.close(CloseReason(4429, "banned from the room"))
    }
}
