using System.Net.WebSockets;

class Feed
{
    async Task LeaveAsync(ClientWebSocket line)
    {
        try
        {
            await store.LoadAsync();
        }
        catch (StoreException failure)
        {
            await line.CloseAsync(WebSocketCloseStatus.InternalServerError, failure.Message, CancellationToken.None);
        }
    }
}
