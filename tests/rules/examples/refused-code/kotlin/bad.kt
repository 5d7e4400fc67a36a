import java.net.http.WebSocket

fun leave(line: WebSocket) {
    line.sendClose(1002, "bye")
}
