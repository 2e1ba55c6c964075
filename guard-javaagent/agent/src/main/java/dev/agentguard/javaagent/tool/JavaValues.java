package dev.agentguard.javaagent.tool;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values as JSON values, as far as that can be told without running code of the application. */
final class JavaValues {

    private static final int DEEPEST = 16;
    private static final int MOST = 10_000;

    private int left = MOST;

    private JavaValues() {}

    /** Returns arguments by name; what LangChain4j itself passes along is left out. */
    static Map<String, @Nullable Object> json(Map<?, ?> arguments) {
        JavaValues values = new JavaValues();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            if (value == null || !value.getClass().getName().startsWith("dev.langchain4j.")) {
                json.put(String.valueOf(name), values.json(value, 0));
            }
        });
        return json;
    }

    private @Nullable Object json(@Nullable Object value, int depth) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (depth > DEEPEST || left-- <= 0) {
            throw new IllegalArgumentException("the arguments are too large");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), json(element, depth + 1)));
            return copy;
        }
        if (value instanceof Iterable<?> elements) {
            List<@Nullable Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(json(element, depth + 1)));
            return copy;
        }
        return value instanceof Record ? components(value, depth) : String.valueOf(value);
    }

    private Object components(Object bearer, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (RecordComponent component : bearer.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                copy.put(component.getName(), json(component.getAccessor().invoke(bearer), depth + 1));
            } catch (ReflectiveOperationException e) {
                return String.valueOf(bearer);
            }
        }
        return copy;
    }
}
