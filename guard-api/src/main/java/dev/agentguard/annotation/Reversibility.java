package dev.agentguard.annotation;

/**
 * How far an effect can be taken back, from harmless to worst. The order of the constants is the order of severity;
 * {@link #UNKNOWN} stands last because what was not understood is never treated as harmless.
 */
public enum Reversibility {
    /** No state changes. */
    READ_ONLY,
    /** The same caller undoes it by ordinary means. */
    REVERSIBLE,
    /** Destroys, but the system keeps a way back for a while (trash, soft delete with a window). */
    RECOVERABLE,
    /** Data, money, messages or access are gone or out once it has run. */
    IRREVERSIBLE,
    /** Not understood; decided as the policy says, never as harmless. */
    UNKNOWN;

    /**
     * Returns the more severe of two classes. {@link #IRREVERSIBLE} is kept against {@link #UNKNOWN}: what is known to
     * be the worst does not become less certain by something that could not be read beside it.
     *
     * @param other the class to compare with
     * @return the more severe class
     */
    public Reversibility worse(Reversibility other) {
        if (this == IRREVERSIBLE || other == IRREVERSIBLE) {
            return IRREVERSIBLE;
        }
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * Returns whether an effect of this class may change state.
     *
     * @return false for {@link #READ_ONLY} only
     */
    public boolean mayWrite() {
        return this != READ_ONLY;
    }
}
