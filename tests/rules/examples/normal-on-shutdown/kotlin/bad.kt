import io.ktor.server.websocket.WebSocketServerSession
import io.ktor.websocket.CloseReason
import io.ktor.websocket.close

suspend fun shutdown(guests: List<WebSocketServerSession>) {
    for (guest in guests) {
        guest.close(CloseReason(CloseReason.Codes.NORMAL, "bye"))
    }
}
