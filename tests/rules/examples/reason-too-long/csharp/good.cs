using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync(WebSocketCloseStatus.PolicyViolation, "not in this room", CancellationToken.None);
    }
}
