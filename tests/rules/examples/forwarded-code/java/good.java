import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

class Relay extends WebSocketListener {
    private WebSocket other;

    @Override
    public void onClosed(WebSocket line, int code, String reason) {
        other.close(code == 1005 || code == 1006 || code == 1015 ? 1011 : code, reason);
    }
}
