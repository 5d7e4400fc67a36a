import okhttp3.WebSocket

fun leave(line: WebSocket) {
    line.close(4210, "bye")
}
