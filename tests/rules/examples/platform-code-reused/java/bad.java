import org.java_websocket.WebSocket;
import org.java_websocket.server.WebSocketServer;

class Rooms extends WebSocketServer {
    static final String PROTOCOL = "graphql-transport-ws";

    void kick() {
        for (WebSocket guest : getConnections()) {
            guest.close(4429, "banned from the room");
        }
    }
}
