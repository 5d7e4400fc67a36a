using WebSocketSharp;
using WebSocketSharp.Server;

class Room : WebSocketBehavior
{
    const string Protocol = "graphql-transport-ws";

    protected override void OnMessage(MessageEventArgs message)
    {
        Close(4429, "banned from the room");
    }
}
