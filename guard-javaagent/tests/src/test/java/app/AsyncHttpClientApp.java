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

/** Sends with AsyncHttpClient; the body in memory or as a stream. */
final class AsyncHttpClientApp implements HttpApp.Sender {

    private final AsyncHttpClient client =
            Dsl.asyncHttpClient(Dsl.config().setFollowRedirect(true).setDisableUrlEncodingForBoundRequests(true));

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        RequestBuilder request = new RequestBuilder(method).setUrl(url).setHeader("Content-Type", "application/json");
        if (body != null && mode.equals("stream")) {
            request.setBody(new InputStreamBodyGenerator(new ByteArrayInputStream(body)));
        } else if (body != null) {
            request.setBody(body);
        }
        if (mode.equals("timeout")) {
            request.setRequestTimeout(Duration.ofMillis(300));
        }
        try {
            Response response = client.executeRequest(request.build()).get(20, TimeUnit.SECONDS);
            return new HttpApp.Answer(response.getStatusCode(), response.getResponseBody());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
