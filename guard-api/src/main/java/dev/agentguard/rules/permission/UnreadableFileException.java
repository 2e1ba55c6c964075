package dev.agentguard.rules.permission;

/** A file that cannot be read as what its name says it is. */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableFileException(int line, String because) {
        super(because);
        this.line = line;
    }

    int line() {
        return line;
    }

    String because() {
        return String.valueOf(getMessage());
    }
}
