package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says of one program.
 *
 * @param names its names
 * @param provider the first part of the names of what has no subcommand, and of resource types
 * @param options how its options are written
 * @param readOnlyWith options with which it changes nothing
 * @param places what names where it happens
 * @param whole what it does whatever the subcommand, or null
 * @param commands its subcommands, the most specific first
 * @param unlisted the class of a subcommand that is not listed, or null
 * @param wholeOtherwise whether a subcommand that is not listed does what the program does, else its name tells
 * @param maps what else knows its subcommands: {@code aws}, or empty
 */
record CommandProgram(
        WordPattern names,
        String provider,
        OptionSyntax options,
        List<String> readOnlyWith,
        List<CommandPlace> places,
        @Nullable CommandRule whole,
        List<CommandRule> commands,
        @Nullable Reversibility unlisted,
        boolean wholeOtherwise,
        String maps) {

    CommandProgram {
        readOnlyWith = List.copyOf(readOnlyWith);
        places = List.copyOf(places);
        commands = List.copyOf(commands);
    }
}
