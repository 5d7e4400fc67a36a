import java.net.URI;
import org.java_websocket.client.WebSocketClient;

class Probe extends WebSocketClient {
    @Override
    public void onOpen(ServerHandshake handshake) {
        close(1000);
    }
}
