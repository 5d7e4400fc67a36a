using System.Net.WebSockets;

class Feed
{
    async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var line = new ClientWebSocket();
                await line.ConnectAsync(new Uri("wss://feed.example.org"), stop);
                await ReadAsync(line, stop);
            }
            catch (WebSocketException failure)
            {
                Console.WriteLine(failure);
            }
            await Task.Delay(2000, stop);
        }
    }
}
