import okhttp3.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.close(1008, "not in this room");
    }
}
