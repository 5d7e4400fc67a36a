using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", CancellationToken.None);
    }
}
