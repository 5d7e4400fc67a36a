using WebSocketSharp;

class Relay
{
    void Join(WebSocket upstream, WebSocket other)
    {
        upstream.OnClose += (sender, told) => other.Close(told.Code, told.Reason);
    }
}
