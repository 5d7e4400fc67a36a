// System.Net.WebSockets.ClientWebSocket. The job and the report are described in drivers/python/driver.py.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

static class Driver
{
    const int Limit = 3000; // milliseconds

    static void Main()
    {
        string job = Console.In.ReadLine();
        string url = Text(job, "url");
        var cases = Regex.Matches(job, "\\{\"id\": \"(\\w+)\", \"calls\": \\[(.*?)\\], \"when\"").Cast<Match>();
        var gate = new SemaphoreSlim(12);
        Task.WaitAll(cases.Select(one => Play(url, one.Groups[1].Value, one.Groups[2].Value, gate)).ToArray());
    }

    static async Task Play(string url, string id, string calls, SemaphoreSlim gate)
    {
        await gate.WaitAsync();
        try
        {
            using (var socket = new ClientWebSocket())
            {
                await socket.ConnectAsync(new Uri(url + "/" + id), CancellationToken.None);
                var outcomes = new List<string>();
                var steps = Regex.Matches(calls, "\\{\"method\": .*?\\}").Cast<Match>().Select(step => step.Value).ToList();
                foreach (string step in steps)
                {
                    bool awaited = !step.Contains("\"awaited\": false");
                    outcomes.Add(await Attempt(() => Call(socket, step), awaited));
                }
                string own = await Closed(socket);
                Say("{\"id\": \"" + id + "\", \"calls\": [" + string.Join(", ", outcomes) + "], \"own\": " + own + "}");
            }
        }
        catch (Exception error)
        {
            Say("{\"id\": \"" + id + "\", \"failed\": " + Quoted(Describe(error)) + "}");
        }
        finally
        {
            gate.Release();
        }
    }

    static Task Call(ClientWebSocket socket, string step)
    {
        var code = (WebSocketCloseStatus)int.Parse(Find(step, "\"code\": (-?\\d+)", "0"));
        string reason = step.Contains("\"reason\"") ? Text(step, "reason") : null;
        switch (Text(step, "method"))
        {
            case "Abort": socket.Abort(); return Task.CompletedTask;
            case "Dispose": socket.Dispose(); return Task.CompletedTask;
            case "CloseOutputAsync": return socket.CloseOutputAsync(code, reason, CancellationToken.None);
            default: return socket.CloseAsync(code, reason, CancellationToken.None);
        }
    }

    static async Task<string> Attempt(Func<Task> call, bool awaited = true)
    {
        Task task;
        try
        {
            task = call();
        }
        catch (Exception error)
        {
            return "{\"error\": " + Quoted(Describe(error)) + ", \"at\": \"call\"}";
        }
        if (!awaited) return "{}";
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task) return "{\"hung\": true}";
        if (task.Exception == null) return "{}";
        return "{\"error\": " + Quoted(Describe(task.Exception.GetBaseException())) + ", \"at\": \"await\"}";
    }

    /// <summary>What a loop that reads learns of the end.</summary>
    static async Task<string> Closed(ClientWebSocket socket)
    {
        var buffer = new ArraySegment<byte>(new byte[4096]);
        try
        {
            while (socket.State == WebSocketState.Open || socket.State == WebSocketState.CloseSent)
            {
                var receiving = socket.ReceiveAsync(buffer, CancellationToken.None);
                if (await Task.WhenAny(receiving, Task.Delay(Limit)) != receiving) return "null";
                if ((await receiving).MessageType == WebSocketMessageType.Close) break;
            }
        }
        catch (Exception error)
        {
            return "{\"error\": " + Quoted(Describe(error)) + "}";
        }
        if (socket.CloseStatus == null) return "null";
        string learnt = "{\"code\": " + (int)socket.CloseStatus + ", \"reason\": " + Quoted(socket.CloseStatusDescription ?? "") + "}";
        if (socket.State == WebSocketState.CloseReceived) // as the documentation asks for
        {
            await Attempt(() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None));
        }
        return learnt;
    }

    static readonly object Printing = new object();

    static void Say(string line)
    {
        lock (Printing) Console.Out.WriteLine(line);
    }

    static string Describe(Exception error) { return error.GetType().Name + ": " + error.Message.Split('\n')[0]; }

    static string Text(string json, string name)
    {
        string found = Find(json, "\"" + name + "\": \"((?:[^\"\\\\]|\\\\.)*)\"", "");
        return Regex.Replace(found, "\\\\u([0-9a-f]{4})", each => ((char)Convert.ToInt32(each.Groups[1].Value, 16)).ToString());
    }

    static string Find(string text, string pattern, string otherwise)
    {
        Match found = Regex.Match(text, pattern);
        return found.Success ? found.Groups[1].Value : otherwise;
    }

    static string Quoted(string text)
    {
        var json = new StringBuilder("\"");
        foreach (char one in text)
        {
            bool plain = one >= ' ' && one <= '~' && one != '"' && one != '\\';
            json.Append(plain ? one.ToString() : "\\u" + ((int)one).ToString("x4"));
        }
        return json.Append('"').ToString();
    }
}
