import org.w3c.dom.WebSocket

fun leave(line: WebSocket) {
    line.close(1001, "leaving")
}
