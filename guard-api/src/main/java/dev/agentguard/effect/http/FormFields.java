package dev.agentguard.effect.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a query or a form body. A name that is given several times has a list of its values. */
final class FormFields {

    private FormFields() {}

    static Map<String, @Nullable Object> of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** Returns the first fields, in a map of the caller's own. */
    static Map<String, @Nullable Object> of(String text, int most) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        int start = 0;
        for (int i = 0; start < text.length() && i < most; i++) {
            int and = text.indexOf('&', start);
            int end = and < 0 ? text.length() : and;
            int equals = equals(text, start, end);
            put(fields, text, start, equals, end);
            start = end + 1;
        }
        fields.replaceAll((name, value) -> value instanceof Several several ? List.copyOf(several.values) : value);
        return fields;
    }

    /** Returns that a text has more fields than are read, or null if it has not. */
    static @Nullable String problem(String text, int most) {
        int fields = 1;
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
            if (++fields > most) {
                return "more than " + most + " fields";
            }
        }
        return null;
    }

    private static int equals(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '=') {
                return i;
            }
        }
        return -1;
    }

    private static void put(Map<String, @Nullable Object> fields, String text, int start, int equals, int end) {
        String name = Percent.decode(text.substring(start, equals < 0 ? end : equals), true);
        String value = equals < 0 ? "" : Percent.decode(text.substring(equals + 1, end), true);
        if (name.isEmpty()) {
            return;
        }
        Object before = fields.put(name, value);
        if (before != null) {
            Several several = before instanceof Several already ? already : new Several(before);
            several.values.add(value);
            fields.put(name, several);
        }
    }

    /** The values of a name that is given several times. */
    private static final class Several {
        private final List<Object> values = new ArrayList<>();

        Several(Object first) {
            values.add(first);
        }
    }
}
