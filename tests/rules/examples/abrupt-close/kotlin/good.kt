import okhttp3.WebSocket

fun pause(line: WebSocket) {
    line.close(1000, null)
}
