package dev.agentguard.effect;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that are read when something first asks for one. Where it is known already what they say of destruction,
 * nobody needs to. Not changed once they are made; for use by one thread.
 */
public final class Arguments extends AbstractMap<String, @Nullable Object> {

    /** What is known of arguments before they are read. */
    public enum Known {
        /** {@link Knowledge#tells(String, Object)} of none of them. */
        QUIET,
        /** The same, but of one that is {@link Operation#UNRESOLVED}. */
        UNSEEN,
        /** Nothing. */
        NOTHING
    }

    private final Supplier<? extends Map<String, @Nullable Object>> reader;
    private final Known known;
    private @Nullable Map<String, @Nullable Object> fields;

    /**
     * Creates arguments.
     *
     * @param known what is known of them
     * @param reader reads them, at most once; what it returns is not changed any more
     */
    public Arguments(Known known, Supplier<? extends Map<String, @Nullable Object>> reader) {
        this.known = known;
        this.reader = reader;
    }

    /**
     * Returns what is known of a value.
     *
     * @param value any value
     * @return what is known; nothing of what are no arguments
     */
    public static Known knownOf(@Nullable Object value) {
        return value instanceof Arguments arguments ? arguments.known : Known.NOTHING;
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> read = fields;
        if (read == null) {
            read = reader.get();
            fields = read;
        }
        return read;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return java.util.Collections.unmodifiableMap(fields()).entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return fields().get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return fields().containsKey(name);
    }

    @Override
    public int size() {
        return fields().size();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        fields().forEach(action);
    }
}
