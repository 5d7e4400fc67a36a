using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        await line.CloseAsync(WebSocketCloseStatus.PolicyViolation, "this reason tells the whole story of what was wrong with the message that came, who sent it, when, and what would have been right", CancellationToken.None);
    }
}
