package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises the parts of a request among arguments that nobody declared: an address with a method, headers or a body. */
final class InferredRequest {

    private static final Map<String, Role> ROLES = Map.ofEntries(
            Map.entry("url", Role.HTTP_URL),
            Map.entry("uri", Role.HTTP_URL),
            Map.entry("endpoint", Role.HTTP_URL),
            Map.entry("href", Role.HTTP_URL),
            Map.entry("method", Role.HTTP_METHOD),
            Map.entry("httpmethod", Role.HTTP_METHOD),
            Map.entry("verb", Role.HTTP_METHOD),
            Map.entry("requestmethod", Role.HTTP_METHOD),
            Map.entry("headers", Role.HTTP_HEADERS),
            Map.entry("body", Role.HTTP_BODY),
            Map.entry("data", Role.HTTP_BODY),
            Map.entry("payload", Role.HTTP_BODY),
            Map.entry("json", Role.HTTP_BODY),
            Map.entry("requestbody", Role.HTTP_BODY));
    /** Of a request only beside one of its methods and without an address: a file has a path as well. */
    private static final Set<String> PATHS = Set.of("path", "route", "apipath", "resourcepath", "requestpath");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Set<Role> BESIDE = Set.of(Role.HTTP_METHOD, Role.HTTP_BODY, Role.HTTP_HEADERS);

    private InferredRequest() {}

    /** Returns the part of a request that an argument of this name is, or null. */
    static @Nullable Role part(String key) {
        return ROLES.get(key);
    }

    static boolean isNameOfPath(String key) {
        return PATHS.contains(key);
    }

    /** Returns the call with the roles its arguments seem to have, or null if they are not those of a request. */
    static @Nullable ToolCall of(ToolCall call) {
        List<Parameter> parts = null;
        boolean address = false;
        boolean more = false;
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            if (argument.getValue() == null) {
                continue;
            }
            ArgumentName name = ArgumentName.of(argument.getKey());
            Role role = name.part();
            if (role == null && name.path() && isPath(call, argument.getValue())) {
                role = Role.HTTP_URL;
            }
            if (role == null || isDeclared(call, argument.getKey())) {
                continue;
            }
            if (role == Role.HTTP_URL && !isAddress(argument.getValue())) {
                continue;
            }
            parts = parts == null ? new ArrayList<>() : parts;
            parts.add(new Parameter(argument.getKey(), role, ""));
            address |= role == Role.HTTP_URL;
            more |= BESIDE.contains(role);
        }
        if (parts == null || !address || !more) {
            return null;
        }
        ToolDeclaration declaration = new ToolDeclaration(null, "", false, parts);
        return new ToolCall(call.tool(), call.description(), call.arguments(), declaration);
    }

    private static boolean isPath(ToolCall call, Object value) {
        boolean method = false;
        for (Map.Entry<String, @Nullable Object> other : call.arguments().entrySet()) {
            Role role = ArgumentName.of(other.getKey()).part();
            if (role == Role.HTTP_URL && isAddress(other.getValue())) {
                return false;
            }
            method |= role == Role.HTTP_METHOD
                    && other.getValue() instanceof String text
                    && METHODS.contains(text.strip().toUpperCase(Locale.ROOT));
        }
        return method && isAddress(value);
    }

    /** Whether a tool is named for sending requests and its arguments are one, so that nothing else is to be judged. */
    static boolean isAllOf(ToolCall call) {
        String name = call.tool().toLowerCase(Locale.ROOT);
        return (name.contains("request") || name.contains("http")) && of(call) != null;
    }

    private static boolean isDeclared(ToolCall call, String name) {
        for (Parameter parameter : call.declaration().parameters()) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAddress(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return false;
        }
        String start = text.substring(0, Math.min(text.length(), 8)).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://") || start.startsWith("/");
    }
}
