import java.net.http.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.sendClose(4002, "bye");
    }
}
