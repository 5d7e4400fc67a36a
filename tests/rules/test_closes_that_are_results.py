"""Where a close frame is a result of reading, an error is no close with 1000, and what nobody waits for raises nothing."""

import pytest

from .support import findings

ON_NORMAL = "reconnect-on-normal"

LINK = """\
using System.Net.WebSockets;

class Link {{
    ClientWebSocket line;
    int delay = 1000;

    public async Task OpenAsync() {{
        try {{
            line = new ClientWebSocket();
            await line.ConnectAsync(address, CancellationToken.None);
            {run}
        }}
        catch (Exception) {{
            await RetryAsync();
        }}
    }}

    async Task ReceiveAsync() {{
        try {{
            while (line.State == WebSocketState.Open) {{
                var result = await line.ReceiveAsync(buffer, CancellationToken.None);
                {read}
            }}
        }}
        catch (Exception) {{
            await RetryAsync();
        }}
    }}

    async Task RetryAsync() {{
        delay = Math.Min(delay * 2, 60000);
        await Task.Delay(delay);
        await OpenAsync();
    }}
}}
"""
CLOSED = "if (result.MessageType == WebSocketMessageType.Close)"


def lines(text: str) -> list[int]:
    return [text.count("\n", 0, one.start) + 1 for one in findings("csharp", text, ON_NORMAL)]


@pytest.mark.parametrize(
    "leave", ["break;", "return;", "{ await line.CloseAsync(result.CloseStatus.Value, null, stop); return; }"]
)
def test_an_error_while_reading_is_no_close_with_1000(leave: str) -> None:
    assert not lines(LINK.format(run="_ = ReceiveAsync();", read=f"{CLOSED} {leave}"))


def test_the_branch_for_the_close_is_told() -> None:
    text = LINK.format(run="_ = ReceiveAsync();", read=f"{CLOSED} {{ await RetryAsync(); return; }}")
    assert lines(text) == [text[: text.index(CLOSED)].count("\n") + 1]


@pytest.mark.parametrize(
    "read", ["Show(result);", f'{CLOSED} throw new Exception("closed");', f"{CLOSED} Show(result);"]
)
def test_an_error_after_the_close_has_been_read(read: str) -> None:
    assert lines(LINK.format(run="_ = ReceiveAsync();", read=read))
