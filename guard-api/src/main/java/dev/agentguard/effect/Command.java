package dev.agentguard.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One program start that a reader recognised in a command line, before anyone said what it does.
 *
 * @param program the program as it was called, without its directory and without {@code .exe}
 * @param arguments its arguments
 * @param input what it reads from standard input (a here-document, the text of an {@code echo} in front of the pipe), or
 *     null if nothing is directed to it; not {@link Word#known()} if something is that cannot be known
 * @param evidence where it was read
 * @param variables environment variables that the line gives it
 */
public record Command(
        String program, List<Word> arguments, @Nullable Word input, Evidence evidence, GivenVariables variables) {

    /** Copies the arguments. */
    public Command {
        arguments = List.copyOf(arguments);
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
        this(program, arguments, input, evidence, GivenVariables.NONE);
    }
}
