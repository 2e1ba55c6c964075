package dev.agentguard.javaagent.tool;

/** The arguments of a tool call are not one plain JSON object, so what would run cannot be told. */
final class UnreadableArgumentsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String because;

    UnreadableArgumentsException(String because) {
        super(because, null, false, false);
        this.because = because;
    }

    /** Returns why, without repeating the arguments. */
    String because() {
        return because;
    }
}
