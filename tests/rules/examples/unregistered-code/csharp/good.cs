using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync((WebSocketCloseStatus)4210, "bye", CancellationToken.None);
    }
}
