import okhttp3.WebSocket;

class Feed {
    void leave(WebSocket line) {
        // wsclose: ignore[reserved-code]
        line.close(1006, "bye");
    }
}
