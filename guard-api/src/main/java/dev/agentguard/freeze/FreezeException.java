package dev.agentguard.freeze;

/** Thrown if something cannot be frozen or thawed; the message says why and what to do. */
public final class FreezeException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message why, and what to do
     */
    public FreezeException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message why, and what to do
     * @param cause what was thrown
     */
    public FreezeException(String message, Throwable cause) {
        super(message, cause);
    }
}
