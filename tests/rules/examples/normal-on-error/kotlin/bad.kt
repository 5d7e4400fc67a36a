import okhttp3.WebSocket

fun leave(line: WebSocket) {
    try {
        store.load()
    } catch (failure: StoreException) {
        line.close(1000, "bye")
    }
}
