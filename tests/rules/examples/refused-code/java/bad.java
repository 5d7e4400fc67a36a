import java.net.http.WebSocket;

class Feed {
    void leave(WebSocket line) {
        line.sendClose(1002, "bye");
    }
}
