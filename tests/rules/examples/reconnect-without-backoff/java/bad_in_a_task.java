import java.net.URI;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

abstract class Feed extends WebSocketClient {
    private final long rest;
    private boolean done;

    Feed(URI address, long rest) {
        super(address);
        this.rest = rest;
    }

    Feed(long rest) {
        super(URI.create("wss://feed.example.org"));
        this.rest = rest;
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        if (code != 1000) {
            new Thread(new Comeback()).start();
        }
    }

    private class Comeback implements Runnable {
        @Override
        public void run() {
            try {
                do {
                    Thread.sleep(rest);
                } while (!done && !reconnectBlocking());
            } catch (InterruptedException e) {
                done = true;
            }
        }
    }
}
