package app;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Sends with the client of Vert.x, over HTTP/1.1 or HTTP/2; the body at once or in pieces. */
final class VertxApp implements HttpApp.Sender {

    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    private final HttpClient client = client(new HttpClientOptions());
    private final HttpClient client2 = client(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    /** By name, for 4 and 5 return different types. */
    private HttpClient client(HttpClientOptions options) {
        try {
            return (HttpClient) Vertx.class
                    .getMethod("createHttpClient", HttpClientOptions.class)
                    .invoke(vertx, options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setAbsoluteURI(url)
                .setFollowRedirects(true)
                .putHeader("Content-Type", "application/json");
        if (mode.endsWith("timeout")) {
            options.setTimeout(300);
        }
        try {
            return (mode.startsWith("h2-") ? client2 : client)
                    .request(options)
                    .compose(request -> (body == null ? request.send() : write(mode, request, body))
                            .compose(response -> response.body()
                                    .map(text -> new HttpApp.Answer(response.statusCode(), text.toString()))))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static io.vertx.core.Future<io.vertx.core.http.HttpClientResponse> write(
            String mode, HttpClientRequest request, byte[] body) {
        if (mode.endsWith("pieces")) {
            request.setChunked(true);
            for (int start = 0; start < body.length; start += 1_000) {
                request.write(
                        Buffer.buffer(java.util.Arrays.copyOfRange(body, start, Math.min(body.length, start + 1_000))));
            }
            request.end();
            return request.response();
        }
        return request.send(Buffer.buffer(body));
    }
}
