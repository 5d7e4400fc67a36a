using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync((WebSocketCloseStatus)1006, "bye", CancellationToken.None);
    }
}
