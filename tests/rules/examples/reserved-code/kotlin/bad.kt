import okhttp3.WebSocket

fun leave(line: WebSocket) {
    line.close(1006, "bye")
}
