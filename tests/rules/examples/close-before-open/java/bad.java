import java.net.URI;
import org.java_websocket.client.WebSocketClient;

class Probe extends WebSocketClient {
    static void probe(URI address) {
        Probe line = new Probe(address);
        line.close(1000);
    }
}
