package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.CommandReading.Does;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a command of a program that a pack knows. */
final class CommandReader {

    private static final String HELP = "--help";

    private final Lazy<CommandNames> names;
    private final Knowledge knowledge;

    CommandReader(Lazy<CommandNames> names, Knowledge knowledge) {
        this.names = names;
        this.knowledge = knowledge;
    }

    /**
     * What a program's words turned out to be.
     *
     * @param rule what the pack says of them, or null if it does not list them
     * @param taken how many operands are the subcommand
     * @param line the arguments as they are read for it
     */
    private record Found(@Nullable CommandRule rule, int taken, CommandLine line) {}

    List<CommandReading> read(CommandProgram program, Command command) {
        Found found = find(program, command);
        CommandRule rule = found.rule();
        if (rule == null) {
            return unlisted(program, command, found.line());
        }
        OptionSyntax syntax = program.options().with(rule.options());
        CommandRule.Runs runs = rule.runs();
        List<Word> arguments = runs == null ? command.arguments() : CommandInside.outside(runs, command.arguments());
        CommandLine front = CommandLine.of(arguments, syntax, rule.operandsRead(found.taken()));
        CommandLine line = syntax.untilOperand() ? CommandLine.of(arguments, syntax) : front;
        if (names.get().help(line, program.options().flags()) && command.input() == null) {
            return List.of(new Does(start(program, command)
                    .reversibility(Reversibility.READ_ONLY, "shows what it is")
                    .build()));
        }
        if (line.surelyGiven(readOnlyWith(program, rule))) {
            return List.of(new Does(start(program, command)
                    .reversibility(Reversibility.READ_ONLY, "with this option it changes nothing")
                    .build()));
        }
        int taken = Math.min(found.taken(), line.operands().size());
        List<Word> behind = withoutStandardInput(
                rule, line.operands().subList(taken, line.operands().size()));
        if (hidesVerb(rule, found, behind)) {
            return unlisted(program, command, found.line());
        }
        CommandEffects effects = new CommandEffects(program, rule, line, behind, command);
        List<Place> places = effects.places();
        List<CommandReading> inside = new ArrayList<>();
        if (runs != null) {
            inside.addAll(CommandInside.runs(runs, front, command, places));
        }
        inside.addAll(CommandInside.code(code(program, rule), line, behind, front.restWords(), command, places));
        List<CommandReading> all = new ArrayList<>();
        for (Effect effect : effects.read()) {
            if (inside.isEmpty() || effect.reversibility() != Reversibility.READ_ONLY) {
                all.add(new Does(effect));
            }
        }
        all.addAll(inside);
        return List.copyOf(all);
    }

    /** Code in options of the whole program counts for its subcommands too. */
    private static List<CommandRule.Code> code(CommandProgram program, CommandRule rule) {
        CommandRule whole = program.whole();
        if (whole == null || whole.equals(rule)) {
            return rule.code();
        }
        List<CommandRule.Code> all = new ArrayList<>(rule.code());
        whole.code().stream()
                .filter(place -> place.operand() == 0 && !place.input())
                .forEach(all::add);
        return all;
    }

    /** A rule for a thing as a whole, {@code topic}, does not speak of {@code topic delete}. */
    private boolean hidesVerb(CommandRule rule, Found found, List<Word> behind) {
        Reversibility reversibility = rule.reversibility();
        List<Word> operands = found.line().operands();
        return rule.path().steps().size() == 1
                && reversibility != null
                && reversibility.compareTo(Reversibility.RECOVERABLE) < 0
                && rule.target() == null
                && rule.runs() == null
                && found.taken() > 0
                && !behind.isEmpty()
                && names.get().destroys(behind.get(0), operands.get(found.taken() - 1));
    }

    /** {@code python - x} reads its program from standard input. */
    private static List<Word> withoutStandardInput(CommandRule rule, List<Word> behind) {
        boolean reads = rule.code().stream().anyMatch(CommandRule.Code::input);
        boolean first = !behind.isEmpty()
                && (behind.get(0).text().equals("-") || behind.get(0).text().equals("/dev/stdin"));
        return reads && first ? List.of() : behind;
    }

    private static List<String> readOnlyWith(CommandProgram program, CommandRule rule) {
        List<String> all = new ArrayList<>(program.readOnlyWith());
        all.addAll(rule.readOnlyWith());
        all.add(HELP);
        if (program.options().style() == OptionSyntax.Style.LONG) {
            all.add("-help");
        }
        return all;
    }

