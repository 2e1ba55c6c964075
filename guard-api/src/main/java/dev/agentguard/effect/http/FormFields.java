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
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            String pair = end < 0 ? text.substring(start) : text.substring(start, end);
            start = end < 0 ? text.length() : end + 1;
            int equals = pair.indexOf('=');
            String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1), true);
            if (!name.isEmpty()) {
                values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
            }
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        values.forEach((name, all) -> fields.put(name, all.size() == 1 ? all.get(0) : List.copyOf(all)));
        return fields;
    }
}
