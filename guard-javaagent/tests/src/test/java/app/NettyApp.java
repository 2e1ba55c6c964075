package app;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends with bare Netty: the whole request at once, its parts one after the other as each was written, or all of them
 * without waiting.
 */
final class NettyApp implements HttpApp.Sender {

    private final EventLoopGroup group = new NioEventLoopGroup(2, work -> {
        Thread thread = new Thread(work, "netty");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        URI uri = URI.create(url);
        CompletableFuture<HttpApp.Answer> answer = new CompletableFuture<>();
        CompletableFuture<String> location = new CompletableFuture<>();
        Channel channel = connect(uri, answer, location);
        try {
            write(mode, channel, request(mode, method, uri, body), body == null ? new byte[0] : body);
            HttpApp.Answer received = answer.get(mode.equals("timeout") ? 300 : 30_000, TimeUnit.MILLISECONDS);
            return received.status() == 302 ? send(mode, "GET", location.get(), null) : received;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : e;
        } finally {
            channel.close();
        }
    }

    private Channel connect(URI uri, CompletableFuture<HttpApp.Answer> answer, CompletableFuture<String> location)
            throws Exception {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(1 << 20))
                                .addLast(new Answers(answer, location));
                    }
                });
        return bootstrap.connect(uri.getHost(), uri.getPort()).sync().channel();
    }

    private static HttpRequest request(String mode, String method, URI uri, byte[] body) {
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        HttpMethod verb = HttpMethod.valueOf(method);
        HttpRequest request = mode.equals("full")
                ? new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        verb,
                        target,
                        body == null ? Unpooled.buffer(0) : Unpooled.copiedBuffer(body))
                : new DefaultHttpRequest(HttpVersion.HTTP_1_1, verb, target);
        request.headers().set(HttpHeaderNames.HOST, uri.getHost() + ":" + uri.getPort());
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        if (mode.equals("burst")) {
            HttpUtil.setTransferEncodingChunked(request, true);
        } else {
            HttpUtil.setContentLength(request, body == null ? 0 : body.length);
        }
        return request;
    }

    private static void write(String mode, Channel channel, HttpRequest request, byte[] body) throws Exception {
        if (mode.equals("full")) {
            finish(channel.writeAndFlush(request));
            return;
        }
        ChannelFuture written = channel.writeAndFlush(request);
        for (int i = 0; i < body.length; i += 1_000) {
            if (mode.equals("parts")) {
                finish(written);
            }
            // an application may use its memory again once it was written
            byte[] part = java.util.Arrays.copyOfRange(body, i, Math.min(body.length, i + 1_000));
            written = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part)));
            if (mode.equals("parts")) {
                finish(written);
                java.util.Arrays.fill(part, (byte) 'x');
            }
        }
        try {
            finish(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
        } catch (ClosedChannelException e) {
            // a server that knows the length may have answered already
        }
    }

    private static void finish(ChannelFuture written) throws Exception {
        written.await(30, TimeUnit.SECONDS);
        if (!written.isDone()) {
            throw new TimeoutException("the write did not end");
        }
        if (written.cause() instanceof Exception failure) {
            throw failure;
        }
    }

    /** Hands on the answer, or what was caught. */
    private static final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<HttpApp.Answer> answer;
        private final CompletableFuture<String> location;

        Answers(CompletableFuture<HttpApp.Answer> answer, CompletableFuture<String> location) {
            this.answer = answer;
            this.location = location;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            location.complete(response.headers().get(HttpHeaderNames.LOCATION));
            answer.complete(new HttpApp.Answer(
                    response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new IOException("the connection was closed"));
        }
    }
}
