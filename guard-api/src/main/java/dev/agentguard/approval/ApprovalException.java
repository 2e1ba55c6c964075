package dev.agentguard.approval;

/** Nobody can be asked: the store cannot be used, or the request is one that is not put to a human. */
public final class ApprovalException extends Exception {

    private static final long serialVersionUID = 1L;

    ApprovalException(String message) {
        super(message);
    }

    ApprovalException(String message, Throwable cause) {
        super(message, cause);
    }
}
