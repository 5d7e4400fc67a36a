import okhttp3.WebSocket

fun leave(line: WebSocket) {
    // wsclose: ignore[reserved-code]
    line.close(1006, "bye")
}
