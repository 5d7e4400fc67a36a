import java.net.URI;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

abstract class Feed extends WebSocketClient {
    private long rest = 1000;
    private boolean done;

    Feed(URI address) {
        super(address);
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
                    Feed.this.rest = Math.min(60_000, Feed.this.rest * 2);
                } while (!done && !reconnectBlocking());
            } catch (InterruptedException e) {
                done = true;
            }
        }
    }
}
