package dev.agentguard.scope.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.HttpTransport.Request;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.ResponseTooLongException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends a resolver's requests and reads whole, well-formed answers. Redirects are not followed: Guard's own credential goes
 * where a human said and nowhere else. Safe for use by many threads.
 */
public final class RemoteService {

    /** The longest answer that is read. */
    public static final int MAX_RESPONSE_BYTES = 4 << 20;

    private static final Duration RETURN_TRIP = Duration.ofMillis(150);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            // annotations of Kubernetes may have 256 KiB
                            .maxStringLength(512 * 1024)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final HttpTransport transport;
    private final @Nullable SSLSocketFactory trust;
    private final BoundedCalls calls;
    private final Duration requestTime;

    /**
     * Creates a service.
     *
     * @param name its name in messages
     * @param transport sends the requests
     * @param trust which certificates to trust, or null for those that the Java runtime does
     * @param calls the bounds of the look-up that sends them
     * @param timeLimit the time for one look-up
     */
    public RemoteService(
            String name,
            HttpTransport transport,
            @Nullable SSLSocketFactory trust,
            BoundedCalls calls,
            Duration timeLimit) {
        this.name = name;
        this.transport = transport;
        this.trust = trust;
        this.calls = calls;
        // So that one request that gets no answer leaves time to send it once more.
        this.requestTime = timeLimit.multipliedBy(2).dividedBy(5);
    }

    /**
     * Returns whether a credential may be sent to an address: encrypted, or not leaving this machine.
     *
     * @param endpoint the address
     * @return true if it may
     */
    public static boolean isSafe(URI endpoint) {
        String host = endpoint.getHost();
        return host != null
                && endpoint.getUserInfo() == null
                && ("https".equalsIgnoreCase(endpoint.getScheme())
                        || ("http".equalsIgnoreCase(endpoint.getScheme()) && LOOPBACK.contains(host)));
    }

    /** Makes the header fields of a request, anew for each time that it is sent. */
    @FunctionalInterface
    public interface Headers {

        /**
         * Returns the header fields.
         *
         * @return the fields by name
         */
        Map<String, String> make();
    }

    /**
     * Sends a request, once more where that may help.
     *
     * @param method its method
     * @param address where to
     * @param headers makes its header fields
     * @param body its content; empty for none
     * @param deadline the moment after which nobody waits for the answer
     * @return an answer with a status below 500, 429 excepted
     * @throws CallFailedException if there is none
     */
    public Response send(String method, URI address, Headers headers, byte[] body, Deadline deadline)
            throws CallFailedException {
        return calls.request(() -> sendOnce(method, address, headers, body, deadline));
    }

    private Response sendOnce(String method, URI address, Headers headers, byte[] body, Deadline deadline)
            throws CallFailedException {
        Duration left = deadline.remaining().minus(RETURN_TRIP);
        if (left.isNegative() || left.isZero()) {
            throw new CallFailedException(name + " gave no complete answer in time", false);
        }
        Duration timeout = left.compareTo(requestTime) < 0 ? left : requestTime;
        Request request = new Request(method, address, headers.make(), body, timeout, MAX_RESPONSE_BYTES);
        Response response;
        try {
            response = transport.send(trust == null ? request : request.trusting(trust));
        } catch (SocketTimeoutException e) {
            throw new CallFailedException(name + " did not answer in time", true);
        } catch (ResponseTooLongException e) {
            throw new CallFailedException(name + " answered more than " + MAX_RESPONSE_BYTES + " bytes", false);
        } catch (SSLException e) {
            throw new CallFailedException(
                    name + " could not be reached: " + e.getClass().getSimpleName(), false);
        } catch (IOException | RuntimeException e) {
            throw new CallFailedException(
                    name + " could not be reached: " + e.getClass().getSimpleName(), true);
        }
        if (response.status() >= 500 || response.status() == 429) {
            throw status(response.status(), response.status() >= 500);
        }
        return response;
    }

    /**
     * Returns a failure that says a status code.
     *
     * @param status the status code
     * @return the failure
     */
    public CallFailedException status(int status) {
        return status(status, false);
    }

    private CallFailedException status(int status, boolean mayPass) {
        return new CallFailedException(name + " answered with status " + status, mayPass);
    }

    /**
     * Returns the JSON object of an answer.
     *
     * @param response the answer
     * @return the object, read to its end
     * @throws CallFailedException if it is anything else
     */
    public JsonNode object(Response response) throws CallFailedException {
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (IOException e) {
            throw new CallFailedException(name + " answered with JSON that is cut off or malformed", false);
        }
        throw new CallFailedException(name + " answered with something else than a JSON object", false);
    }

    /**
     * Returns a text of an answer.
     *
     * @param object the object
     * @param field the field
     * @return the text, not empty
     * @throws CallFailedException if it is missing or of another type
     */
    public String text(JsonNode object, String field) throws CallFailedException {
        JsonNode node = object.get(field);
        if (node == null || !node.isTextual() || node.textValue().isEmpty()) {
            throw unexpected(field);
        }
        return node.textValue();
    }

    /**
     * Returns the failure of an answer that does not have the form that was published.
     *
     * @param field what is missing or of another type
     * @return the failure
     */
    public CallFailedException unexpected(String field) {
        return new CallFailedException(
                name + " answered something else than was asked: `" + field + "` is missing or of another type", false);
    }
}
