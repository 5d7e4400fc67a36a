using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        _ = line.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None);
    }
}
