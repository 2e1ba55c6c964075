package app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/** Sends with Apache HttpClient 5, asynchronous. A mode is which client and how the body is produced. */
final class Apache5AsyncApp implements HttpApp.Sender {

    private final CloseableHttpAsyncClient client = started(HttpAsyncClients.createDefault());
    private final CloseableHttpAsyncClient minimal = started(HttpAsyncClients.createMinimal());
    private final CloseableHttpAsyncClient h2 = started(HttpAsyncClients.createHttp2Default());
    private final CloseableHttpAsyncClient h2Minimal = started(HttpAsyncClients.createHttp2Minimal());
    private int h2Port;

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-", -1);
        switch (how[0]) {
            case "minimal":
                return answer(minimal, request(method, url, body, how[1]), HttpClientContext.create());
            case "h2":
                return answer(h2, request(method, ownServer(url), body, how[1]), HttpClientContext.create());
            case "h2minimal":
                return answer(h2Minimal, request(method, ownServer(url), body, how[1]), HttpClientContext.create());
            case "timeout":
                HttpClientContext context = HttpClientContext.create();
                context.setRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(300, TimeUnit.MILLISECONDS)
                        .build());
                return answer(client, request(method, url, body, how[1]), context);
            default:
                return answer(client, request(method, url, body, how[1]), HttpClientContext.create());
        }
    }

    private static CloseableHttpAsyncClient started(CloseableHttpAsyncClient client) {
        client.start();
        return client;
    }

    private static HttpApp.Answer answer(
            CloseableHttpAsyncClient client, AsyncRequestProducer request, HttpClientContext context) throws Exception {
        AsyncResponseConsumer<Message<HttpResponse, String>> consumer =
                new BasicResponseConsumer<>(new StringAsyncEntityConsumer());
        Message<HttpResponse, String> answer =
                client.execute(request, consumer, context, null).get(30, TimeUnit.SECONDS);
        return new HttpApp.Answer(answer.getHead().getCode(), answer.getBody() == null ? "" : answer.getBody());
    }

    private static AsyncRequestProducer request(String method, String url, byte[] body, String kind) {
        AsyncRequestBuilder request = AsyncRequestBuilder.create(method).setUri(URI.create(url));
        if (body == null) {
            return request.build();
        }
        switch (kind) {
            case "oneshot":
                return request.setEntity(new Once(body)).build();
            case "threaded":
                return request.setEntity(new Threaded(body)).build();
            default:
                return request.setEntity(new BasicAsyncEntityProducer(body, ContentType.APPLICATION_JSON))
                        .build();
        }
    }

    /** A server of HTTP/2 in this JVM, which answers how many requests arrived. */
    private synchronized String ownServer(String url) throws Exception {
        if (h2Port == 0) {
            HttpAsyncServer server = H2ServerBootstrap.bootstrap()
                    .setCanonicalHostName("127.0.0.1")
                    .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                    .register("*", new Digesting())
                    .create();
            server.start();
            ListenerEndpoint endpoint = listen(server);
            h2Port = ((InetSocketAddress) endpoint.getAddress()).getPort();
        }
        URI given = URI.create(url);
        return "http://127.0.0.1:" + h2Port + given.getRawPath()
                + (given.getRawQuery() == null ? "" : "?" + given.getRawQuery());
    }

    /** By reflection, as 5.0 names only a method that later versions have no more. */
    private static ListenerEndpoint listen(HttpAsyncServer server) throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", 0);
        for (java.lang.reflect.Method method : HttpAsyncServer.class.getMethods()) {
            if (method.getName().equals("listen") && method.getReturnType() == Future.class) {
                Class<?>[] types = method.getParameterTypes();
                if (types.length == 1) {
                    return (ListenerEndpoint) ((Future<?>) method.invoke(server, address)).get();
                }
                if (types.length == 2 && types[1] == URIScheme.class) {
                    return (ListenerEndpoint) ((Future<?>) method.invoke(server, address, URIScheme.HTTP)).get();
                }
            }
        }
        throw new IllegalStateException("cannot listen");
    }

    /** Answers how many requests arrived, and the digest of the body. */
    private static final class Digesting implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {
        private final AtomicInteger arrived = new AtomicInteger();

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new BasicAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> message, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            byte[] body = message.getBody() == null ? new byte[0] : message.getBody();
            String text = arrived.incrementAndGet() + " " + sha256(body);
            trigger.submitResponse(new BasicResponseProducer(200, text), context);
        }

        private static String sha256(byte[] body) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A body that is read from a stream. */
    private static class Once implements AsyncEntityProducer {
        private final InputStream in;
        private ByteBuffer rest = ByteBuffer.allocate(0);

        Once(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {}

        @Override
        public int available() {
            return 1_000;
        }

        @Override
        public void produce(DataStreamChannel channel) throws IOException {
            if (!rest.hasRemaining()) {
                byte[] next = in.readNBytes(1_000);
                if (next.length == 0) {
                    channel.endStream();
                    return;
                }
                rest = ByteBuffer.wrap(next);
            }
            channel.write(rest);
        }

        @Override
        public void releaseResources() {}

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return "application/json";
        }

        @Override
        public String getContentEncoding() {
            return null;
        }

        @Override
        public boolean isChunked() {
            return true;
        }

        @Override
        public Set<String> getTrailerNames() {
            return Set.of();
        }
    }

    /** A body that another thread writes. */
    private static final class Threaded extends AbstractClassicEntityProducer {
        private final byte[] bytes;

        Threaded(byte[] bytes) {
            super(4_096, ContentType.APPLICATION_JSON, Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, "body");
                thread.setDaemon(true);
                return thread;
            }));
            this.bytes = bytes;
        }

        @Override
        protected void produceData(ContentType contentType, OutputStream out) throws IOException {
            for (int i = 0; i < bytes.length; i += 1_000) {
                out.write(bytes, i, Math.min(1_000, bytes.length - i));
            }
            out.close();
        }
    }
}
