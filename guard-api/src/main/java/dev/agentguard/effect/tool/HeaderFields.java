package dev.agentguard.effect.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that an argument holds: a map, lines of the form {@code Name: value}, or a list of either.
 *
 * @param fields the values by name
 * @param complete whether all of the argument could be read
 */
record HeaderFields(Map<String, List<String>> fields, boolean complete) {

    static HeaderFields of(@Nullable Object argument) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        return new HeaderFields(fields, read(argument, fields));
    }

    private static boolean read(@Nullable Object value, Map<String, List<String>> fields) {
        if (value == null) {
            return true;
        }
        if (value instanceof String text) {
            boolean complete = true;
            for (String line : text.split("\\R", -1)) {
                complete &= line(line.strip(), fields);
            }
            return complete;
        }
        if (value instanceof List<?> list) {
            boolean complete = true;
            for (Object item : list) {
                complete &= !(item instanceof List) && read(item, fields);
            }
            return complete;
        }
        return value instanceof Map<?, ?> map && map(map, fields);
    }

    private static boolean map(Map<?, ?> map, Map<String, List<String>> fields) {
        if (map.containsKey("name") && map.containsKey("value") && map.size() == 2) {
            add(fields, String.valueOf(map.get("name")), String.valueOf(map.get("value")));
            return true;
        }
        boolean complete = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (entry.getValue() instanceof List<?> values) {
                values.forEach(value -> add(fields, name, String.valueOf(value)));
            } else if (entry.getValue() instanceof Map) {
                complete = false;
            } else if (entry.getValue() != null) {
                add(fields, name, String.valueOf(entry.getValue()));
            }
        }
        return complete;
    }

    private static boolean line(String line, Map<String, List<String>> fields) {
        String text = line.startsWith("-H ") ? line.substring(3).strip() : line;
        if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            text = text.substring(1, text.length() - 1);
        }
        if (text.isEmpty() || text.equals("-H")) {
            return true;
        }
        int colon = text.indexOf(':');
        if (colon <= 0 || text.charAt(0) == '{') {
            return false;
        }
        add(fields, text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        return true;
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
}
