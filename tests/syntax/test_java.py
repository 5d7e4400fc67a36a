"""Java: overrides and annotations, close reasons and statuses, constants by their bare name, implicit this."""

import pytest
from tests.syntax.conftest import Closed, Codes

CLIENT = """\
package org.example.feed;

import java.net.URI;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.CloseFrame;

public class FeedClient extends WebSocketClient {
    private static final int TOKEN_EXPIRED = 4001, RATE_LIMITED = 4008;
    private final Map<Integer, String> users = Map.of(3001, "ann");

    public FeedClient(URI uri) { super(uri); setConnectionLostTimeout(3000); }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        switch (code) {
            case CloseFrame.NORMAL:
            case CloseFrame.GOING_AWAY: break;
            case TOKEN_EXPIRED: refresh(); break;
            default: if (code >= 4500 && remote) giveUp();
        }
        int wait = switch (code) { case 1012, 1013 -> 5000; default -> 1000; };
        scheduler.schedule(this::reconnect, wait);
    }

    public void leave() { close(CloseFrame.NORMAL, "bye"); }

    void kick(WebSocket other) { other.close(RATE_LIMITED); }
}
"""

ENDPOINT = """\
import jakarta.websocket.*;

@ServerEndpoint("/chat")
public class ChatEndpoint {
    @OnOpen
    public void onOpen(Session session) throws IOException {
        if (full()) session.close(new CloseReason(CloseReason.CloseCodes.TRY_AGAIN_LATER, "full"));
    }

    @OnClose
    public void onClose(Session session, CloseReason reason) {
        if (reason.getCloseCode().getCode() == 1006) lost(session);
    }
}
"""

HANDLER = """\
import org.springframework.web.socket.*;
import org.springframework.web.socket.handler.TextWebSocketHandler;

class Handler extends TextWebSocketHandler {
    static final CloseStatus EXPIRED = new CloseStatus(4001, "expired");

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
        session.close(CloseStatus.NOT_ACCEPTABLE.withReason("no text"));
        session.close(new CloseStatus(4002));
        executor.submit(() -> session.close(CloseStatus.SERVER_ERROR));
    }
}
"""


def test_a_client_that_closes_itself(closed: Closed) -> None:
    assert closed(CLIENT, "FeedClient.java") == [
        ('close(CloseFrame.NORMAL, "bye")', [1000]),
        ("other.close(RATE_LIMITED)", [4008]),
    ]


def test_codes_that_a_switch_tells_apart(codes: Codes) -> None:
    found = codes(CLIENT, "FeedClient.java")
    assert [number for _, use, number in found if use == "compared"] == [1000, 1001, 4001, 4500, 1012, 1013]
    assert sorted({number for _, use, number in found if use == "defined"}) == [4001, 4008]
    assert not {3000, 3001, 5000} & {number for _, _, number in found}


def test_reasons_and_statuses(closed: Closed, codes: Codes) -> None:
    assert [numbers for _, numbers in closed(ENDPOINT, "ChatEndpoint.java")] == [[1013]]
    assert [number for _, use, number in codes(ENDPOINT, "ChatEndpoint.java") if use == "compared"] == [1006]
    assert [numbers for _, numbers in closed(HANDLER, "Handler.java")] == [[1003], [4002], [1011]]


def test_a_listener_without_a_name(closed: Closed, codes: Codes) -> None:
    text = """\
import okhttp3.*;
class Live {
    WebSocket open(OkHttpClient client, Request request) {
        return client.newWebSocket(request, new WebSocketListener() {
            @Override public void onClosing(WebSocket socket, int code, String reason) {
                if (code == 4001) socket.close(1000, null);
            }
        });
    }
}
"""
    assert closed(text, "Live.java") == [("socket.close(1000, null)", [1000])]
    assert ("4001", "compared", 4001) in codes(text, "Live.java")


@pytest.mark.parametrize(
    "line",
    [
        "reader.close();",
        "Thread.sleep(1000);",
        "statement.close();",
        "socketFactory.close();",
        "server.bind(4000);",
        "int year = 1999;",
    ],
)
def test_what_is_something_else(line: str, closed: Closed, codes: Codes) -> None:
    text = f"import okhttp3.WebSocket;\nclass A {{ WebSocket ws; void f() throws Exception {{ {line} }} }}\n"
    assert closed(text, "A.java") == []
    assert codes(text, "A.java") == []


def test_constants_of_an_enum(codes: Codes) -> None:
    text = 'enum CloseCode { EXPIRED(4001, "expired"), BANNED("banned", 4002); final int code; CloseCode(int c, String s) { code = c; } }\n'
    assert [number for _, use, number in codes(text, "CloseCode.java") if use == "defined"] == [4001, 4002]
