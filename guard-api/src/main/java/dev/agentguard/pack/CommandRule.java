package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says of one subcommand, or of a program without subcommands.
 *
 * @param path the subcommands; empty for the program itself
 * @param reversibility the class of what it does by itself, or null if it only runs another command or given code
 * @param kind the kind of thing that changes
 * @param target what is acted on, or null
 * @param makes what it makes, and fails if there is one already, or null
 * @param reach how many are touched at least
 * @param destroysRecovery whether the means of recovery go with it
 * @param reason why it has this class
 * @param instead the safer way, or null
 * @param cascades what else goes with it
 * @param options its options beside those of the program
 * @param readOnlyWith options with which it changes nothing
 * @param places what names where it happens, beside what the program says of that
 * @param cases what raises the class
 * @param runs where the command stands that it runs, or null
 * @param code where the code stands that it is given
 */
record CommandRule(
        CommandPath path,
        @Nullable Reversibility reversibility,
        Kind kind,
        @Nullable Target target,
        @Nullable Makes makes,
        Reach reach,
        boolean destroysRecovery,
        String reason,
        @Nullable String instead,
        List<String> cascades,
        OptionSyntax options,
        List<String> readOnlyWith,
        List<CommandPlace> places,
        List<CommandCase> cases,
        @Nullable Runs runs,
        List<Code> code) {

    CommandRule {
        cascades = List.copyOf(cascades);
        readOnlyWith = List.copyOf(readOnlyWith);
        places = List.copyOf(places);
        cases = List.copyOf(cases);
        code = List.copyOf(code);
    }

    /** Returns how many operands are read, so many being the subcommand; what is behind them is another command's. */
    int operandsRead(int subcommand) {
        if (runs != null && runs.start().isEmpty()) {
            return subcommand + runs.skip();
        }
        int least = Integer.MAX_VALUE;
        for (Code place : code) {
            if (place.join()) {
                least = Math.min(least, subcommand + place.operand() - 1);
            }
        }
        return least;
    }

    /**
     * A kind of resource and where it is named.
     *
     * @param type the resource's type without its provider; with a colon in it, the whole type
     * @param operand the operand's number from 1; 0 for each operand, -1 for the last, {@link #REST} for each behind the first
     * @param options the options whose value names it; if there are any, no operand does
     */
    record Target(String type, int operand, List<String> options) {

        static final int REST = -2;

        Target {
            options = List.copyOf(options);
        }
    }

    /**
     * What a command makes.
     *
     * @param target what it makes and where that is named
     * @param without options with which it makes nothing
     */
    record Makes(Target target, List<String> without) {

        Makes {
            without = List.copyOf(without);
        }
    }

    /**
     * Where the command stands that a command runs.
     *
     * @param skip how many operands stand in front of it
     * @param assignments whether {@code NAME=value} may stand in front of it
     * @param append whether words that cannot be known are added to it
     * @param start the options behind which it starts; empty if it is the rest of the line
     * @param end the words at which it ends; empty if it is the rest of the line
     * @param placeholders what stands in it for a word that cannot be known
     * @param placeholderOptions options whose value is another placeholder
     * @param without options with which it runs none
     */
    record Runs(
            int skip,
            boolean assignments,
            boolean append,
            List<String> start,
            List<String> end,
            List<String> placeholders,
            List<String> placeholderOptions,
            List<String> without) {

        Runs {
            without = List.copyOf(without);
            start = List.copyOf(start);
            end = List.copyOf(end);
            placeholders = List.copyOf(placeholders);
            placeholderOptions = List.copyOf(placeholderOptions);
        }
    }

    /**
     * Where code stands that a command is given.
     *
     * @param language its language, as in {@link dev.agentguard.effect.CommandReading.Code}
     * @param options the options whose value it is; with an operand, the options that make that one code
     * @param operand the number of the operand it starts at, from 1, or 0 if none is
     * @param join whether it and all behind it are one text, joined by spaces, else each is a text
     * @param input whether it is what is read from standard input if nothing else was found
     * @param most with how many operands at most standard input is read
     * @param to the number of the last operand that is code
     * @param without options with which no operand is code
     * @param prefix what an option's value or an operand starts with if it is code, or empty
     * @param suffix what is added behind it when it is run, or empty
     */
    record Code(
            String language,
            List<String> options,
            int operand,
            int to,
            List<String> without,
            boolean join,
            boolean input,
            int most,
            String prefix,
            String suffix) {

        Code {
            without = List.copyOf(without);
            options = List.copyOf(options);
        }
    }
}
