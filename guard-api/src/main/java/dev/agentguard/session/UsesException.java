package dev.agentguard.session;

/** Thrown if what was used before cannot be read or written. */
public final class UsesException extends Exception {

    private static final long serialVersionUID = 1L;

    UsesException(String message, Throwable cause) {
        super(message, cause);
    }
}
