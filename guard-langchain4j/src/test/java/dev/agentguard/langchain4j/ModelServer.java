package dev.agentguard.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A vendor of models on the loopback address. It says what it was told to, one message a request, in the vendor's wire
 * format, and answers 400 to a request that the vendor would not take. Threadsafe.
 */
abstract class ModelServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /** A result of a tool as it arrived at the vendor; error is null where the format has no such mark. */
    record ToolResult(String id, String text, @Nullable Boolean error) {}

    private final HttpServer server;
    private final Queue<AiMessage> script = new ConcurrentLinkedQueue<>();
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

    ModelServer(String path) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, this::handle);
        server.start();
    }

    /** Begins a conversation anew. */
    final void says(AiMessage... messages) {
        requests.clear();
        script.clear();
        script.addAll(List.of(messages));
    }

    abstract ChatModel chatModel();

    abstract StreamingChatModel streamingChatModel();

    /** Returns what the vendor would say against the request, or null. */
    abstract @Nullable String objection(HttpExchange exchange, JsonNode request);

    abstract ObjectNode error(String message);

    abstract ObjectNode response(AiMessage message);

    /** Returns the events of a streamed response, each as it is written. */
    abstract List<String> events(AiMessage message);

    /** Returns the tool results of a request that follow the last message of the model. */
    abstract List<ToolResult> results(JsonNode request);

    final List<JsonNode> requests() {
        return requests;
    }

    final List<ToolResult> lastResults() {
        return results(requests.get(requests.size() - 1));
    }

    final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String objection = objection(exchange, request);
        AiMessage message = script.poll();
        if (objection == null && message == null) {
            objection = "the script is at its end";
        }
        if (objection != null) {
            answer(exchange, 400, "application/json", error(objection).toString());
            return;
        }
        requests.add(request);
        if (request.path("stream").asBoolean()) {
            answer(exchange, 200, "text/event-stream", String.join("", events(message)));
        } else {
            answer(exchange, 200, "application/json", response(message).toString());
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Cuts a text as a stream does, in the middle of names and strings. */
    static List<String> pieces(String text) {
        List<String> pieces = new CopyOnWriteArrayList<>();
        for (int from = 0; from < text.length(); from += 7) {
            pieces.add(text.substring(from, Math.min(text.length(), from + 7)));
        }
        return pieces;
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public final void close() {
        server.stop(0);
    }
}
