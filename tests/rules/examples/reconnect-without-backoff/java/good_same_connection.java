import com.neovisionaries.ws.client.*;

class Feed extends WebSocketAdapter {
    @Override
    public void onDisconnected(WebSocket line, WebSocketFrame theirs, WebSocketFrame ours, boolean byServer) {
        line.clearListeners();
        line.addListener(new WebSocketAdapter());
    }
}
