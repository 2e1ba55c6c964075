package dev.agentguard.langchain4j;

/** The arguments of a tool call are not one plain JSON object, so what would run cannot be told. */
final class UnreadableArgumentsException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableArgumentsException(String because) {
        super(because, null, false, false);
    }

    /**
     * Returns why, without repeating the arguments.
     *
     * @return the reason
     */
    String because() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
