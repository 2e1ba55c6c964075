package dev.agentguard.javaagent.cases;

/** A file of cases cannot be used; the message names file and line, what was found and what is expected. */
public final class CaseException extends Exception {

    private static final long serialVersionUID = 1L;

    CaseException(String message) {
        super(message, null, false, false);
    }
}
