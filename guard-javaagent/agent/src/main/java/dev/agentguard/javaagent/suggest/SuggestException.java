package dev.agentguard.javaagent.suggest;

/** Something that a human has to put right before proposals can be made; the message says what. */
public final class SuggestException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong and what is expected
     */
    public SuggestException(String message) {
        super(message);
    }
}
