using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        // wsclose: ignore[reserved-code]
        await line.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", CancellationToken.None);
    }
}
