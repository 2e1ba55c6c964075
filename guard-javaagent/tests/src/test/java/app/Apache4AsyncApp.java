package app;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.entity.GzipCompressingEntity;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.CloseableHttpPipeliningClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.util.EntityUtils;

/** Sends with Apache HttpAsyncClient 4.1. A mode is which client and how the body is given. */
final class Apache4AsyncApp implements HttpApp.Sender {

    private final CloseableHttpAsyncClient client = started(HttpAsyncClients.custom()
            .setRedirectStrategy(new LaxRedirectStrategy())
            .setMaxConnPerRoute(20)
            .build());
    private final CloseableHttpAsyncClient minimal = started(HttpAsyncClients.createMinimal());
    private final CloseableHttpPipeliningClient pipelining = started(HttpAsyncClients.createPipelining());

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-", -1);
        Request request = new Request(method, url);
        if (body != null) {
            request.setEntity(entity(body, how[1]));
        }
        switch (how[0]) {
            case "minimal":
                return answer(minimal, request);
            case "pipelined":
                HttpHost target = new HttpHost(
                        request.getURI().getHost(), request.getURI().getPort());
                return read(pipelining
                        .execute(target, java.util.List.<org.apache.http.HttpRequest>of(request), null)
                        .get(30, TimeUnit.SECONDS)
                        .get(0));
            case "timeout":
                request.setConfig(RequestConfig.custom().setSocketTimeout(300).build());
                return answer(client, request);
            default:
                return answer(client, request);
        }
    }

    private static <C extends CloseableHttpAsyncClient> C started(C client) {
        client.start();
        return client;
    }

    private static HttpApp.Answer answer(CloseableHttpAsyncClient client, HttpUriRequest request) throws Exception {
        return read(client.execute(request, null).get(30, TimeUnit.SECONDS));
    }

    private static HttpApp.Answer read(HttpResponse response) throws Exception {
        HttpEntity entity = response.getEntity();
        return new HttpApp.Answer(
                response.getStatusLine().getStatusCode(), entity == null ? "" : EntityUtils.toString(entity));
    }

    private static HttpEntity entity(byte[] body, String kind) {
        switch (kind) {
            case "oneshot":
                return new InputStreamEntity(new ByteArrayInputStream(body), -1, ContentType.APPLICATION_JSON);
            case "gzip":
                return new GzipCompressingEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON)) {
                    @Override
                    public java.io.InputStream getContent() throws java.io.IOException {
                        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
                        writeTo(out);
                        return new ByteArrayInputStream(out.toByteArray());
                    }
                };
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
}
