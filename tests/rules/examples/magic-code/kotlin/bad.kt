import io.ktor.server.websocket.WebSocketServerSession
import io.ktor.websocket.CloseReason
import io.ktor.websocket.close

suspend fun refuse(guests: List<WebSocketServerSession>) {
    for (guest in guests) {
        guest.close(CloseReason(1008, "no token"))
    }
}
