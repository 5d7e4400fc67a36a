import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

class Feed extends WebSocketListener {
    private final OkHttpClient client = new OkHttpClient();

    void connect() {
        client.newWebSocket(new Request.Builder().url("wss://feed.example.org").build(), this);
    }

    @Override
    public void onClosed(WebSocket line, int code, String reason) {
        if (code == 4401) {
            logIn();
        }
    }
}
