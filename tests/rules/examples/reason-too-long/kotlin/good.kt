import okhttp3.WebSocket

fun leave(line: WebSocket) {
    line.close(1008, "not in this room")
}
