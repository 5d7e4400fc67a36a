using System.Net.WebSockets;

class Feed
{
    void Pause(ClientWebSocket line)
    {
        line.Abort();
    }
}
