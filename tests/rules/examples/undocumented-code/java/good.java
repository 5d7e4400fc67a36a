import okhttp3.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.close(4001, "bye");
    }
}
