package dev.agentguard.examples.pocketos.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Sends one request and reads the answer. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String header;
    private final String value;

    Client(URI endpoint, String header, String value) {
        this.endpoint = endpoint;
        this.header = header;
        this.value = value;
    }

    JsonNode send(String query, Map<String, Object> variables) {
        return post(write(Map.of("query", query, "variables", variables)), "application/json");
    }

    JsonNode post(String body, String contentType) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header(header, value)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
