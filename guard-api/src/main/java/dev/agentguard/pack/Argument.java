package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in an operation's arguments: the argument's name and, behind dots, the fields of input objects.
 *
 * @param path the names, outermost first
 */
record Argument(List<String> path) {

    /** Stands for an argument that was not written. */
    static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "(absent)";
        }
    };

    Argument {
        path = List.copyOf(path);
    }

    static Argument parse(String dotted) {
        return new Argument(List.of(dotted.split("\\.", -1)));
    }

    /**
     * Returns what stands at this place: a JSON value, null, {@link #ABSENT}, or {@link Operation#UNRESOLVED} if it or
     * something above it cannot be known or is not the object it should be.
     */
    @Nullable
    Object in(Map<String, @Nullable Object> arguments) {
        @Nullable Object value = arguments;
        for (String name : path) {
            if (value == null) {
                return ABSENT;
            }
            if (!(value instanceof Map<?, ?> fields)) {
                return Operation.UNRESOLVED;
            }
            if (!fields.containsKey(name)) {
                return ABSENT;
            }
            value = fields.get(name);
            if (value == Operation.UNRESOLVED) {
                return Operation.UNRESOLVED;
            }
        }
        return value;
    }

    /** Returns whether a value says something that is known: present, not null, not unresolved, not an empty text. */
    static boolean given(@Nullable Object value) {
        return value != null
                && value != ABSENT
                && value != Operation.UNRESOLVED
                && !(value instanceof String text && text.isBlank())
                && !(value instanceof Collection<?> items && items.isEmpty());
    }

    /** Returns a text, number or truth value as text, or an empty text; objects and lists are never written out. */
    static String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : "";
    }

    @Override
    public String toString() {
        return String.join(".", path);
    }
}
