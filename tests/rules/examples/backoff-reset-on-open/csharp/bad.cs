using WebSocketSharp;

class Feed
{
    private int attempts;

    private async void Again()
    {
        await Task.Delay(Random.Shared.Next(Math.Min(30_000, 500 << attempts++)));
        Connect();
    }

    void Connect()
    {
        var line = new WebSocket("wss://feed.example.org");
        line.OnClose += (sender, closed) =>
        {
            if (closed.Code != 1000) Again();
        };
        line.OnOpen += (sender, opened) => { attempts = 0; };
        line.Connect();
    }
}
