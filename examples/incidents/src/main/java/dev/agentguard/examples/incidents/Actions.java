package dev.agentguard.examples.incidents;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes actions of their JSON. */
final class Actions {

    private static final JsonMapper JSON = new JsonMapper();

    private Actions() {}

    static Action of(JsonNode json) {
        String kind = json.required("kind").asText();
        return switch (kind) {
            case "shell" ->
                new ProcessStart(List.of("sh", "-c", json.required("command").asText()));
            case "http" -> request(json);
            case "sql" -> sql(json);
            case "tool" -> tool(json);
            default -> throw new IllegalArgumentException("unknown kind `" + kind + "`");
        };
    }

    private static HttpCall request(JsonNode json) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        return new HttpCall(
                json.required("method").asText(),
                json.required("url").asText(),
                headers,
                json.has("body") ? Body.of(json.get("body").asText()) : Body.empty());
    }

    private static SqlCall sql(JsonNode json) {
        JsonNode database = json.get("database");
        return new SqlCall(
                json.required("statement").asText(),
                SqlDialect.POSTGRESQL,
                database == null
                        ? null
                        : new Database(
                                database.path("address").asText(),
                                database.path("name").asText(),
                                "public",
                                "app"));
    }

    private static ToolCall tool(JsonNode json) {
        Map<String, @Nullable Object> arguments =
                JSON.convertValue(json.path("args"), new TypeReference<Map<String, @Nullable Object>>() {});
        return new ToolCall(
                json.required("tool").asText(), json.path("description").asText(), arguments, ToolDeclaration.none());
    }
}
