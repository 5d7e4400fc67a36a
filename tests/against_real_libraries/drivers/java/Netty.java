// Netty's handshakers and frames, in both roles: `handshaker.close(channel, new CloseWebSocketFrame(code, reason))`.

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

public class Netty {
    private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(2);

    /** `handshaker.close` of one side or the other. */
    interface Closer {
        ChannelFuture close(Channel channel, CloseWebSocketFrame frame);
    }

    public static void main(String[] arguments) throws Exception {
        Lab.read();
        if (arguments[0].equals("client")) {
            Lab.clients(Netty::connect);
        }
        ServerBootstrap bootstrap = new ServerBootstrap().group(LOOPS).channel(NioServerSocketChannel.class);
        bootstrap.childHandler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65536), new Serving());
            }
        });
        Channel channel = bootstrap.bind("127.0.0.1", 0).sync().channel();
        Lab.listening(((InetSocketAddress) channel.localAddress()).getPort());
    }

    private static Lab.Talker connect(Lab.Case one, String url) throws Exception {
        URI address = URI.create(url);
        Connecting handler = new Connecting(one, address);
        Bootstrap bootstrap = new Bootstrap().group(LOOPS).channel(NioSocketChannel.class);
        bootstrap.handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(65536), handler);
            }
        });
        Channel channel = bootstrap.connect(address.getHost(), address.getPort()).sync().channel();
        handler.open.get(Driver.LIMIT, TimeUnit.SECONDS);
        return step -> call(channel, handler.closer, step);
    }

    static void call(Channel channel, Closer closer, Lab.Step step) throws Exception {
        if (step.method().equals("channel.close")) {
            channel.close().get();
        } else if (step.code() == null) {
            closer.close(channel, new CloseWebSocketFrame()).get();
        } else {
            closer.close(channel, new CloseWebSocketFrame(step.code(), step.reason())).get();
        }
    }

    /** What both sides do once the connection is open. */
    abstract static class Talking extends SimpleChannelInboundHandler<Object> {
        Lab.Case one;
        Closer closer;
        private String failure;

        @Override
        protected void channelRead0(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof CloseWebSocketFrame) {
                CloseWebSocketFrame frame = (CloseWebSocketFrame) message;
                one.learn(frame.statusCode(), frame.reasonText(), null);
                closer.close(context.channel(), (CloseWebSocketFrame) ReferenceCountUtil.retain(frame));
            } else {
                handshake(context, message);
            }
        }

        abstract void handshake(ChannelHandlerContext context, Object message) throws Exception;

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (one != null) one.learn(null, null, failure == null ? "channelInactive" : failure);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            failure = Driver.describe(error);
            if (error instanceof java.io.IOException) context.close();
        }
    }

    static class Serving extends Talking {
        @Override
        void handshake(ChannelHandlerContext context, Object message) {
            FullHttpRequest request = (FullHttpRequest) message;
            one = Lab.of(request.uri());
            WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory("ws://127.0.0.1/", null, false).newHandshaker(request);
            closer = handshaker::close;
            handshaker.handshake(context.channel(), request).addListener(done ->
                    Lab.POOL.execute(() -> Lab.play(one, step -> call(context.channel(), closer, step))));
        }
    }

    static class Connecting extends Talking {
        final CompletableFuture<Void> open = new CompletableFuture<>();
        private final WebSocketClientHandshaker handshaker;

        Connecting(Lab.Case one, URI address) {
            this.one = one;
            handshaker = WebSocketClientHandshakerFactory.newHandshaker(address, WebSocketVersion.V13, null, false, new DefaultHttpHeaders());
            closer = handshaker::close;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            handshaker.handshake(context.channel());
        }

        @Override
        void handshake(ChannelHandlerContext context, Object message) {
            handshaker.finishHandshake(context.channel(), (FullHttpResponse) message);
            open.complete(null);
        }
    }
}
