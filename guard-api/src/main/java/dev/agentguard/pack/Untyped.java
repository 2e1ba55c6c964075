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

    /** How many values are looked at. */
    static final int VALUES = 50_000;

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
        Search search = new Search(test);
        search.push(root);
        while (!search.open.isEmpty()) {
            Object next = search.open.pop();
            if (next == Operation.UNRESOLVED || ++search.seen > VALUES) {
                answer = Answer.UNSEEN;
            }
            if (search.seen > VALUES) {
                return answer;
            }
            if (next instanceof Map<?, ?> fields) {
                fields.forEach(search::field);
                if (search.found) {
                    return Answer.YES;
                }
            } else if (next instanceof Collection<?> items) {
                for (Object item : items) {
                    search.add(item);
                }
            }
        }
        return search.seen > VALUES ? Answer.UNSEEN : answer;
    }

    /** What is still to be looked into. */
    private static final class Search {
        private final Deque<Object> open = new ArrayDeque<>();
        private final EntryTest test;
        private int seen;
        private boolean found;

        Search(EntryTest test) {
            this.test = test;
        }

        /** Unlike an iterator over entries this makes no object for each. */
        void field(Object key, @Nullable Object value) {
            if (found) {
                return;
            }
            Visit visit = test.visit(String.valueOf(key), value);
            found = visit == Visit.FOUND;
            add(visit == Visit.INSIDE ? value : null);
        }

        /** An object or a list is counted as seen when it is looked into. */
        void add(@Nullable Object value) {
            boolean leaf = leaf(value);
            seen += leaf || !(value instanceof Map || value instanceof Collection) ? 1 : 0;
            if (!leaf) {
                push(value);
            }
        }

        void push(@Nullable Object value) {
            boolean inside = value instanceof Map || value instanceof Collection || value == Operation.UNRESOLVED;
            if (value != null && inside) {
                open.push(value);
            }
        }
    }

    /** Returns whether a value certainly holds no others; asked first, since whether it is a map costs more to tell. */
    static boolean leaf(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }
}
