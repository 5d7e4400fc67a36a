import org.w3c.dom.WebSocket

var attempt = 0

fun connect() {
    val line = WebSocket("wss://example.org/feed")
    line.onerror = { window.setTimeout({ connect() }, wait(attempt++)) }
    line.onclose = { window.setTimeout({ connect() }, wait(attempt++)) }
}
