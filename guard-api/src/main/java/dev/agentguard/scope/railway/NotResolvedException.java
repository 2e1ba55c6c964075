package dev.agentguard.scope.railway;

/** Railway answered, and the answer does not say all that has to be known. Its message says why. */
final class NotResolvedException extends Exception {

    private static final long serialVersionUID = 1L;

    NotResolvedException(String because) {
        super(because);
    }

    String because() {
        return String.valueOf(getMessage());
    }
}
