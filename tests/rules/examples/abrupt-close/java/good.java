import okhttp3.WebSocket;

class Feed {
    void pause(WebSocket line) {
        line.close(1000, null);
    }
}
