import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import okhttp3.WebSocket;

class GuestTest {
    private final WebSocket webSocket = mock(WebSocket.class);

    void keepsQuiet() {
        when(webSocket.close(1005, "gone")).thenReturn(false);
        new Guest(webSocket).lost();
        verify(webSocket, never()).close(1006, "lost");
    }
}
