import okhttp3.WebSocket

fun leave(line: WebSocket) {
    line.close(1001, "bye")
}
