package dev.agentguard.javaagent.cli;

/** What kept a command from doing what was asked, in words for who typed it. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message, null, false, false);
    }
}
