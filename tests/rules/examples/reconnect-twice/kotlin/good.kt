import org.w3c.dom.WebSocket

var attempt = 0

fun connect() {
    val line = WebSocket("wss://example.org/feed")
    line.onerror = { console.error("failed") }
    line.onclose = { window.setTimeout({ connect() }, wait(attempt++)) }
}
