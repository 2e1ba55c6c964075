package app;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.RequestBuilder;
import org.asynchttpclient.Response;
import org.asynchttpclient.request.body.generator.InputStreamBodyGenerator;

/** Sends with AsyncHttpClient, over HTTP/1.1 or HTTP/2; the body in memory or as a stream. */
final class AsyncHttpClientApp implements HttpApp.Sender {

    private final AsyncHttpClient client = client(false);
    private final AsyncHttpClient client2 = client(true);

    private static AsyncHttpClient client(boolean http2) {
        return Dsl.asyncHttpClient(Dsl.config()
                .setFollowRedirect(true)
                .setDisableUrlEncodingForBoundRequests(true)
                .setHttp2CleartextEnabled(http2));
    }

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        RequestBuilder request = new RequestBuilder(method).setUrl(url).setHeader("Content-Type", "application/json");
        if (body != null && mode.endsWith("stream")) {
            request.setBody(new InputStreamBodyGenerator(new ByteArrayInputStream(body)));
        } else if (body != null) {
            request.setBody(body);
        }
        if (mode.endsWith("timeout")) {
            request.setRequestTimeout(Duration.ofMillis(300));
        }
        try {
            Response response = (mode.startsWith("h2-") ? client2 : client)
                    .executeRequest(request.build())
                    .get(20, TimeUnit.SECONDS);
            return new HttpApp.Answer(response.getStatusCode(), response.getResponseBody());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
