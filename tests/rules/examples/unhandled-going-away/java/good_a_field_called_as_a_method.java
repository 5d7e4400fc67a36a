import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

class Feed {
  private final WebSocketClient client;
  private Handler<Void> closeHandler;

  Feed(WebSocketClient client) {
    this.client = client;
  }

  Future<WebSocket> open() {
    return client.connect(443, "feed.example.org", "/").onSuccess(line -> line.closeHandler(closeHandler));
  }

  Feed closeHandler(Handler<Void> handler) {
    closeHandler = handler;
    return this;
  }
}
