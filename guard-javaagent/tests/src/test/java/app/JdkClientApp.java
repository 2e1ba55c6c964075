package app;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;

/** Sends with {@code java.net.http}. A mode is {@code sync} or {@code async} and how the body is published. */
final class JdkClientApp implements HttpApp.Sender {

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, publisher(body, how[1]));
        if (how[0].equals("timeout")) {
            request.timeout(Duration.ofMillis(300));
        }
        HttpRequest built = request.build();
        switch (how[0]) {
            case "async": {
                CompletableFuture<HttpResponse<String>> future = client.sendAsync(built, BodyHandlers.ofString());
                return answer(future.get());
            }
            case "type":
                return new HttpApp.Answer(
                        0,
                        client.sendAsync(built, BodyHandlers.ofString())
                                .getClass()
                                .getName());
            case "cancel": {
                CompletableFuture<HttpResponse<String>> future = client.sendAsync(built, BodyHandlers.ofString());
                future.cancel(true);
                try {
                    future.get();
                    return new HttpApp.Answer(0, "not cancelled");
                } catch (CancellationException e) {
                    return new HttpApp.Answer(0, "cancelled");
                } catch (ExecutionException e) {
                    // the client itself may be faster to fail the future than the caller to cancel it
                    boolean cancelled = e.getCause() instanceof CancellationException;
                    return new HttpApp.Answer(0, cancelled ? "cancelled" : e.toString());
                }
            }
            default:
                return answer(client.send(built, BodyHandlers.ofString()));
        }
    }

    private static HttpApp.Answer answer(HttpResponse<String> response) {
        return new HttpApp.Answer(response.statusCode(), response.body());
    }

    private static BodyPublisher publisher(byte[] body, String kind) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        switch (kind) {
            case "stream":
                return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
            case "oneshot": {
                InputStream once = new ByteArrayInputStream(body);
                return BodyPublishers.ofInputStream(() -> once);
            }
            case "sized": {
                InputStream once = new ByteArrayInputStream(body);
                return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> once), Math.max(1, body.length));
            }
            case "flow": {
                SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>();
                Thread feeder = new Thread(() -> {
                    while (publisher.getNumberOfSubscribers() == 0) {
                        Thread.onSpinWait();
                    }
                    for (int i = 0; i < body.length; i += 1_000) {
                        publisher.submit(ByteBuffer.wrap(body, i, Math.min(1_000, body.length - i)));
                    }
                    publisher.close();
                });
                feeder.setDaemon(true);
                feeder.start();
                return BodyPublishers.fromPublisher(publisher);
            }
            default:
                return BodyPublishers.ofByteArray(body);
        }
    }
}
