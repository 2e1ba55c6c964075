package dev.agentguard.scope.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a real socket that answers each kind of query with what a test put there. */
final class FakeRailway implements AutoCloseable {

    /** Answers a request in any way it likes. */
    @FunctionalInterface
    interface Reply {
        void to(HttpExchange exchange, JsonNode request) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Reply> replies = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

    FakeRailway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/graphql/v2", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql/v2");
    }

    /** Sets the reply to queries that hold a text; the one that was set last wins. */
    FakeRailway on(String queryText, Reply reply) {
        replies.remove(queryText);
        replies.put(queryText, reply);
        return this;
    }

    FakeRailway on(String queryText, String data) {
        return on(queryText, json(200, "{\"data\":" + data + "}"));
    }

    /** Sets data that depends on one variable; a value that is not listed is answered with an error. */
    FakeRailway on(String queryText, String variable, Map<String, String> dataByValue) {
        return on(queryText, (exchange, request) -> {
            String value = request.path("variables").path(variable).asText("");
            String data = dataByValue.get(value);
            json(
                            200,
                            data == null
                                    ? "{\"errors\":[{\"message\":\"Not found\"}],\"data\":null}"
                                    : "{\"data\":" + data + "}")
                    .to(exchange, request);
        });
    }

    static Reply json(int status, String body) {
        return (exchange, request) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    int asked(String queryText) {
        return (int) requests.stream()
                .filter(request -> request.path("query").asText().contains(queryText))
                .count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(exchange.getRequestBody().readAllBytes());
        } catch (JsonProcessingException e) {
            request = JSON.createObjectNode();
        }
        requests.add(request);
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        Reply found = json(400, "{\"errors\":[{\"message\":\"no such query\"}]}");
        synchronized (replies) {
            for (Map.Entry<String, Reply> reply : replies.entrySet()) {
                if (request.path("query").asText().contains(reply.getKey())) {
                    found = reply.getValue();
                }
            }
        }
        try {
            found.to(exchange, request);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
