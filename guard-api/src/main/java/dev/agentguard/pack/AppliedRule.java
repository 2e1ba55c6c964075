package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule with all that its program says beside it.
 *
 * @param program the program
 * @param rule the rule
 * @param called what the program is called in the names of operations, or null if that is what it is called by
 * @param unknown the type of a resource that is not named
 * @param syntax how options are written behind this subcommand
 * @param readOnlyWith options with which nothing changes
 * @param code where code stands, in the program's own options too
 * @param readsInput whether an operand {@code -} says that the rule's code stands on standard input
 */
record AppliedRule(
        CommandProgram program,
        CommandRule rule,
        @Nullable String called,
        String unknown,
        OptionSyntax syntax,
        List<String> readOnlyWith,
        List<CommandRule.Code> code,
        boolean readsInput) {

    AppliedRule {
        readOnlyWith = List.copyOf(readOnlyWith);
        code = List.copyOf(code);
    }

    AppliedRule(CommandProgram program, CommandRule rule) {
        this(
                program,
                rule,
                called(program, rule),
                program.provider() + ":unknown",
                program.options().with(rule.options()),
                readOnlyWith(program, rule),
                code(program, rule),
                readsInput(rule));
    }

    /** Where operands say by a prefix what they are, {@code -} is one of them and not the file that holds the program. */
    private static boolean readsInput(CommandRule rule) {
        return rule.code().stream().anyMatch(CommandRule.Code::input)
                && rule.code().stream()
                        .allMatch(
                                place -> place.operand() == 0 || place.prefix().isEmpty());
    }

    private static @Nullable String called(CommandProgram program, CommandRule rule) {
        // what stands together without subcommands are programs of one kind, with them it is one under several names
        boolean ofItself = !program.names().literal() || rule.path().steps().isEmpty();
        return ofItself ? null : program.names().alternatives().get(0);
    }

    private static List<String> readOnlyWith(CommandProgram program, CommandRule rule) {
        List<String> all = new ArrayList<>(program.readOnlyWith());
        all.addAll(rule.readOnlyWith());
        all.add(CommandReader.HELP);
        if (program.options().style() == OptionSyntax.Style.LONG) {
            all.add("-help");
        }
        return all;
    }

    /** Code in options of the whole program, or behind a prefix, counts for its subcommands too. */
    private static List<CommandRule.Code> code(CommandProgram program, CommandRule rule) {
        CommandRule whole = program.whole();
        if (whole == null || whole.equals(rule)) {
            return rule.code();
        }
        List<CommandRule.Code> all = new ArrayList<>(rule.code());
        whole.code().stream()
                .filter(place -> (place.operand() == 0 || !place.prefix().isEmpty()) && !place.input())
                .forEach(all::add);
        return all;
    }

    /** Returns whether all arguments are read as options and operands, none as another command or as code. */
    boolean readsAll(int taken) {
        return rule.runs() == null && rule.operandsRead(taken) == Integer.MAX_VALUE;
    }
}
