import io.mockk.every
import io.mockk.mockk
import io.mockk.verify
import okhttp3.WebSocket

class GuestTest {
    fun passesOnHowItEnded() {
        val webSocket = mockk<WebSocket>()
        every { webSocket.close(1006, any()) } returns true
        Guest(webSocket).lost()
        verify(exactly = 1) { webSocket.close(1006, "lost") }
    }
}
