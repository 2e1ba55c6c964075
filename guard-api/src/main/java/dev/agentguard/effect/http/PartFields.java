package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the parts of a multipart body. Files are content and no fields; a part of JSON is read as such. Not safe
 * for use by threads.
 */
final class PartFields {

    private final Limits limits;
    private final Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
    private @Nullable String problem;

    PartFields(Limits limits) {
        this.limits = limits;
    }

    /** Returns the fields; a name that is given several times has a list of its values. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        values.forEach((name, all) -> fields.put(name, all.size() == 1 ? all.get(0) : all));
        return fields;
    }

    @Nullable
    String problem() {
        return problem;
    }

    void add(Multipart.Part part) {
        if (part.isFile()) {
            return;
        }
        String name = part.fieldName();
        boolean json = part.type().type().endsWith("json") || (!name.isEmpty() && JsonBody.looksLike(part.content()));
        if (!json) {
            if (!name.isEmpty()) {
                put(name, part.content());
            }
            return;
        }
        JsonBody read = JsonBody.of(part.content(), limits);
        problem = problem == null ? read.problem() : problem;
        for (Object reading : read.readings()) {
            if (!name.isEmpty()) {
                put(name, reading);
            } else if (reading instanceof Map<?, ?> object) {
                object.forEach((key, value) -> put(String.valueOf(key), value));
            }
        }
    }

    private void put(String name, @Nullable Object value) {
        values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }
}
