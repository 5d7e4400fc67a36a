import okhttp3.WebSocket

fun pause(line: WebSocket) {
    line.cancel()
}
