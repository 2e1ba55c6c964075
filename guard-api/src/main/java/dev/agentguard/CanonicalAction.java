package dev.agentguard;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.http.HttpReader;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An action without what differs between two attempts at the same thing, as JSON values that an approval is bound to.
 * Two actions that a server could tell apart must not have the same.
 */
final class CanonicalAction {

    /** Dates, traces, sizes and the like. The credential is bound by its fingerprint. */
    private static final Set<String> DIFFERS = Set.of(
            "accept-encoding",
            "authorization",
            "b3",
            "baggage",
            "connection",
            "content-length",
            "date",
            "idempotency-key",
            "traceparent",
            "tracestate",
            "transfer-encoding",
            "user-agent",
            "x-amz-date",
            "x-correlation-id",
            "x-request-id");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private CanonicalAction() {}

    /** Returns what an approval is bound to, or null if the action was not seen whole. */
    static @Nullable Map<String, @Nullable Object> of(Action action) {
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
        if (action instanceof HttpCall call) {
            if (call.body().notInspected() != null) {
                return null;
            }
            canonical.put("kind", "http");
            canonical.put("method", call.method());
            canonical.put("url", call.url());
            canonical.put("headers", headers(call));
            canonical.put("body", body(call.body().bytes()));
        } else if (action instanceof ToolCall call) {
            canonical.put("kind", "tool");
            canonical.put("tool", call.tool());
            canonical.put("arguments", call.arguments());
        } else if (action instanceof SqlCall call) {
            canonical.put("kind", "sql");
            canonical.put("sql", call.sql());
            canonical.put("database", database(call.database()));
        } else if (action instanceof ProcessStart start) {
            canonical.put("kind", "process");
            canonical.put("command", start.command());
            canonical.put("environment", start.environment());
            canonical.put("directory", start.directory());
        } else if (action instanceof StoreCommand command) {
            if (command.digest() == null || command.isCut()) {
                return null;
            }
            canonical.put("kind", "store");
            canonical.put("store", command.store().name());
            canonical.put("hosts", command.hosts());
            canonical.put("database", command.database());
            canonical.put("command", command.name());
            canonical.put("digest", command.digest());
        }
        return canonical;
    }

    /** The same statement in another database is another action. */
    private static @Nullable List<String> database(@Nullable Database database) {
        return database == null
                ? null
                : List.of(database.address(), database.server(), database.name(), database.schema(), database.user());
    }

    /**
     * Returns a request without its header fields, to which a client adds its own; what of them changes the request's
     * effects is seen in those. Never null: one that was not seen whole is like no other.
     */
    static Map<String, @Nullable Object> request(HttpCall call) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        HttpReader.Endpoint endpoint = HttpReader.endpoint(call.url());
        request.put("method", call.method().toUpperCase(Locale.ROOT));
        request.put("host", endpoint.host());
        request.put("path", endpoint.path());
        request.put("query", query(call.url()));
        request.put(
                "body", call.body().notInspected() == null ? body(call.body().bytes()) : new Object());
        return request;
    }

    private static String query(String url) {
        int fragment = url.indexOf('#');
        String sent = fragment < 0 ? url : url.substring(0, fragment);
        int mark = sent.indexOf('?');
        return mark < 0 ? "" : sent.substring(mark).strip();
    }

    private static Map<String, List<String>> headers(HttpCall call) {
        Map<String, List<String>> headers = new TreeMap<>();
        call.headers().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!DIFFERS.contains(lower)) {
                headers.put(lower, values);
            }
        });
        return headers;
    }

    private static Map<String, @Nullable Object> body(byte[] bytes) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        try {
            if (bytes.length > 0) {
                body.put("json", JSON.readValue(bytes, Object.class));
            }
        } catch (IOException e) {
            body.put("bytes", Base64.getEncoder().encodeToString(bytes));
        }
        return body;
    }
}
