import org.w3c.dom.WebSocket

fun probe(address: String) {
    val line = WebSocket(address)
    line.onopen = { line.close(1000) }
}
