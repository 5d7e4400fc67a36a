using System.Net.WebSockets;

class Feed
{
    async Task RefuseAsync(WebSocket line)
    {
        await line.CloseAsync((WebSocketCloseStatus)401, "no token", CancellationToken.None);
    }
}
