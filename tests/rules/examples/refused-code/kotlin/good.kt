import java.net.http.WebSocket

fun leave(line: WebSocket) {
    line.sendClose(4002, "bye")
}
