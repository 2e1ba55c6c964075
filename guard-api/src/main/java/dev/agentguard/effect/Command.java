package dev.agentguard.effect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One program start that a reader recognised in a command line, before anyone said what it does.
 *
 * @param program the program as it was called, without its directory and without {@code .exe}
 * @param arguments its arguments
 * @param input what it reads from standard input (a here-document, the text of an {@code echo} in front of the pipe), or
 *     null if nothing is directed to it; not {@link Word#known()} if something is that cannot be known
 * @param evidence where it was read
 * @param variables environment variables that the line gives it: assigned in front of it or exported before; a value that
 *     it may or may not get is not {@link Word#known()}
 */
public record Command(
        String program, List<Word> arguments, @Nullable Word input, Evidence evidence, Map<String, Word> variables) {

    /** Copies the arguments and the variables. */
    public Command {
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
    }

    /**
     * Creates a command to which no variables are given.
     *
     * @param program the program
     * @param arguments its arguments
     * @param input what it reads from standard input, or null
     * @param evidence where it was read
     */
    public Command(String program, List<Word> arguments, @Nullable Word input, Evidence evidence) {
        this(program, arguments, input, evidence, Map.of());
    }
}
