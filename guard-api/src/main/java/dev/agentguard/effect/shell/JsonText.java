package dev.agentguard.effect.shell;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Text as it stands in JSON. */
final class JsonText {

    private JsonText() {}

    /** Returns texts, flags, lists and maps of such as JSON. */
    static String of(Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> quoted(String.valueOf(field.getKey())) + ":" + of(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> items) {
            return items.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Boolean ? value.toString() : quoted(String.valueOf(value));
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
