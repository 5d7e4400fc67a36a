import org.w3c.dom.WebSocket

val line = WebSocket("wss://example.org/prices")

fun watch() {
    line.onmessage = { event -> show(event.data) }
    line.onclose = { event -> tell(event) }
}
