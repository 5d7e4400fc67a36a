import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

class Relay extends WebSocketListener {
    private WebSocket other;

    @Override
    public void onClosed(WebSocket line, int code, String reason) {
        other.close(code, reason);
    }
}
