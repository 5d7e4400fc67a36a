using System.Threading;
using NetCoreServer;

class Feed : WsClient
{
    private bool _done;

    public Feed(string address, int port) : base(address, port) { }

    public void Leave()
    {
        _done = true;
        CloseAsync(1000);
    }

    protected override void OnDisconnected()
    {
        Thread.Sleep(1000);
        if (!_done)
            ConnectAsync();
    }
}
