package dev.agentguard.effect;

import java.util.List;

/**
 * What is known of the programs of command lines. Implementations are immutable and safe for use by many threads.
 */
@FunctionalInterface
public interface CommandKnowledge {

    /**
     * Returns what a command is: from the pack of its program, else from the general reading.
     *
     * @param command the command
     * @return at least one reading; an effect of class {@code UNKNOWN} if neither knows it
     */
    List<CommandReading> readingsOf(Command command);
}
