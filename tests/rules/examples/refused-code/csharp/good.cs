using WebSocketSharp;

class Feed
{
    void Leave(WebSocket line)
    {
        line.Close(4011, "failed");
    }
}
