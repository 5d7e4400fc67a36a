// Jetty 9's native API: `WebSocketClient`, and `WebSocketHandler` on an embedded server.

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketAdapter;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.eclipse.jetty.websocket.server.WebSocketHandler;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;

public class Jetty {
    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.eclipse.jetty.util.log.class", "org.eclipse.jetty.util.log.StdErrLog");
        System.setProperty("org.eclipse.jetty.LEVEL", "OFF");
        Lab.read();
        if (arguments[0].equals("client")) {
            WebSocketClient client = new WebSocketClient();
            client.start();
            Lab.clients((one, url) -> {
                Endpoint endpoint = new Endpoint(one, false);
                Session session = client.connect(endpoint, URI.create(url)).get(Driver.LIMIT, TimeUnit.SECONDS);
                return step -> call(session, step);
            });
        }
        Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
        server.setHandler(new WebSocketHandler() {
            @Override
            public void configure(WebSocketServletFactory factory) {
                factory.setCreator((request, response) -> new Endpoint(Lab.of(request.getRequestURI().getPath()), true));
            }
        });
        server.start();
        Lab.listening(((ServerConnector) server.getConnectors()[0]).getLocalPort());
    }

    static void call(Session session, Lab.Step step) throws Exception {
        if (step.method().equals("disconnect")) {
            session.disconnect();
        } else if (step.code() == null) {
            session.close();
        } else {
            session.close(step.code(), step.reason());
        }
    }

    public static class Endpoint extends WebSocketAdapter {
        private final Lab.Case one;
        private final boolean plays;
        private String failure;

        Endpoint(Lab.Case one, boolean plays) {
            this.one = one;
            this.plays = plays;
        }

        @Override
        public void onWebSocketConnect(Session session) {
            super.onWebSocketConnect(session);
            if (plays) {
                Lab.POOL.execute(() -> Lab.play(one, step -> call(session, step)));
            }
        }

        @Override
        public void onWebSocketError(Throwable error) {
            failure = Driver.describe(error);
        }

        @Override
        public void onWebSocketClose(int code, String reason) {
            one.learn(code, reason, failure);
        }
    }
}
