using WebSocketSharp;

class Relay
{
    void Join(WebSocket upstream, WebSocket other)
    {
        upstream.OnClose += (sender, told) => other.Close(told.Code == 1000 || told.Code >= 3000 ? told.Code : (ushort)1002, told.Reason);
    }
}
