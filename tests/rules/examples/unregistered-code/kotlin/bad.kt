import okhttp3.WebSocket

fun leave(line: WebSocket) {
    line.close(3210, "bye")
}
