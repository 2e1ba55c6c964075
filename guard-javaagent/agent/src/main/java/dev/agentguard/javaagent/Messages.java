package dev.agentguard.javaagent;

import dev.agentguard.CallContext;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolServer;
import dev.agentguard.decision.Origin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of the bridge, in JDK types, as Guard's own values. What is malformed is an exception, so it is refused. */
final class Messages {

    private Messages() {}

    static String text(Map<String, ?> message, String key) {
        return message.get(key) instanceof String text ? text : "";
    }

    static HttpCall httpCall(Map<String, Object> message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        map(message.get("headers"))
                .forEach((name, values) -> headers.put(
                        name, ((List<?>) values).stream().map(String::valueOf).toList()));
        String notInspected = text(message, "notInspected");
        return new HttpCall(text(message, "method"), text(message, "url"), headers, body(message, notInspected));
    }

    private static Body body(Map<String, Object> message, String notInspected) {
        if (!notInspected.isEmpty()) {
            return Body.notInspected(notInspected);
        }
        return message.get("body") instanceof byte[] bytes ? Body.of(bytes) : Body.notInspected("it is missing");
    }

    static ProcessStart processStart(Map<String, Object> message) {
        List<String> command = message.get("command") instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of();
        Map<String, String> environment = new HashMap<>();
        map(message.get("environment")).forEach((name, value) -> environment.put(name, String.valueOf(value)));
        String directory = text(message, "directory");
        return new ProcessStart(command, environment, directory.isEmpty() ? null : directory);
    }

    static ToolCall toolCall(Map<String, Object> message) {
        return new ToolCall(
                text(message, "tool"),
                text(message, "description"),
                map(message.get("arguments")),
                ToolDeclaration.of(map(message.get("declaration"))),
                message.get("remote") instanceof Map<?, ?> remote ? serverTool(map(remote)) : null,
                message.get("undoneIfRefused") instanceof List<?> tools
                        ? tools.stream().map(String::valueOf).toList()
                        : List.of());
    }

    static ToolServer server(Map<String, ?> message) {
        return new ToolServer(text(message, "client"), text(message, "address"));
    }

    static List<ServerTool> serverTools(Map<String, Object> message) {
        return message.get("tools") instanceof List<?> tools
                ? tools.stream().map(tool -> serverTool(map(tool))).toList()
                : List.of();
    }

    private static ServerTool serverTool(Map<String, @Nullable Object> message) {
        return new ServerTool(
                server(message),
                text(message, "name"),
                message.get("said") instanceof Map<?, ?> said ? map(said) : null,
                message.get("unknown") instanceof String unknown ? unknown : null);
    }

    /** Who acts, as a text that comes back with the redirects of a request. */
    static String context(CallContext context) {
        return context.origin() + " " + context.session();
    }

    static CallContext context(String text) {
        int space = text.indexOf(' ');
        return new CallContext(text.substring(space + 1), Origin.valueOf(text.substring(0, space)));
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> copy.put(String.valueOf(key), element));
        }
        return copy;
    }
}
