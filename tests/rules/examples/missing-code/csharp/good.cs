using WebSocketSharp;

class Feed
{
    void Leave(WebSocket line)
    {
        line.Close(CloseStatusCode.Normal);
    }
}
