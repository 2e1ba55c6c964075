package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an operation under the names by which packs know them. One service writes {@code tableName}, another
 * {@code TableName}, the command line {@code --table-name}: here each starts with a capital, at every depth. Read one by
 * one when they are asked for, as most never are. For use by one thread.
 */
final class AwsArguments extends AbstractMap<String, @Nullable Object> {

    private static final int DEPTH = 16;

    private final Map<String, @Nullable Object> given;
    private final Map<String, @Nullable Object> asked = new HashMap<>();
    private @Nullable Map<String, @Nullable Object> all;

    private AwsArguments(Map<String, @Nullable Object> given) {
        this.given = given;
    }

    static Map<String, @Nullable Object> of(Operation operation) {
        return new AwsArguments(operation.arguments());
    }

    static String capital(String name) {
        return startsLower(name) ? (char) (name.charAt(0) - 'a' + 'A') + name.substring(1) : name;
    }

    private static boolean startsLower(String name) {
        return !name.isEmpty() && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    }

    private static @Nullable String small(String name) {
        return !name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z'
                ? (char) (name.charAt(0) - 'A' + 'a') + name.substring(1)
                : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && !startsLower(text) && (given.containsKey(text) || isSmall(small(text)));
    }

    private boolean isSmall(@Nullable String small) {
        return small != null && given.containsKey(small);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (!(name instanceof String text) || startsLower(text)) {
            return null;
        }
        if (asked.containsKey(text)) {
            return asked.get(text);
        }
        Object value = read(text);
        asked.put(text, value);
        return value;
    }

    private @Nullable Object read(String name) {
        String small = small(name);
        boolean isSmall = isSmall(small);
        if (isSmall && given.containsKey(name)) {
            return Operation.UNRESOLVED; // twice
        }
        return value(given.get(isSmall ? small : name), 1);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> read = all;
        if (read == null) {
            read = Collections.unmodifiableMap(fields(given, 0));
            all = read;
        }
        return read.entrySet();
    }

    private static Map<String, @Nullable Object> fields(Map<?, ?> fields, int depth) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            String capital = capital(String.valueOf(name));
            Object read = value(value, depth + 1);
            int before = named.size();
            named.put(capital, read);
            if (named.size() == before) {
                named.put(capital, Operation.UNRESOLVED); // twice
            }
        });
        return named;
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (Untyped.leaf(value)) {
            return value;
        }
        if (depth > DEPTH && (value instanceof Map<?, ?> || value instanceof Collection<?>)) {
            return Operation.UNRESOLVED;
        }
        if (value instanceof Map<?, ?> fields) {
            return fields(fields, depth);
        }
        if (value instanceof Collection<?> items) {
            List<@Nullable Object> read = new ArrayList<>(items.size());
            items.forEach(item -> read.add(value(item, depth + 1)));
            return read;
        }
        return value;
    }
}
