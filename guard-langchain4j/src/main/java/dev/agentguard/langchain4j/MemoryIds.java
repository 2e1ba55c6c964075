package dev.agentguard.langchain4j;

import org.jspecify.annotations.Nullable;

/** Memory ids that can be written down and read back as what they were. */
final class MemoryIds {

    private static final String STRING = "string:";
    private static final String INTEGER = "int:";
    private static final String LONG = "long:";

    private MemoryIds() {}

    /** Whether a memory id can be kept; a tool may be given it. */
    static boolean canBeKept(@Nullable Object id) {
        return id == null || id instanceof String || id instanceof Integer || id instanceof Long;
    }

    static @Nullable String kept(@Nullable Object id) {
        if (id == null) {
            return null;
        }
        return (id instanceof Integer ? INTEGER : id instanceof Long ? LONG : STRING) + id;
    }

    /** Returns the memory id; a text that is none is an {@link IllegalArgumentException}. */
    static @Nullable Object read(@Nullable String kept) {
        if (kept == null) {
            return null;
        }
        if (kept.startsWith(INTEGER)) {
            return Integer.valueOf(kept.substring(INTEGER.length()));
        }
        if (kept.startsWith(LONG)) {
            return Long.valueOf(kept.substring(LONG.length()));
        }
        if (kept.startsWith(STRING)) {
            return kept.substring(STRING.length());
        }
        throw new IllegalArgumentException("no memory id");
    }
}
