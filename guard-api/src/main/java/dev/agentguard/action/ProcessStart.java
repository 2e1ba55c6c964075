package dev.agentguard.action;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A process about to be started.
 *
 * @param command the program and its arguments; a line meant for a shell is {@code [sh, -c, line]}
 * @param environment the environment variables that it is given and that whoever starts it does not have, or has with
 *     another value
 * @param directory the absolute path of the directory in which it starts; null if that is where whoever starts it is
 */
public record ProcessStart(
        List<String> command,
        Map<String, String> environment,
        @Nullable String directory) implements Action {

    /** Copies the command and the variables. */
    public ProcessStart {
        command = List.copyOf(command);
        environment = environment.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /**
     * Creates a process that starts where whoever starts it is, with the same variables.
     *
     * @param command the program and its arguments
     */
    public ProcessStart(List<String> command) {
        this(command, Map.of(), null);
    }

    /** Shows no content: it may hold secrets, and a record is easily logged. */
    @Override
    public String toString() {
        return "ProcessStart[" + command.size() + " words]";
    }
}
