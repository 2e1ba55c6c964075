package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a case asks of an argument: a small closed language. Implementations are immutable. */
sealed interface Condition {

    /** The answers. */
    enum Answer {
        /** It holds, or an argument it asks for cannot be known and might make it hold. */
        YES,
        /** It does not hold. */
        NO,
        /** Part of an untyped value cannot be seen, so that nobody can say. */
        UNSEEN
    }

    /** Asks a value that stands in the action, or {@link Argument#ABSENT}. */
    Answer ask(@Nullable Object value);

    private static Answer of(boolean holds) {
        return holds ? Answer.YES : Answer.NO;
    }

    /** The value, or an item of the list, is one of these; compared as text and without regard to case. */
    record Equal(List<String> values) implements Condition {
        public Equal {
            values = List.copyOf(values);
        }

        @Override
        public Answer ask(@Nullable Object value) {
            if (value instanceof Collection<?> items) {
                return of(items.stream().anyMatch(item -> ask(item) == Answer.YES));
            }
            boolean equal =
                    value != Argument.ABSENT && values.stream().anyMatch(v -> v.equalsIgnoreCase(Argument.text(value)));
            return of(equal || value == Operation.UNRESOLVED);
        }
    }

    /** The argument was not written, or is null. */
    record Absent() implements Condition {
        @Override
        public Answer ask(@Nullable Object value) {
            return of(value == null || value == Argument.ABSENT || value == Operation.UNRESOLVED);
        }
    }

    /** The argument is written, and neither null nor empty. */
    record Present() implements Condition {
        @Override
        public Answer ask(@Nullable Object value) {
            return of(Argument.given(value) || value == Operation.UNRESOLVED);
        }
    }

    /** The argument is written and is null or an empty list, text or object. */
    record Empty() implements Condition {
        @Override
        public Answer ask(@Nullable Object value) {
            return of(value != Argument.ABSENT
                    && (value == null
                            || value == Operation.UNRESOLVED
                            || (value instanceof Collection<?> items && items.isEmpty())
                            || (value instanceof Map<?, ?> fields && fields.isEmpty())
                            || (value instanceof String text && text.isBlank())));
        }
    }

    /** Anywhere inside an untyped value stands this key with this value, or with any if that is {@code *}. */
    record Contains(String key, String wanted) implements Condition {
        private static final String ANY = "*";

        @Override
        public Answer ask(@Nullable Object value) {
            return Untyped.search(value, (name, inner) -> {
                boolean may = wanted.equals(ANY)
                        || inner == Operation.UNRESOLVED
                        || wanted.equalsIgnoreCase(Argument.text(inner));
                return name.equals(key) && may ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE;
            });
        }
    }

    /** Anywhere inside an untyped value stands one of these keys. */
    record Has(Set<String> keys) implements Condition {
        public Has {
            keys = Set.copyOf(keys);
        }

        @Override
        public Answer ask(@Nullable Object value) {
            return Untyped.search(
                    value, (name, inner) -> keys.contains(name) ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE);
        }
    }

    /** Anywhere inside an untyped value an entry of an object under one of these keys is null, which removes it. */
    record NullIn(Set<String> keys) implements Condition {
        public NullIn {
            keys = Set.copyOf(keys);
        }

        @Override
        public Answer ask(@Nullable Object value) {
            return Untyped.search(value, (name, inner) -> {
                boolean removes = inner == null
                        || (inner instanceof Map<?, ?> map
                                && map.values().stream().anyMatch(Objects::isNull));
                return keys.contains(name) && removes ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE;
            });
        }
    }

    /** Anywhere inside an untyped value the verb lexicon reads destruction. */
    record Destructive(ArgumentReading lexicon) implements Condition {
        @Override
        public Answer ask(@Nullable Object value) {
            return lexicon.inside(value, List.of());
        }
    }
}
