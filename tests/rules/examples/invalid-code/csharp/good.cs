using System.Net.WebSockets;

class Feed
{
    async Task RefuseAsync(WebSocket line)
    {
        await line.CloseAsync((WebSocketCloseStatus)3000, "no token", CancellationToken.None);
    }
}
