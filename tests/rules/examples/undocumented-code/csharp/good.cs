using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync((WebSocketCloseStatus)4001, "bye", CancellationToken.None);
    }
}
