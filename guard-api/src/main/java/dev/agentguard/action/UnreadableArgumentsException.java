package dev.agentguard.action;

/** The arguments of a tool call are not one plain JSON object, so what would run cannot be told. */
public final class UnreadableArgumentsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String because;

    /**
     * Creates the exception.
     *
     * @param because why, without repeating the arguments
     */
    public UnreadableArgumentsException(String because) {
        super(because, null, false, false);
        this.because = because;
    }

    /**
     * Returns why, without repeating the arguments.
     *
     * @return the reason
     */
    public String because() {
        return because;
    }
}
