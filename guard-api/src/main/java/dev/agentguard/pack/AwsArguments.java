package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an operation under the names by which packs know them. One service writes {@code tableName}, another
 * {@code TableName}, the command line {@code --table-name}: here each starts with a capital, at every depth.
 */
final class AwsArguments {

    private static final int DEPTH = 16;

    private AwsArguments() {}

    static Map<String, @Nullable Object> of(Operation operation) {
        return fields(operation.arguments(), 0);
    }

    static String capital(String name) {
        return name.isEmpty() || !Character.isLowerCase(name.charAt(0))
                ? name
                : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Map<String, @Nullable Object> fields(Map<?, ?> fields, int depth) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            String capital = capital(String.valueOf(name));
            Object read = value(value, depth + 1);
            boolean twice = named.containsKey(capital);
            named.put(capital, twice ? Operation.UNRESOLVED : read);
        });
        return named;
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (depth > DEPTH && (value instanceof Map<?, ?> || value instanceof Collection<?>)) {
            return Operation.UNRESOLVED;
        }
        if (value instanceof Map<?, ?> fields) {
            return fields(fields, depth);
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> read = new ArrayList<>();
            items.forEach(item -> read.add(value(item, depth + 1)));
            return read;
        }
        return value;
    }
}
