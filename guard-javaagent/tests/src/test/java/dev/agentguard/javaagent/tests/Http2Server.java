package dev.agentguard.javaagent.tests;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.ListenerEndpoint;

/** A server of HTTP/2 without encryption, which counts heads and bodies of requests. */
final class Http2Server implements TestServer {

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong issued = new AtomicLong(1_000);
    private final Set<String> clients = ConcurrentHashMap.newKeySet();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final HttpAsyncServer server;
    private final int port;
    private volatile String redirect = "/";

    Http2Server() throws Exception {
        server = H2ServerBootstrap.bootstrap()
                .setCanonicalHostName("localhost")
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                .register("*", new Digesting())
                .register("127.0.0.1", "*", new Digesting())
                .create();
        server.start();
        ListenerEndpoint endpoint = server.listen(new InetSocketAddress("127.0.0.1", 0), URIScheme.HTTP)
                .get();
        port = ((InetSocketAddress) endpoint.getAddress()).getPort();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    @Override
    public boolean saw(String path) {
        return paths.contains(path);
    }

    @Override
    public void redirectTo(String url) {
        redirect = url;
    }

    /** How many connections requests came by. */
    int connections() {
        return clients.size();
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    private final class Digesting implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {
        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            bytes.addAndGet(request.getRequestUri().length());
            return new BasicRequestConsumer<>(entity == null ? null : new BasicAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> message, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            EndpointDetails endpoint = HttpCoreContext.cast(context).getEndpointDetails();
            clients.add(String.valueOf(endpoint.getRemoteAddress()));
            byte[] body = message.getBody() == null ? new byte[0] : message.getBody();
            bytes.addAndGet(body.length);
            String path = message.getHead().getPath();
            paths.add(path);
            if (path.startsWith("/silent")) {
                return;
            }
            String text = Digests.sha256(body);
            HttpResponse response = new BasicHttpResponse(200);
            if (path.startsWith("/oauth/token")) {
                text = "{\"access_token\":\"" + TOKEN + issued.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
            } else if (path.startsWith("/redirect")) {
                response.setCode(path.matches("/redirect/3\\d\\d") ? Integer.parseInt(path.substring(10)) : 302);
                response.setHeader("location", redirect);
                text = "";
            }
            ContentType type = text.startsWith("{") ? ContentType.APPLICATION_JSON : ContentType.TEXT_PLAIN;
            trigger.submitResponse(new BasicResponseProducer(response, text, type), context);
        }
    }
}
