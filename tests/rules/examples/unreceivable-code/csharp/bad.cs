using WebSocketSharp;

class Feed
{
    void Connect()
    {
        var line = new WebSocket("wss://feed.example.org");
        line.OnClose += (sender, closed) =>
        {
            if (closed.Code == 401) LogIn();
        };
        line.Connect();
    }
}
