package dev.agentguard.resilience;

/** A look-up could not be done. Its message says why, for people; it never holds a secret or what a server wrote raw. */
public final class CallFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    /**
     * Creates the exception.
     *
     * @param because why; lower case, no final period
     * @param mayPass whether the same request may succeed if it is sent once more
     */
    public CallFailedException(String because, boolean mayPass) {
        super(because);
        this.mayPass = mayPass;
    }

    /**
     * Returns why the look-up could not be done.
     *
     * @return the reason
     */
    public String because() {
        return String.valueOf(getMessage());
    }

    /**
     * Returns whether the same request may succeed if it is sent once more.
     *
     * @return true if a retry makes sense
     */
    public boolean mayPass() {
        return mayPass;
    }
}
