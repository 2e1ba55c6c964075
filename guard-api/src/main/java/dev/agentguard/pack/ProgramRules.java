package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one program, found by the first word of the subcommand, and ready to be applied. Immutable and safe for
 * use by many threads.
 */
final class ProgramRules {

    private final CommandProgram program;
    private final @Nullable AppliedRule whole;
    private final Map<String, List<AppliedRule>> byFirstWord = new HashMap<>();

    /** The rules that may speak of any first word. */
    private final List<AppliedRule> others = new ArrayList<>();

    ProgramRules(CommandProgram program) {
        this.program = program;
        this.whole = program.whole() == null ? null : new AppliedRule(program, program.whole());
        for (CommandRule rule : program.commands()) {
            rule.path().firstWords().forEach(word -> byFirstWord.put(word, new ArrayList<>()));
        }
        for (CommandRule rule : program.commands()) {
            AppliedRule applied = new AppliedRule(program, rule);
            Set<String> first = rule.path().firstWords();
            byFirstWord.forEach((word, rules) -> {
                if (first.isEmpty() || first.contains(word)) {
                    rules.add(applied);
                }
            });
            if (first.isEmpty()) {
                others.add(applied);
            }
        }
    }

    CommandProgram program() {
        return program;
    }

    /**
     * What a program's words turned out to be.
     *
     * @param rule what the pack says of them, or null if it does not list them
     * @param taken how many operands are the subcommand
     * @param line the arguments as they are read for it
     */
    record Found(@Nullable AppliedRule rule, int taken, CommandLine line) {

        private @Nullable Reversibility reversibility() {
            return rule == null ? null : rule.rule().reversibility();
        }
    }

    /** Finds the rule that speaks of these arguments. */
    Found find(List<Word> arguments) {
        CommandLine line = CommandLine.of(arguments, program.options());
        Found found = find(line);
        if (program.commands().isEmpty()) {
            return found;
        }
        CommandLine valued = valued(line, arguments);
        if (valued.equals(line)) { // mostly it is the same one
            return found;
        }
        Found other = find(valued);
        return other.rule() != null && (found.rule() == null || worse(other, found)) ? other : found;
    }

    private static boolean worse(Found a, Found b) {
        Reversibility one = a.reversibility();
        Reversibility other = b.reversibility();
        return one != null && other != null && one != other && one.worse(other) == one;
    }

    /** The same arguments, the options in front of the first operand that nobody described read as taking a value. */
    static CommandLine valued(CommandLine line, List<Word> arguments) {
        OptionSyntax syntax = line.syntax();
        if (undescribed(line).isEmpty()) {
            return line;
        }
        Set<String> more = undescribed(CommandLine.of(arguments, syntax, 0));
        return more.isEmpty()
                ? line
                : CommandLine.of(
                        arguments,
                        syntax.with(new OptionSyntax(syntax.style(), more, Set.of(), Set.of(), false, false)));
    }

    private static Set<String> undescribed(CommandLine line) {
        Set<String> names = Set.of();
        List<CommandLine.Option> options = line.options();
        for (int i = 0; i < options.size(); i++) {
            CommandLine.Option option = options.get(i);
            if (option.value() == null && !line.syntax().flags().contains(option.name())) {
                names = names.isEmpty() ? new LinkedHashSet<>() : names;
                names.add(option.name());
            }
        }
        return names;
    }

    private Found find(CommandLine line) {
        AppliedRule best = null;
        int bestTaken = 0;
        List<AppliedRule> candidates = candidates(line.operands());
        for (int i = 0; i < candidates.size(); i++) {
            AppliedRule rule = candidates.get(i);
            int taken = rule.rule().path().match(line.operands());
            if (taken >= 0 && (best == null || better(rule.rule(), taken, best.rule(), bestTaken))) {
                best = rule;
                bestTaken = taken;
            }
        }
        if (best != null) {
            return new Found(best, bestTaken, line);
        }
        boolean all = program.commands().isEmpty() || line.operands().isEmpty() || program.wholeOtherwise();
        return new Found(all ? whole : null, 0, line);
    }

    private List<AppliedRule> candidates(List<Word> operands) {
        if (operands.isEmpty() || !operands.get(0).known()) {
            return others;
        }
        return byFirstWord.getOrDefault(operands.get(0).text(), others);
    }

    /** The more specific one, of equals the one that is found first; nothing behind a verb that destroys takes it back. */
    private static boolean better(CommandRule rule, int taken, CommandRule than, int thanTaken) {
        int specificity = rule.path().specificity() - than.path().specificity();
        boolean literal = rule.path().startsLiterally();
        if (literal != than.path().startsLiterally() && (destroys(rule) || destroys(than))) {
            return literal ? destroys(rule) || specificity > 0 : !destroys(than) && specificity > 0;
        }
        return specificity > 0 || (specificity == 0 && taken < thanTaken);
    }

    private static boolean destroys(CommandRule rule) {
        return rule.reversibility() == Reversibility.IRREVERSIBLE;
    }
}
