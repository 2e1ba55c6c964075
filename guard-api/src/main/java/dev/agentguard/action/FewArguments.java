package dev.agentguard.action;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call in their order, as few as nearly all calls have: then it is quicker to look at each than to
 * keep a table of them, and each is looked at many times. Immutable.
 */
final class FewArguments extends AbstractMap<String, @Nullable Object> {

    /** How many are few. */
    static final int MOST = 8;

    private final Argument[] arguments;
    private final Set<Map.Entry<String, @Nullable Object>> entries = new Entries();

    private static final class Argument extends SimpleImmutableEntry<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        Argument(String name, @Nullable Object value) {
            super(name, value);
        }
    }

    FewArguments(Map<String, ? extends @Nullable Object> arguments) {
        this.arguments = new Argument[arguments.size()];
        int i = 0;
        for (Map.Entry<String, ? extends @Nullable Object> argument : arguments.entrySet()) {
            this.arguments[i++] = new Argument(argument.getKey(), argument.getValue());
        }
    }

    @Override
    public int size() {
        return arguments.length;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Argument found = find(name);
        return found == null ? null : found.getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) != null;
    }

    private @Nullable Argument find(@Nullable Object name) {
        for (Argument argument : arguments) {
            if (Objects.equals(argument.getKey(), name)) {
                return argument;
            }
        }
        return null;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return entries;
    }

    private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {

        @Override
        public int size() {
            return arguments.length;
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
            return new Each();
        }
    }

    private final class Each implements Iterator<Map.Entry<String, @Nullable Object>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < arguments.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (next >= arguments.length) {
                throw new NoSuchElementException();
            }
            return arguments[next++];
        }
    }
}