    /** Returns the rule that speaks of a command, or null. */
    static @Nullable CommandRule ruleOf(CommandProgram program, Command command) {
        return find(program, command).rule();
    }

    private static Found find(CommandProgram program, Command command) {
        CommandLine line = CommandLine.of(command.arguments(), program.options());
        Found found = find(program, line);
        CommandLine valued = valued(line, command.arguments());
        if (Objects.equals(valued, line)) { // mostly it is the same one
            return found;
        }
        Found other = find(program, valued);
        return other.rule() != null && (found.rule() == null || worse(other, found)) ? other : found;
    }

    private static boolean worse(Found a, Found b) {
        Reversibility one = a.rule() == null ? null : a.rule().reversibility();
        Reversibility other = b.rule() == null ? null : b.rule().reversibility();
        return one != null && other != null && one != other && one.worse(other) == one;
    }

    /** The same arguments, the options in front of the first operand that nobody described read as taking a value. */
    static CommandLine valued(CommandLine line, List<Word> arguments) {
        CommandLine front = CommandLine.of(arguments, line.syntax(), 0);
        Set<String> more = new LinkedHashSet<>();
        for (CommandLine.Option option : front.options()) {
            if (option.value() == null && !line.syntax().flags().contains(option.name())) {
                more.add(option.name());
            }
        }
        OptionSyntax syntax = line.syntax();
        return more.isEmpty()
                ? line
                : CommandLine.of(
                        arguments, syntax.with(new OptionSyntax(syntax.style(), more, Set.of(), Set.of(), false)));
    }

    private static Found find(CommandProgram program, CommandLine line) {
        Found best = null;
        for (CommandRule rule : program.commands()) {
            int taken = rule.path().match(line.operands());
            if (taken >= 0 && (best == null || better(rule, taken, best))) {
                best = new Found(rule, taken, line);
            }
        }
        if (best != null) {
            return best;
        }
        boolean whole = program.commands().isEmpty() || line.operands().isEmpty() || program.wholeOtherwise();
        return new Found(whole ? program.whole() : null, 0, line);
    }

    /** The more specific one, of equals the one that is found first; nothing behind a verb that destroys takes it back. */
    private static boolean better(CommandRule rule, int taken, Found than) {
        CommandRule other = than.rule();
        if (other == null) {
            return true;
        }
        int specificity = rule.path().specificity() - other.path().specificity();
        boolean literal = rule.path().startsLiterally();
        if (literal != other.path().startsLiterally() && (destroys(rule) || destroys(other))) {
            return literal ? destroys(rule) || specificity > 0 : !destroys(other) && specificity > 0;
        }
        return specificity > 0 || (specificity == 0 && taken < than.taken());
    }

    private static boolean destroys(CommandRule rule) {
        return rule.reversibility() == Reversibility.IRREVERSIBLE;
    }

    private List<CommandReading> unlisted(CommandProgram program, Command command, CommandLine line) {
        Effect.Builder effect = start(program, command);
        if (line.operands().isEmpty() && line.options().isEmpty()) {
            return List.of(new Does(effect.reversibility(Reversibility.READ_ONLY, "shows how it is used")
                    .build()));
        }
        if (line.surelyGiven(program.readOnlyWith()) || line.surelyGiven(List.of(HELP))) {
            return List.of(new Does(effect.reversibility(Reversibility.READ_ONLY, "with this option it changes nothing")
                    .build()));
        }
        if (program.maps().equals("aws")) {
            Effect known = AwsCommand.read(line, command, knowledge);
            if (known != null) {
                return List.of(new Does(known));
            }
        }
        Reversibility unlisted = program.unlisted();
        boolean hidden = CommandLine.mayBeAnything(
                line.operands().isEmpty() ? Word.of("") : line.operands().get(0));
        return List.of(new Does(
                unlisted == null || hidden
                        ? names.get().read(command, line, effect)
                        : effect.reversibility(unlisted, "the program's pack does not list it")
                                .build()));
    }

    private static Effect.Builder start(CommandProgram program, Command command) {
        return Effect.of(
                        program.provider() + ":"
                                + program.names().alternatives().get(0),
                        command.evidence())
                .basis(Basis.PACK)
                .resource(program.provider() + ":unknown", null);
    }
}
