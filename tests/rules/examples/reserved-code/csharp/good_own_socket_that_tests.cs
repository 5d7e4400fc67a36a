using System.Net.Sockets;

class FeedWebSocket
{
    public async Task LeaveAsync()
    {
        await CloseAsync(1005, "");
    }

    private async Task CloseAsync(ushort code, string reason)
    {
        await SendAsync(code == 1005 ? EmptyClose() : CloseFrame(code, reason));
    }
}
