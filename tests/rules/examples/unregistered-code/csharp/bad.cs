using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync((WebSocketCloseStatus)3210, "bye", CancellationToken.None);
    }
}
