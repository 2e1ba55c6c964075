package app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.GzipCompressingEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Sends with Apache HttpClient 5, classic. A mode is which client and how the body is given. */
final class Apache5App implements HttpApp.Sender {

    private final CloseableHttpClient client = HttpClients.createDefault();
    private final CloseableHttpClient minimal = HttpClients.createMinimal();

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-", -1);
        HttpUriRequestBase request = new HttpUriRequestBase(method, java.net.URI.create(url));
        if (body != null) {
            request.setEntity(entity(body, how[1]));
        }
        switch (how[0]) {
            case "minimal":
                return minimal.execute(request, HttpClientContext.create(), Apache5App::read);
            case "intercepted":
                try (CloseableHttpClient intercepting = HttpClients.custom()
                        .addResponseInterceptorLast((response, entity, context) -> response.setCode(299))
                        .build()) {
                    return answer(intercepting, request);
                }
            case "elsewhere":
                // the address says one host, the connection leads to another
                try (CloseableHttpClient routed = HttpClients.createDefault()) {
                    HttpHost target =
                            new HttpHost("http", "127.0.0.1", request.getUri().getPort());
                    return routed.execute(target, request, Apache5App::read);
                }
            case "timeout":
                request.setConfig(RequestConfig.custom()
                        .setResponseTimeout(300, TimeUnit.MILLISECONDS)
                        .build());
                return answer(client, request);
            default:
                return answer(client, request);
        }
    }

    private static HttpApp.Answer answer(CloseableHttpClient client, HttpUriRequestBase request) throws IOException {
        return client.execute(request, Apache5App::read);
    }

    private static HttpApp.Answer read(ClassicHttpResponse response) throws IOException, HttpException {
        HttpEntity entity = response.getEntity();
        return new HttpApp.Answer(response.getCode(), entity == null ? "" : EntityUtils.toString(entity));
    }

    private static HttpEntity entity(byte[] body, String kind) {
        switch (kind) {
            case "oneshot":
                return new InputStreamEntity(new ByteArrayInputStream(body), ContentType.APPLICATION_JSON);
            case "sized":
                return new InputStreamEntity(new ByteArrayInputStream(body), body.length, ContentType.APPLICATION_JSON);
            case "gzip":
                return new GzipCompressingEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            case "written":
                return new Written(body);
            default:
                return new ByteArrayEntity(body, ContentType.APPLICATION_JSON);
        }
    }

    /** Content that can only be written, once, as Spring's is. */
    private static final class Written implements HttpEntity {
        private final InputStream in;

        Written(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[1_000];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public Supplier<List<? extends Header>> getTrailers() {
            return null;
        }

        @Override
        public void close() {}

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
}
