package dev.agentguard.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session read that somebody else may have written. It may follow what stood there.
 *
 * @param since when it read the first of it, or null if it read nothing
 * @param by what it was read from, the first ones: {@code tool:NAME}, {@code server:NAME} for a tool of a server of MCP,
 *     {@code content:NAME} for what was retrieved
 */
public record Influence(@Nullable Instant since, List<String> by) {

    /** Nothing was read. */
    public static final Influence NONE = new Influence(null, List.of());

    /** Copies the list. */
    public Influence {
        by = List.copyOf(by);
    }

    /**
     * Returns whether anything was read.
     *
     * @return true if the session is influenced
     */
    public boolean isThere() {
        return since != null;
    }
}
