package dev.agentguard.scope.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.remote.NotResolvedException;
import dev.agentguard.scope.remote.RemoteService;
import java.net.URI;
import java.util.Map;

/** Sends one query to Railway and returns the data of a complete, well-formed answer. */
final class RailwayClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;
    private final Secret token;
    private final RemoteService service;

    RailwayClient(URI endpoint, Secret token, RemoteService service) {
        this.endpoint = endpoint;
        this.token = token;
        this.service = service;
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
        Response response = service.send("POST", endpoint, this::headers, body, deadline);
        if (response.status() != 200) {
            throw service.status(response.status());
        }
        JsonNode answer = service.object(response);
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

    private Map<String, String> headers() {
        return Map.of(
                "Authorization", "Bearer " + token.reveal(),
                "Content-Type", "application/json",
                "Accept", "application/json",
                "User-Agent", "guard");
    }
}
