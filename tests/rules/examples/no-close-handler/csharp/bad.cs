using WebSocketSharp;

class Prices
{
    void Watch()
    {
        var line = new WebSocket("wss://example.org/prices");
        line.OnMessage += (sender, message) => Show(message.Data);
        line.Connect();
    }
}
