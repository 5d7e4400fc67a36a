using System.Net.WebSockets;

class Rooms
{
    async Task ShutdownAsync(HttpContext context)
    {
        using var guest = await context.WebSockets.AcceptWebSocketAsync();
        await guest.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", CancellationToken.None);
    }
}
