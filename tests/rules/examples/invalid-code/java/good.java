import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

class Rooms {
    void leave(WebSocketSession guest) throws Exception {
        guest.close(new CloseStatus(3000, "no token"));
    }
}
