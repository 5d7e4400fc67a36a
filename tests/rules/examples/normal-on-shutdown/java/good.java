import org.java_websocket.WebSocket;
import org.java_websocket.server.WebSocketServer;

class Rooms extends WebSocketServer {
    void shutdown() {
        for (WebSocket guest : getConnections()) {
            guest.close(1001, "bye");
        }
    }
}
