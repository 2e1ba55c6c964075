package dev.agentguard.action;

import java.util.List;

/**
 * A process about to be started.
 *
 * @param command the program and its arguments; a line meant for a shell is {@code [sh, -c, line]}
 */
public record ProcessStart(List<String> command) implements Action {

    /** Copies the command. */
    public ProcessStart {
        command = List.copyOf(command);
    }

    /** Shows no content: it may hold secrets, and a record is easily logged. */
    @Override
    public String toString() {
        return "ProcessStart[" + command.size() + " words]";
    }
}
