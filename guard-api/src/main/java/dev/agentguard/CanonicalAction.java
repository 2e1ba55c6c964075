package dev.agentguard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action without what differs between two attempts at the same thing (dates, traces, boundaries), as JSON values. A
 * request's headers are left out but for the credential, which the facts hold.
 */
final class CanonicalAction {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CanonicalAction() {}

    static Map<String, @Nullable Object> of(Action action) {
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>();
        if (action instanceof HttpCall call) {
            canonical.put("kind", "http");
            canonical.put("method", call.method());
            canonical.put("url", call.url());
            canonical.put("body", body(call));
            canonical.put("coding", String.join(",", call.header("Content-Encoding")));
        } else if (action instanceof ToolCall call) {
            canonical.put("kind", "tool");
            canonical.put("tool", call.tool());
            canonical.put("arguments", call.arguments());
        } else if (action instanceof SqlCall call) {
            canonical.put("kind", "sql");
            canonical.put("sql", call.sql());
        } else if (action instanceof ProcessStart start) {
            canonical.put("kind", "process");
            canonical.put("command", start.command());
        }
        return canonical;
    }

    private static @Nullable Object body(HttpCall call) {
        if (call.body().notInspected() != null) {
            return Map.of("notInspected", call.body().notInspected());
        }
        byte[] bytes = call.body().bytes();
        try {
            Object json = bytes.length == 0 ? null : JSON.readValue(bytes, Object.class);
            return json == null ? "" : json;
        } catch (JsonProcessingException e) {
            return Base64.getEncoder().encodeToString(bytes);
        } catch (java.io.IOException e) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }
}
