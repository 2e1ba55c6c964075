package dev.agentguard.scope;

import java.io.IOException;

/** An answer was longer than was asked for; the rest of it was not read. */
public final class ResponseTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param limit the longest answer that is read, in bytes
     */
    public ResponseTooLongException(int limit) {
        super("the answer is longer than " + limit + " bytes");
    }
}
