package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks through JSON of unknown shape. It does not recurse, and what is beyond its bound is unseen. */
final class Untyped {

    private static final int VALUES = 50_000;

    private Untyped() {}

    /** A test of one entry of an object. */
    @FunctionalInterface
    interface EntryTest {

        /** Returns what this entry shows. */
        Visit visit(String key, @Nullable Object value);
    }

    /** What an entry shows. */
    enum Visit {
        /** What was looked for. */
        FOUND,
        /** Nothing; look inside. */
        INSIDE,
        /** Nothing, and what is inside does not matter. */
        SKIP
    }

    /**
     * Returns YES if an entry was found and UNSEEN if part of the value cannot be seen. A text where an object is
     * expected is unseen too: a server may read it as JSON.
     */
    static Answer search(@Nullable Object root, EntryTest test) {
        if (root == Argument.ABSENT) {
            return Answer.NO;
        }
        Answer answer = root instanceof String text && !text.isBlank() ? Answer.UNSEEN : Answer.NO;
        Deque<Object> open = new ArrayDeque<>();
        push(open, root);
        int seen = 0;
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (next == Operation.UNRESOLVED || ++seen > VALUES) {
                answer = Answer.UNSEEN;
            }
            if (seen > VALUES) {
                return answer;
            }
            if (next instanceof Map<?, ?> fields) {
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    Visit visit = test.visit(String.valueOf(field.getKey()), field.getValue());
                    if (visit == Visit.FOUND) {
                        return Answer.YES;
                    }
                    Object value = visit == Visit.INSIDE ? field.getValue() : null;
                    seen += add(open, value);
                }
            } else if (next instanceof Collection<?> items) {
                for (Object item : items) {
                    seen += add(open, item);
                }
            }
        }
        return seen > VALUES ? Answer.UNSEEN : answer;
    }

    /** Returns how many values are seen by this: an object or a list is counted when it is looked into. */
    private static int add(Deque<Object> open, @Nullable Object value) {
        if (leaf(value)) {
            return 1;
        }
        push(open, value);
        return value instanceof Map || value instanceof Collection ? 0 : 1;
    }

    /** Returns whether a value certainly holds no others; asked first, since whether it is a map costs more to tell. */
    static boolean leaf(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static void push(Deque<Object> open, @Nullable Object value) {
        boolean inside = value instanceof Map || value instanceof Collection || value == Operation.UNRESOLVED;
        if (value != null && inside) {
            open.push(value);
        }
    }
}
