package dev.agentguard;

/** An action that was run through {@link Guard} was refused or is held for a human; it did not run. */
public final class ActionDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    ActionDeniedException(Verdict verdict) {
        super(verdict.message());
        this.verdict = verdict;
    }

    /**
     * Returns what was said.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }
}
