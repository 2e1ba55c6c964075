package dev.agentguard.scope.remote;

/** A service answered, and the answer does not say all that has to be known. Its message says why. */
public final class NotResolvedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param because why; lower case, no final period, without secrets
     */
    public NotResolvedException(String because) {
        super(because);
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public String because() {
        return String.valueOf(getMessage());
    }
}
