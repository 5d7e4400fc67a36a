import io.ktor.server.websocket.WebSocketServerSession
import io.ktor.websocket.CloseReason
import io.ktor.websocket.close

suspend fun refuse(guests: List<WebSocketServerSession>) {
    for (guest in guests) {
        guest.close(CloseReason(3000.toShort(), "no token"))
    }
}
