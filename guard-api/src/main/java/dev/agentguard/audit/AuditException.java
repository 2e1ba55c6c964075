package dev.agentguard.audit;

import java.io.IOException;

/** A record could not be written, or not in time; what it is about must not proceed if it cannot be undone. */
public final class AuditException extends IOException {

    private static final long serialVersionUID = 1L;

    AuditException(String message) {
        super(message);
    }

    AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
