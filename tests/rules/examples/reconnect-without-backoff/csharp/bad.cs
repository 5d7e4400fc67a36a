using WebSocketSharp;

class Feed
{
    void Connect()
    {
        var line = new WebSocket("wss://feed.example.org");
        line.OnClose += (sender, closed) =>
        {
            if (closed.Code != 1000) Connect();
        };
        line.Connect();
    }
}
