"""C#: close calls with a status, casts, patterns, switch expressions, event arguments, timeouts on the same line."""

import pytest
from tests.syntax.conftest import Closed, Codes

GATEWAY = """\
using System;
using System.Net.WebSockets;

namespace Example.Live;

public sealed class Gateway : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private const int BufferSize = 4096;
    public WebSocketCloseStatus? Last { get; private set; }

    public async Task LeaveAsync(CancellationToken token, int closeCode = 1000)
    {
        await _socket.CloseAsync((WebSocketCloseStatus)4001, "bye", token).ConfigureAwait(false);
        _socket.CloseOutputAsync(statusDescription: null, closeStatus: WebSocketCloseStatus.NormalClosure, cancellationToken: token).Wait(1000);
        if (_socket.State == WebSocketState.Open) _socket.Abort();
    }

    private async Task<bool> ReceiveAsync(ArraySegment<byte> buffer)
    {
        var result = await _socket.ReceiveAsync(buffer, CancellationToken.None);
        if (result.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable) return false;
        int code = (int)result.CloseStatus.Value;
        if (code is 4004 or (>= 4010 and <= 4014)) throw new FatalException();
        return code switch
        {
            4000 => await ResumeAsync(),
            > 4500 and < 4600 => false,
            _ => true,
        };
    }

    public void Dispose() => _socket.Dispose();
}
"""

SHARP = """\
using WebSocketSharp;
using WebSocketSharp.Server;

class Echo : WebSocketBehavior
{
    protected override void OnClose(CloseEventArgs e)
    {
        if (e.Code == (ushort)CloseStatusCode.Away) return;
        switch (e.Code) { case 4001: case 4002: Forget(); break; }
    }

    protected override void OnMessage(MessageEventArgs e) => Close(CloseStatusCode.UnsupportedData, "no");
}

class Client
{
    void Run(string url)
    {
        var ws = new WebSocket(url);
        ws.OnClose += (sender, e) => { if (e.Code != 1000) Retry(3000); };
        ws.Close(4003, "done");
        ws?.CloseAsync();
    }
}
"""


def test_calls_that_close(closed: Closed) -> None:
    assert [(written.partition("(")[0], numbers) for written, numbers in closed(GATEWAY, "Gateway.cs")] == [
        ("_socket.CloseAsync", [4001]),
        ("_socket.CloseOutputAsync", [1000]),
        ("_socket.Abort", []),
        ("_socket.Dispose", []),
    ]


def test_codes_in_patterns(codes: Codes) -> None:
    found = codes(GATEWAY, "Gateway.cs")
    assert [number for _, use, number in found if use == "compared"] == [1000, 1001, 4004, 4010, 4014, 4000, 4500, 4600]
    assert not [number for written, _, number in found if number == 4096]
    assert ("1000", "mentioned", 1000) in found  # the default of closeCode; the timeout is none
    assert [number for written, _, number in found if written == "1000"] == [1000]


def test_events_and_overrides(closed: Closed, codes: Codes) -> None:
    assert [numbers for _, numbers in closed(SHARP, "Echo.cs")] == [[1003], [4003], []]
    assert [number for _, use, number in codes(SHARP, "Echo.cs") if use == "compared"] == [1001, 4001, 4002, 1000]
    assert 3000 not in {number for _, _, number in codes(SHARP, "Echo.cs")}


def test_enums_and_tables_of_codes(codes: Codes) -> None:
    text = """\
enum CloseCode : ushort { Expired = 4001, Banned, Full = 4010 }
static class Names {
    static readonly Dictionary<int, string> CloseCodeNames = new() { { 4001, "expired" }, [4002] = "banned" };
}
"""
    assert [number for _, use, number in codes(text, "Codes.cs") if use == "defined"] == [4001, 4002, 4010, 4001, 4002]


@pytest.mark.parametrize(
    "line",
    [
        "_stream.Close();",
        "await Task.Delay(1000);",
        "_cts.Cancel();",
        "connection.CloseAsync();",
        "Socket.Close();",
        "listener.Start(4000);",
    ],
)
def test_what_is_something_else(line: str, closed: Closed, codes: Codes) -> None:
    text = f"using System.Net.WebSockets;\nclass A {{ ISocket Socket {{ get; set; }}\n async Task F() {{ {line} }} }}\n"
    assert closed(text, "A.cs") == []
    assert codes(text, "A.cs") == []


PROPERTY = """\
using WebSocketSharp;

public class Feed
{
    private WebSocket line;
    private string address;

    public string Address
    {
        get => address;
        set
        {
            address = value;
            line?.Close();
        }
    }

    private void Open() { line = new WebSocket(address); }
}
"""


def test_a_property_that_closes_when_it_is_set(closed: Closed) -> None:
    assert len(closed(PROPERTY, "Feed.cs")) == 1
