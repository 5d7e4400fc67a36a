import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;

class Rooms {
    void leave(Session guest) throws Exception {
        guest.close(new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, "lost"));
    }
}
