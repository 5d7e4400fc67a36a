using System.Net.WebSockets;

class Relay
{
    async Task LeaveAsync(WebSocketReceiveResult received, ClientWebSocket other)
    {
        await other.CloseAsync(received.CloseStatus.Value, received.CloseStatusDescription, CancellationToken.None);
    }
}
