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
 */
public record Command(
        String program, List<Word> arguments, @Nullable Word input, Evidence evidence) {

    /** Copies the arguments. */
    public Command {
        arguments = List.copyOf(arguments);
    }
}
