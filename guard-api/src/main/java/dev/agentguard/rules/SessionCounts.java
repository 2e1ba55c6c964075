package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import org.jspecify.annotations.Nullable;

/** What a session did before, in numbers. What is not known is null. */
public interface SessionCounts {

    /** A session that did nothing yet. */
    SessionCounts NONE = new SessionCounts() {
        @Override
        public Long of(String operation) {
            return 0L;
        }

        @Override
        public Long of(Reversibility reversibility) {
            return 0L;
        }

        @Override
        public Long refused() {
            return 0L;
        }

        @Override
        public Long asked() {
            return 0L;
        }
    };

    /**
     * Returns how many effects of an operation were let through.
     *
     * @param operation the operation, {@code *} for any characters
     * @return the number, or null if it is not known
     */
    @Nullable
    Long of(String operation);

    /**
     * Returns how many effects of a class were let through.
     *
     * @param reversibility the class
     * @return the number, or null if it is not known
     */
    @Nullable
    Long of(Reversibility reversibility);

    /**
     * Returns how many actions were refused.
     *
     * @return the number, or null if it is not known
     */
    @Nullable
    Long refused();

    /**
     * Returns how many different actions a human was asked about.
     *
     * @return the number, or null if it is not known
     */
    @Nullable
    Long asked();

    /**
     * Returns what the session read that somebody else may have written.
     *
     * @return what it read; nothing unless somebody counts it
     */
    default Influence influence() {
        return Influence.NONE;
    }
}
