package dev.agentguard.scope.backup;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.HttpTransport.Request;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.ResponseTooLongException;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.Shown;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks an HTTP server for a backup's header fields: {@code HEAD}, or {@code GET} of its first byte where an address was
 * signed for {@code GET} only.
 */
public final class HttpCheck implements BackupCheck {

    private static final int MAX_RESPONSE_BYTES = 64 * 1024;
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final URI address;
    private final boolean firstByte;
    private final Function<String, Map<String, String>> fields;

    /**
     * Creates a check.
     *
     * @param address the backup's address; its query is never shown
     * @param firstByte whether to ask for the first byte instead of the header fields alone
     * @param authorization the value of the {@code Authorization} header field, or null for none
     */
    public HttpCheck(URI address, boolean firstByte, @Nullable Secret authorization) {
        this(
                method -> authorization == null ? Map.of() : Map.of("Authorization", authorization.reveal()),
                address,
                firstByte);
    }

    private HttpCheck(Function<String, Map<String, String>> fields, URI address, boolean firstByte) {
        this.fields = fields;
        this.address = address;
        this.firstByte = firstByte;
    }

    /** Returns a check whose header fields are made anew for each request, from its method. */
    static HttpCheck signed(URI address, Function<String, Map<String, String>> fields) {
        return new HttpCheck(fields, address, false);
    }

    @Override
    public Sighting look(Means means, Deadline deadline) throws CallFailedException {
        return means.calls().request(() -> ask(means.transport(), deadline));
    }

    private Sighting ask(HttpTransport transport, Deadline deadline) throws CallFailedException {
        if (deadline.within(SHORTEST)) {
            throw new CallFailedException(shown() + " gave no answer in time", false);
        }
        String method = firstByte ? "GET" : "HEAD";
        Map<String, String> headers = new LinkedHashMap<>(fields.apply(method));
        headers.put("Accept-Encoding", "identity");
        if (firstByte) {
            headers.put("Range", "bytes=0-0");
        }
        try {
            // so that one request that gets no answer leaves time to send it once more
            Duration time = deadline.remaining().dividedBy(2);
            return read(transport.send(new Request(method, address, headers, new byte[0], time, MAX_RESPONSE_BYTES)));
        } catch (SocketTimeoutException e) {
            throw new CallFailedException(shown() + " gave no answer in time", true);
        } catch (ResponseTooLongException e) {
            throw new CallFailedException(shown() + " sent more than the first byte that it was asked for", false);
        } catch (IOException e) {
            throw new CallFailedException(
                    shown() + " could not be asked: " + e.getClass().getSimpleName(), true);
        }
    }

    private Sighting read(Response response) throws CallFailedException {
        int status = response.status();
        if (status == 404 || status == 410) {
            return Sighting.absent(shown() + " answered " + status);
        }
        if (status != 200 && !(firstByte && status == 206)) {
            throw new CallFailedException(
                    shown() + " answered " + status, status >= 500 || status == 429 || status == 408);
        }
        long size = size(response);
        if (size < 0) {
            throw new CallFailedException(shown() + " did not say how large it is", false);
        }
        Instant madeAt = lastModified(response);
        if (madeAt == null) {
            throw new CallFailedException(shown() + " did not say when it was last modified", false);
        }
        return new Sighting(true, madeAt, size, shown());
    }

    private static long size(Response response) {
        String text = response.header("Content-Length");
        if (response.status() == 206) {
            String range = response.header("Content-Range");
            text = range == null ? null : range.substring(range.lastIndexOf('/') + 1);
        }
        try {
            return text == null ? -1 : Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static @Nullable Instant lastModified(Response response) {
        String text = response.header("Last-Modified");
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public Domain domain() {
        return Domain.of(withoutQuery());
    }

    private String withoutQuery() {
        String path = address.getRawPath();
        return address.getScheme() + "://" + address.getRawAuthority() + (path == null ? "" : path);
    }

    private String shown() {
        return "`" + Shown.text(withoutQuery()) + "`";
    }
}
