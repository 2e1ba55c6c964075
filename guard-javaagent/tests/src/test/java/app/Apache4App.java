package app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.entity.GzipCompressingEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.entity.AbstractHttpEntity;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.util.EntityUtils;

/** Sends with Apache HttpClient 4. A mode is which client and how the body is given. */
final class Apache4App implements HttpApp.Sender {

    private final CloseableHttpClient client =
            HttpClients.custom().setRedirectStrategy(new LaxRedirectStrategy()).build();
    private final CloseableHttpClient minimal = HttpClients.createMinimal();

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-", -1);
        Request request = new Request(method, url);
        if (body != null) {
            request.setEntity(entity(body, how[1]));
        }
        switch (how[0]) {
            case "minimal":
                return answer(minimal.execute(request));
            case "intercepted":
                try (CloseableHttpClient intercepting = HttpClients.custom()
                        .addInterceptorLast(
                                (org.apache.http.HttpResponse response, org.apache.http.protocol.HttpContext context) ->
                                        response.setStatusCode(299))
                        .build()) {
                    return answer(intercepting.execute(request));
                }
            case "elsewhere":
                // the address says one host, the connection leads to another
                return answer(client.execute(
                        new HttpHost("127.0.0.1", request.getURI().getPort()), relative(request)));
            case "timeout":
                request.setConfig(RequestConfig.custom().setSocketTimeout(300).build());
                return answer(client.execute(request));
            default:
                return answer(client.execute(request));
        }
    }

    private static Request relative(Request request) {
        request.addHeader("Host", request.getURI().getAuthority());
        return request;
    }

    private static HttpApp.Answer answer(CloseableHttpResponse response) throws IOException {
        try (CloseableHttpResponse closed = response) {
            HttpEntity entity = closed.getEntity();
            return new HttpApp.Answer(
                    closed.getStatusLine().getStatusCode(), entity == null ? "" : EntityUtils.toString(entity));
        }
    }

    private static HttpEntity entity(byte[] body, String kind) {
        switch (kind) {
            case "oneshot":
                return new InputStreamEntity(new ByteArrayInputStream(body), -1, ContentType.APPLICATION_JSON);
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

    /** A request of any method, with or without content. */
    private static final class Request extends HttpEntityEnclosingRequestBase {
        private final String method;

        Request(String method, String url) {
            this.method = method;
            setURI(URI.create(url));
        }

        @Override
        public String getMethod() {
            return method;
        }
    }

    /** Content that can only be written, once, as Spring's is. */
    private static final class Written extends AbstractHttpEntity {
        private final InputStream in;

        Written(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
            setContentType("application/json");
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] buffer = new byte[1_000];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }

        @Override
        public boolean isStreaming() {
            return false;
        }
    }
}
