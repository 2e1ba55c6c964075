package dev.agentguard.rules.permission;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Arguments as JSON text in which keys are sorted and no blanks stand, as regular expressions of policies expect it. */
final class StableJson {

    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 50;

    private StableJson() {}

    static String of(Map<String, ? extends @Nullable Object> arguments) {
        StringBuilder json = new StringBuilder();
        write(arguments, json, 0);
        return json.toString();
    }

    private static void write(@Nullable Object value, StringBuilder json, int depth) {
        if (json.length() > LONGEST || depth > DEEPEST) {
            json.append("null");
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
            json.append('{');
            sorted.forEach((key, item) -> {
                json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
                text(key, json);
                json.append(':');
                write(item, json, depth + 1);
            });
            json.append('}');
        } else if (value instanceof List<?> list) {
            json.append('[');
            for (int i = 0; i < list.size(); i++) {
                json.append(i == 0 ? "" : ",");
                write(list.get(i), json, depth + 1);
            }
            json.append(']');
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            json.append(value);
        } else {
            text(String.valueOf(value), json);
        }
    }

    private static void text(String value, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
