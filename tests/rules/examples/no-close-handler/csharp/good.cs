using WebSocketSharp;

class Prices
{
    void Watch()
    {
        var line = new WebSocket("wss://example.org/prices");
        line.OnMessage += (sender, message) => Show(message.Data);
        line.OnClose += (sender, closed) => Tell(closed.Code);
        line.Connect();
    }
}
