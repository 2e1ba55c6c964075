package app;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Sends with Armeria, over HTTP/1.1 or HTTP/2; the body at once or in pieces. */
final class ArmeriaApp implements HttpApp.Sender {

    private final Map<String, WebClient> clients = new ConcurrentHashMap<>();

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        URI uri = URI.create(url);
        String scheme = mode.startsWith("h2-") ? "h2c://" : "h1c://";
        boolean hasty = mode.endsWith("timeout");
        WebClient client = clients.computeIfAbsent(
                scheme + uri.getRawAuthority() + hasty,
                key -> WebClient.builder(scheme + uri.getRawAuthority())
                        .responseTimeout(Duration.ofMillis(hasty ? 300 : 20_000))
                        .maxResponseLength(1 << 20)
                        .build());
        RequestHeaders headers = RequestHeaders.builder(
                        HttpMethod.valueOf(method),
                        uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .contentType(MediaType.JSON)
                .build();
        try {
            AggregatedHttpResponse response =
                    client.execute(request(mode, headers, body)).aggregate().join();
            return response.status().code() == 302
                    ? send(mode, "GET", response.headers().get("location"), null)
                    : new HttpApp.Answer(response.status().code(), response.contentUtf8());
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static HttpRequest request(String mode, RequestHeaders headers, byte[] body) {
        if (body == null) {
            return HttpRequest.of(headers);
        }
        if (!mode.endsWith("pieces")) {
            return HttpRequest.of(headers, HttpData.wrap(body));
        }
        HttpRequestWriter writer = HttpRequest.streaming(headers);
        for (int start = 0; start < body.length; start += 1_000) {
            writer.write(HttpData.wrap(Arrays.copyOfRange(body, start, Math.min(body.length, start + 1_000))));
        }
        writer.close();
        return writer;
    }
}
