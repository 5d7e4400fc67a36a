using System.Net.WebSockets;

class Relay
{
    async Task LeaveAsync(WebSocketReceiveResult received, ClientWebSocket other)
    {
        if (received.CloseStatus is WebSocketCloseStatus.Empty or null)
        {
            await other.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            return;
        }
        await other.CloseAsync(received.CloseStatus.Value, received.CloseStatusDescription, CancellationToken.None);
    }
}
