using WebSocketSharp;

class Feed
{
    void Connect()
    {
        var line = new WebSocket("wss://feed.example.org");
        line.OnClose += (sender, closed) =>
        {
            Console.WriteLine(closed.Reason);
        };
        line.Connect();
    }
}
