package app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Sends with bare Netty over HTTP/2, all to one host on one connection: by a channel for each stream, or by the encoder of
 * the connection; the body at once, or in parts as each was written.
 */
final class NettyHttp2App implements HttpApp.Sender {

    private final EventLoopGroup group = new NioEventLoopGroup(2, work -> {
        Thread thread = new Thread(work, "netty");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Map<Http2ConnectionHandler, Answers> answers = new ConcurrentHashMap<>();

    /** One request on the way. */
    interface Exchange {
        ChannelFuture head(Http2Headers headers, boolean last);

        ChannelFuture data(ByteBuf content, boolean last);

        void reset();
    }

    /** What comes back of one. */
    private static final class Answer {
        private final CompletableFuture<HttpApp.Answer> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private volatile Http2Headers head;

        void head(Http2Headers headers, boolean last) {
            head = head == null ? headers : head;
            end(last);
        }

        void data(ByteBuf content, boolean last) {
            byte[] bytes = new byte[content.readableBytes()];
            content.getBytes(content.readerIndex(), bytes);
            text.writeBytes(bytes);
            end(last);
        }

        private void end(boolean last) {
            if (last) {
                whole.complete(new HttpApp.Answer(
                        Integer.parseInt(head.status().toString()), text.toString(StandardCharsets.UTF_8)));
            }
        }
    }

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        URI uri = URI.create(url);
        Answer answer = new Answer();
        Exchange exchange = exchange(mode, uri, answer);
        Http2Headers headers = headers(method, uri);
        try {
            if (mode.endsWith("interleaved")) {
                interleave(exchange, headers, body, mode, uri);
            } else if (mode.endsWith("abandoned")) {
                abandon(exchange, headers, body);
                return send(mode.replace("-abandoned", ""), method, url, body);
            } else {
                write(mode.endsWith("parts"), exchange, headers, body);
            }
            HttpApp.Answer whole = answer.whole.get(mode.equals("timeout") ? 300 : 20_000, TimeUnit.MILLISECONDS);
            return whole.status() == 302
                    ? send(mode, "GET", answer.head.get("location").toString(), null)
                    : whole;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : e;
        }
    }

    private Exchange exchange(String mode, URI uri, Answer answer) throws Exception {
        return mode.startsWith("encoder") ? onConnection(mode.endsWith("parts"), uri, answer) : onStream(uri, answer);
    }

    private static Http2Headers headers(String method, URI uri) {
        return new DefaultHttp2Headers()
                .method(method)
                .scheme("http")
                .authority(uri.getRawAuthority())
                .path(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .add("content-type", "application/json");
    }

    /** Sends another request in the middle of a body. */
    private void interleave(Exchange exchange, Http2Headers headers, byte[] body, String mode, URI uri)
            throws Exception {
        finish(exchange.head(headers, false));
        finish(exchange.data(Unpooled.copiedBuffer(body, 0, body.length / 2), false));
        Answer other = new Answer();
        ChannelFuture otherHead = exchange(mode, uri, other).head(headers("GET", uri), true);
        finish(exchange.data(Unpooled.copiedBuffer(body, body.length / 2, body.length - body.length / 2), true));
        finish(otherHead);
        int status = other.whole.get(20, TimeUnit.SECONDS).status();
        if (status != 200) {
            throw new IllegalStateException("status " + status);
        }
    }

    /** Gives a request up in the middle of its body. */
    private static void abandon(Exchange exchange, Http2Headers headers, byte[] body) throws Exception {
        finish(exchange.head(headers, false));
        finish(exchange.data(Unpooled.copiedBuffer(body, 0, body.length / 2), false));
        exchange.reset();
    }

    private static void write(boolean inParts, Exchange exchange, Http2Headers headers, byte[] body) throws Exception {
        ChannelFuture head = exchange.head(headers, body == null);
        if (body == null) {
            finish(head);
            return;
        }
        if (inParts) {
            finish(head);
        }
        int size = inParts ? 1_000 : body.length;
        for (int start = 0; start < body.length; start += size) {
            // an application may use its memory again once it was written
            byte[] part = Arrays.copyOfRange(body, start, Math.min(body.length, start + size));
            finish(exchange.data(Unpooled.wrappedBuffer(part), start + size >= body.length));
            Arrays.fill(part, (byte) 'x');
        }
    }

    private static void finish(ChannelFuture written) throws Exception {
        written.await(20, TimeUnit.SECONDS);
        if (!written.isDone()) {
            throw new TimeoutException("the write did not end");
        }
        if (written.cause() instanceof Exception failure) {
            throw failure;
        }
    }

    /** A stream with a channel of its own. */
    private Exchange onStream(URI uri, Answer answer) throws Exception {
        Channel connection = connection(
                "stream",
                uri,
                () -> Http2FrameCodecBuilder.forClient().build(),
                () -> new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(connection)
                .handler(new StreamAnswers(answer))
                .open()
                .get();
        return new Exchange() {
            @Override
            public ChannelFuture head(Http2Headers headers, boolean last) {
                return stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, last));
            }

            @Override
            public ChannelFuture data(ByteBuf content, boolean last) {
                return stream.writeAndFlush(new DefaultHttp2DataFrame(content, last));
            }

            @Override
            public void reset() {
                stream.close();
            }
        };
    }

    /** A stream that is known by its number only; what there are too many of may wait in a buffer, as with gRPC. */
    private Exchange onConnection(boolean buffered, URI uri, Answer answer) {
        Channel connection = connection("encoder " + buffered, uri, () -> {
            Answers listener = new Answers();
            Http2ConnectionHandler handler = new Http2ConnectionHandlerBuilder()
                    .server(false)
                    .frameListener(listener)
                    .encoderEnforceMaxConcurrentStreams(buffered)
                    .build();
            answers.put(handler, listener);
            return handler;
        });
        Http2ConnectionHandler handler = connection.pipeline().get(Http2ConnectionHandler.class);
        ChannelHandlerContext context = connection.pipeline().context(handler);
        int[] id = new int[1];
        return new Exchange() {
            @Override
            public ChannelFuture head(Http2Headers headers, boolean last) {
                ChannelPromise promise = context.newPromise();
                context.executor().execute(() -> {
                    id[0] = handler.connection().local().incrementAndGetNextStreamId();
                    answers.get(handler).byStream.put(id[0], answer);
                    handler.encoder().writeHeaders(context, id[0], headers, 0, last, promise);
                    context.channel().flush();
                });
                return promise;
            }

            @Override
            public ChannelFuture data(ByteBuf content, boolean last) {
                ChannelPromise promise = context.newPromise();
                context.executor().execute(() -> {
                    handler.encoder().writeData(context, id[0], content, 0, last, promise);
                    context.channel().flush();
                });
                return promise;
            }

            @Override
            public void reset() {
                context.executor().execute(() -> {
                    handler.encoder().writeRstStream(context, id[0], Http2Error.CANCEL.code(), context.newPromise());
                    context.channel().flush();
                });
            }
        };
    }

    @SafeVarargs
    private Channel connection(String kind, URI uri, Supplier<ChannelHandler>... handlers) {
        return channels.compute(kind + uri.getAuthority(), (key, known) -> {
            if (known != null && known.isActive()) {
                return known;
            }
            return new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel created) {
                            for (Supplier<ChannelHandler> handler : handlers) {
                                created.pipeline().addLast(handler.get());
                            }
                        }
                    })
                    .connect(uri.getHost(), uri.getPort())
                    .syncUninterruptibly()
                    .channel();
        });
    }

    /** Hands on the answer of one stream, or what was caught there. */
    private static final class StreamAnswers extends ChannelInboundHandlerAdapter {
        private final Answer answer;

        StreamAnswers(Answer answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2HeadersFrame head) {
                answer.head(head.headers(), head.isEndStream());
            } else if (message instanceof Http2DataFrame data) {
                answer.data(data.content(), data.isEndStream());
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.whole.completeExceptionally(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.whole.completeExceptionally(new IOException("the stream was closed"));
        }
    }

    /** Hands on the answers of a connection whose streams are told apart by their numbers, as many clients' are. */
    private static final class Answers extends Http2FrameAdapter {
        private final Map<Integer, Answer> byStream = new ConcurrentHashMap<>();

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean last) {
            byStream.get(stream).head(headers, last);
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean last) {
            byStream.get(stream).data(data, last);
            return data.readableBytes() + padding;
        }
    }
}
