import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import java.util.concurrent.*;

class Feed extends WebSocketListener {
    private final OkHttpClient client = new OkHttpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private int attempts;

    private long backoff(int attempt) {
        return (long) (Math.random() * Math.min(30_000, 500 << attempt));
    }

    void connect() {
        client.newWebSocket(new Request.Builder().url("wss://feed.example.org").build(), this);
    }

    @Override
    public void onClosed(WebSocket line, int code, String reason) {
        if (code != 1000) {
            timer.schedule(this::connect, backoff(attempts++), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void onOpen(WebSocket line, Response response) {
        attempts = 0;
    }
}
