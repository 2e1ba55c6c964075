package dev.agentguard.rules.expression;

/** An expression that cannot be used; the message is one line and says what is wrong, not where. */
public final class ExpressionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int at;

    ExpressionException(int at, String message) {
        super(message);
        this.at = at;
    }

    /**
     * Returns where in the expression the mistake is.
     *
     * @return how many characters stand in front of it
     */
    public int at() {
        return at;
    }
}
