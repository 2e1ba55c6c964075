package dev.agentguard.effect.tool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that an argument holds: a map, lines of the form {@code Name: value}, or a list of either.
 *
 * @param fields the values by name
 * @param complete whether all of the argument could be read
 */
record HeaderFields(Map<String, List<String>> fields, boolean complete) {

    /** How a list of fields as objects names the name. */
    private static final Set<String> NAMES = Set.of("name", "key", "header", "field");

    /** Servers take some 8 KiB in a hundred fields; a request with more is one that was made to be too long. */
    private static final int MOST_FIELDS = 1_000;

    private static final int LONGEST_TEXT = 64 << 10;

    static HeaderFields of(@Nullable Object argument) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        return new HeaderFields(fields, read(argument, fields));
    }

    private static boolean read(@Nullable Object value, Map<String, List<String>> fields) {
        if (value == null) {
            return true;
        }
        if (value instanceof String text) {
            boolean complete = text.length() <= LONGEST_TEXT;
            String start = complete ? text : text.substring(0, LONGEST_TEXT);
            for (String line : start.split("\\R", -1)) {
                complete &= line(line.strip(), fields);
            }
            return complete;
        }
        if (value instanceof List<?> list) {
            boolean complete = true;
            for (Object item : list) {
                if (fields.size() >= MOST_FIELDS) {
                    return false;
                }
                complete &= !(item instanceof List) && read(item, fields);
            }
            return complete;
        }
        return value instanceof Map<?, ?> map && map(map, fields);
    }

    private static boolean map(Map<?, ?> map, Map<String, List<String>> fields) {
        Object name = named(map, NAMES);
        Object value = named(map, Set.of("value"));
        if (name != null && value != null) {
            return add(fields, String.valueOf(name), String.valueOf(value));
        }
        boolean complete = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (fields.size() >= MOST_FIELDS) {
                return false;
            }
            String field = String.valueOf(entry.getKey());
            if (entry.getValue() instanceof List<?> values) {
                for (Object one : values) {
                    complete &= add(fields, field, String.valueOf(one));
                }
            } else if (entry.getValue() instanceof Map) {
                complete = false;
            } else if (entry.getValue() != null) {
                complete &= add(fields, field, String.valueOf(entry.getValue()));
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
        return add(
                fields,
                text.substring(0, colon).strip(),
                text.substring(colon + 1).strip());
    }

    private static @Nullable Object named(Map<?, ?> map, Set<String> names) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (names.contains(String.valueOf(entry.getKey()).toLowerCase(Locale.ROOT))) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** A line break inside of a field may start another one. */
    private static boolean add(Map<String, List<String>> fields, String name, String value) {
        if (fields.size() >= MOST_FIELDS && !fields.containsKey(name)) {
            return false;
        }
        List<String> values = fields.computeIfAbsent(name, unused -> new ArrayList<>(1));
        if (values.size() >= MOST_FIELDS) {
            return false;
        }
        values.add(value);
        return (name + value).chars().noneMatch(c -> c == '\r' || c == '\n');
    }
}
