package dev.agentguard.effect.graphql;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of the values of variables is looked at in one request: each variable may be large, and a document may use it
 * in each of thousands of fields. One use of any size is allowed, for who looks at it has a bound of his own; others
 * while all together are small. Not safe for use by threads.
 */
final class ValueBudget {

    /** In values; a long text counts as several. */
    static final int MOST = 50_000;

    private static final int CHARACTERS = 64;

    private final IdentityHashMap<Object, Integer> sizes = new IdentityHashMap<>();
    private int used;

    /** Returns whether a value may be looked at once more, and counts it. */
    boolean allows(@Nullable Object value) {
        if (value == null || (value instanceof String text && text.length() < CHARACTERS)) {
            return true;
        }
        int size = sizes.computeIfAbsent(value, ValueBudget::size);
        if (used > 0 && size > MOST - used) {
            return false;
        }
        used = Math.min(MOST, used + size);
        return true;
    }

    /** Counts up to the limit. */
    private static int size(Object root) {
        Deque<Object> open = new ArrayDeque<>();
        open.push(root);
        int size = 0;
        while (!open.isEmpty() && size < MOST) {
            Object next = open.pop();
            size++;
            Collection<?> inside = next instanceof Map<?, ?> fields
                    ? fields.values()
                    : next instanceof Collection<?> items ? items : null;
            if (next instanceof String text) {
                size += text.length() / CHARACTERS;
            } else if (inside != null && inside.size() > MOST - size) {
                return MOST;
            } else if (inside != null) {
                for (Object value : inside) {
                    if (value != null) {
                        open.push(value);
                    }
                }
            }
        }
        return Math.min(size, MOST);
    }
}
