package dev.agentguard.javaagent.suggest;

/** A sentence for which there is no proposal; the message says why. */
final class NoRuleException extends Exception {

    private static final long serialVersionUID = 1L;

    NoRuleException(String message) {
        super(message);
    }
}
