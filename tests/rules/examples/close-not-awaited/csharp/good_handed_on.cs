using System.Net.WebSockets;

class Feed
{
    Task LeaveAsync(ClientWebSocket line) =>
        line.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
}
