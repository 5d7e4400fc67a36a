using System.Net.WebSockets;

class Feed
{
    void LeaveAsync(ClientWebSocket line)
    {
        line.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", CancellationToken.None).Wait();
    }
}
