import io.ktor.server.websocket.WebSocketServerSession
import io.ktor.websocket.CloseReason
import io.ktor.websocket.close

suspend fun leave(guests: List<WebSocketServerSession>) {
    for (guest in guests) {
        guest.close(CloseReason(CloseReason.Codes.CLOSED_ABNORMALLY, "bye"))
    }
}
