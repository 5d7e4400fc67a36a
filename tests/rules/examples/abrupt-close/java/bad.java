import okhttp3.WebSocket;

class Feed {
    void pause(WebSocket line) {
        line.cancel();
    }
}
