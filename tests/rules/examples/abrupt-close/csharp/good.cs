using System.Net.WebSockets;

class Feed
{
    async Task PauseAsync(ClientWebSocket line)
    {
        await line.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
