using WebSocketSharp;

class Line
{
    private readonly WebSocketConfiguration configuration;
    private readonly WebSocket line;

    Line(WebSocket line, WebSocketConfiguration configuration)
    {
        this.line = line;
        this.configuration = configuration;
        line.OnClose += Ended;
    }

    void Ended(object sender, CloseEventArgs closed)
    {
        configuration.ended(closed.Code);
    }

    static Line Open(WebSocketConfiguration configuration)
    {
        var line = new WebSocket(configuration.address);
        return new Line(line, configuration);
    }
}
