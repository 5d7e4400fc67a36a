import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

class Prices extends WebSocketListener {
    @Override
    public void onMessage(WebSocket line, String text) {
        show(text);
    }
}
