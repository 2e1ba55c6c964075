package app;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/**
 * Sends with Reactor Netty, or with Spring's {@code WebClient} on top of it, over HTTP/1.1 or HTTP/2; the body as one value
 * or as a stream.
 */
final class ReactorApp implements HttpApp.Sender {

    private static final String HTTP2 = "h2-";

    private final HttpClient client = HttpClient.create().followRedirect(true);
    private final HttpClient client2 = client.protocol(HttpProtocol.H2C);

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) {
        byte[] content = body == null ? new byte[0] : body;
        HttpClient used = mode.startsWith(HTTP2) ? client2 : client;
        String way = mode.startsWith(HTTP2) ? mode.substring(HTTP2.length()) : mode;
        return way.startsWith("web")
                ? sendWeb(used, way, method, url, body)
                : sendBare(used, way, method, url, content);
    }

    private static HttpApp.Answer sendBare(HttpClient client, String mode, String method, String url, byte[] body) {
        HttpClient used = mode.equals("timeout") ? client.responseTimeout(Duration.ofMillis(300)) : client;
        return used.headers(headers -> headers.set("Content-Type", "application/json"))
                .request(io.netty.handler.codec.http.HttpMethod.valueOf(method))
                .uri(url)
                .send(
                        mode.equals("flux")
                                ? pieces(body).map(Unpooled::wrappedBuffer)
                                : Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .map(text -> new HttpApp.Answer(response.status().code(), text)))
                .block(Duration.ofSeconds(20));
    }

    private static HttpApp.Answer sendWeb(HttpClient client, String mode, String method, String url, byte[] body) {
        WebClient web = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .build();
        WebClient.RequestBodySpec request = web.method(HttpMethod.valueOf(method))
                .uri(java.net.URI.create(url))
                .contentType(MediaType.APPLICATION_JSON);
        if (body != null && mode.equals("web-flux")) {
            request.body(BodyInserters.fromDataBuffers(
                    pieces(body).map(piece -> (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(piece))));
        } else if (body != null) {
            request.bodyValue(body);
        }
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(text -> new HttpApp.Answer(response.statusCode().value(), text)))
                .block(Duration.ofSeconds(20));
    }

    private static Flux<byte[]> pieces(byte[] body) {
        return Flux.range(0, (body.length + 999) / 1_000)
                .map(i -> java.util.Arrays.copyOfRange(body, i * 1_000, Math.min(body.length, i * 1_000 + 1_000)));
    }
}
