package dev.agentguard.effect.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into JSON objects as servers do, some of which take names without regard to case. */
final class Fields {

    private Fields() {}

    /** Returns the texts that stand under a name. */
    static List<String> texts(Map<?, ?> object, String name) {
        List<String> texts = new ArrayList<>(1);
        object.forEach((key, value) -> {
            if (key instanceof String text && text.equalsIgnoreCase(name) && value instanceof String found) {
                texts.add(found);
            }
        });
        return texts;
    }

    /** Returns what stands under a name, the exact one first, or null. */
    static @Nullable Object value(Map<?, ?> object, String name) {
        Object exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            if (entry.getKey() instanceof String text && text.equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** Returns whether a value is none that is looked into; whether it is a map or a list costs more to tell. */
    static boolean isNumberOrFlag(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean;
    }

    /** Returns an object as arguments; a list or another value stands under a name. */
    static Map<String, @Nullable Object> arguments(@Nullable Object value, String otherwise) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((key, inner) -> arguments.put(String.valueOf(key), inner));
        } else if (value != null && !"".equals(value)) {
            arguments.put(otherwise, value);
        }
        return arguments;
    }
}
