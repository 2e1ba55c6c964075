package dev.agentguard.mcp;

/** Thrown if what servers said before cannot be read or written. */
public final class PinsException extends Exception {

    private static final long serialVersionUID = 1L;

    PinsException(String message) {
        super(message);
    }

    PinsException(String message, Throwable cause) {
        super(message, cause);
    }
}
