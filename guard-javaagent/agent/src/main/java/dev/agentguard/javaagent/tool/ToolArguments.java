package dev.agentguard.javaagent.tool;

import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.javaagent.tool.ToolMethods.ToolMethod;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, read once: what is judged and what runs are the same. LangChain4j would repair text that is
 * not JSON, let the last of two equal keys win, fill in defaults, and read a string once more as JSON where an object is
 * expected. Here such text is refused, the rest is done before the call is judged, and the tool gets the outcome.
 *
 * @param values the arguments by name, as JSON values
 * @param json the same as text
 */
record ToolArguments(Map<String, @Nullable Object> values, String json) {

    static final ToolArguments NONE = new ToolArguments(Map.of(), "");

    static ToolArguments read(@Nullable String text, ToolMethod method) throws UnreadableArgumentsException {
        Map<String, @Nullable Object> values = object(text);
        for (ToolParameter parameter : method.parameters()) {
            Object value = values.get(parameter.name());
            if (value != null) {
                values.put(parameter.name(), asPassed(value, parameter));
            } else if (parameter.writtenDefault() != null) {
                values.put(parameter.name(), parameter.defaultValue());
            }
        }
        return new ToolArguments(values, PlainJson.write(values, method.known()));
    }

    private static Map<String, @Nullable Object> object(@Nullable String text) throws UnreadableArgumentsException {
        Object value = text == null || text.isBlank() ? null : PlainJson.read(text);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> values.put((String) key, element));
        } else if (value != null) {
            throw new UnreadableArgumentsException("its arguments are not a JSON object");
        }
        return values;
    }

    private static @Nullable Object asPassed(Object value, ToolParameter parameter)
            throws UnreadableArgumentsException {
        if (parameter.type() == String.class) {
            return value.toString();
        }
        if (parameter.type().isEnum()) {
            return constant(value.toString(), parameter.type());
        }
        if (value instanceof String text && parameter.readsStringAsJson() && looksLikeJson(text)) {
            return PlainJson.read(text);
        }
        return value;
    }

    /** LangChain4j tries a name as it stands and then in upper case. */
    private static String constant(String name, Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        String upper = name.toUpperCase(Locale.ROOT);
        return !names.contains(name) && names.contains(upper) ? upper : name;
    }

    private static boolean looksLikeJson(String text) {
        String stripped = text.strip();
        return stripped.startsWith("{") || stripped.startsWith("[");
    }
}
