package dev.agentguard.scope.railway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.agentguard.scope.ResponseTooLongException;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.Shown;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends one query to Railway and returns the data of a complete, well-formed answer. */
final class RailwayClient {

    static final int MAX_RESPONSE_BYTES = 4 << 20;

    private static final Duration RETURN_TRIP = Duration.ofMillis(150);
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(64 * 1024)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final URI endpoint;
    private final Secret token;
    private final HttpTransport transport;
    private final BoundedCalls calls;
    private final Duration requestTime;

    RailwayClient(URI endpoint, Secret token, HttpTransport transport, BoundedCalls calls, Duration timeLimit) {
        this.endpoint = endpoint;
        this.token = token;
        this.transport = transport;
        this.calls = calls;
        // So that one request that gets no answer leaves time to send it once more.
        this.requestTime = timeLimit.multipliedBy(2).dividedBy(5);
    }

    /**
     * Returns the {@code data} of an answer.
     *
     * @throws CallFailedException if Railway could not be asked, or what came back is no answer
     * @throws NotResolvedException if Railway answered with errors
     */
    JsonNode query(String document, Map<String, String> variables, Deadline deadline)
            throws CallFailedException, NotResolvedException {
        byte[] body = content(document, variables);
        JsonNode answer = parse(calls.request(() -> send(body, deadline)));
        JsonNode errors = answer.get("errors");
        if (errors != null && !errors.isNull() && !(errors.isArray() && errors.isEmpty())) {
            String message = errors.path(0).path("message").asText("an error without a message");
            throw new NotResolvedException("railway answered `" + Shown.text(token.redact(message)) + "`");
        }
        JsonNode data = answer.get("data");
        if (data == null || !data.isObject()) {
            throw new CallFailedException("railway answered without data", false);
        }
        return data;
    }

    private static byte[] content(String document, Map<String, String> variables) throws CallFailedException {
        try {
            return JSON.writeValueAsBytes(Map.of("query", document, "variables", variables));
        } catch (JsonProcessingException e) {
            throw new CallFailedException("the query could not be written", false);
        }
    }

    private byte[] send(byte[] body, Deadline deadline) throws CallFailedException {
        Duration left = deadline.remaining().minus(RETURN_TRIP);
        if (left.isNegative() || left.isZero()) {
            throw new CallFailedException("railway gave no complete answer in time", false);
        }
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + token.reveal(),
                "Content-Type", "application/json",
                "Accept", "application/json",
                "User-Agent", "guard");
        Duration timeout = left.compareTo(requestTime) < 0 ? left : requestTime;
        HttpTransport.Response response;
        try {
            response = transport.send(
                    new HttpTransport.Request("POST", endpoint, headers, body, timeout, MAX_RESPONSE_BYTES));
        } catch (SocketTimeoutException e) {
            throw new CallFailedException("railway did not answer in time", true);
        } catch (ResponseTooLongException e) {
            throw new CallFailedException("railway answered more than " + MAX_RESPONSE_BYTES + " bytes", false);
        } catch (IOException | RuntimeException e) {
            throw new CallFailedException(
                    "railway could not be reached: " + e.getClass().getSimpleName(), true);
        }
        if (response.status() != 200) {
            throw new CallFailedException(
                    "railway answered with status " + response.status(), response.status() >= 500);
        }
        return response.body();
    }

    private static JsonNode parse(byte[] body) throws CallFailedException {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer != null && answer.isObject()) {
                return answer;
            }
        } catch (IOException e) {
            throw new CallFailedException("railway answered with JSON that is cut off or malformed", false);
        }
        throw new CallFailedException("railway answered with something else than a JSON object", false);
    }
}
