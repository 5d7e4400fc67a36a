// Jakarta WebSocket as Tomcat has it: `connectToServer`, and an endpoint on an embedded server.

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

public class TomcatDriver {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        Lab.read();
        if (arguments[0].equals("client")) {
            WebSocketContainer container = ContainerProvider.getWebSocketContainer();
            Lab.clients((one, url) -> {
                Session session = container.connectToServer(new Talking(one), ClientEndpointConfig.Builder.create().build(), URI.create(url));
                return step -> call(session, step);
            });
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.class.path").split(java.io.File.pathSeparator)[0] + "/tomcat");
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servlets) -> {
            ServerContainer container = (ServerContainer) servlets.getAttribute("jakarta.websocket.server.ServerContainer");
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(Serving.class, "/{case}").build());
            } catch (jakarta.websocket.DeploymentException error) {
                throw new IllegalStateException(error);
            }
        }, null);
        tomcat.start();
        Lab.listening(tomcat.getConnector().getLocalPort());
    }

    static void call(Session session, Lab.Step step) throws Exception {
        if (step.code() == null) {
            session.close();
        } else {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(step.code()), step.reason()));
        }
    }

    /** A connection that tells its case what it learns. */
    public static class Talking extends Endpoint {
        Lab.Case one;
        private String failure;

        Talking(Lab.Case one) {
            this.one = one;
        }

        @Override
        public void onOpen(Session session, EndpointConfig configuration) {
            session.addMessageHandler(new MessageHandler.Whole<String>() { // a lambda would not say of which type it is
                @Override
                public void onMessage(String text) {}
            });
        }

        @Override
        public void onError(Session session, Throwable error) {
            failure = Driver.describe(error);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            one.learn(reason.getCloseCode().getCode(), reason.getReasonPhrase(), failure);
        }
    }

    public static class Serving extends Talking {
        public Serving() {
            super(null);
        }

        @Override
        public void onOpen(Session session, EndpointConfig configuration) {
            one = Lab.of(session.getPathParameters().get("case"));
            super.onOpen(session, configuration);
            Lab.POOL.execute(() -> Lab.play(one, step -> call(session, step)));
        }
    }
}
