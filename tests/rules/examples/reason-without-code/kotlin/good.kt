import org.w3c.dom.WebSocket

fun leave(line: WebSocket) {
    line.close(1000, "leaving")
}
