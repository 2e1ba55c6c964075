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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a command of a program that a pack knows. */
final class CommandReader {

    static final String HELP = "--help";

    private static final List<String> HELPS = List.of(HELP);
    private static final Set<String> FILTERS = Set.of("sed", "awk");

    private final Lazy<CommandNames> names;
    private final Knowledge knowledge;

    CommandReader(Lazy<CommandNames> names, Knowledge knowledge) {
        this.names = names;
        this.knowledge = knowledge;
    }

    List<CommandReading> read(ProgramRules rules, Command command) {
        CommandProgram program = rules.program();
        ProgramRules.Found found = rules.find(command.arguments());
        AppliedRule applied = found.rule();
        if (applied == null) {
            return unlisted(program, command, found.line());
        }
        CommandRule rule = applied.rule();
        CommandLine front = front(found, applied, command);
        CommandLine line =
                applied.syntax().untilOperand() ? CommandLine.of(front.arguments(), applied.syntax()) : front;
        if (command.input() == null && names.get().help(line, program.options().flags())) {
            return List.of(new Does(start(program, command)
                    .reversibility(Reversibility.READ_ONLY, "shows what it is")
                    .build()));
        }
        if (line.surelyGiven(applied.readOnlyWith())) {
            return List.of(new Does(start(program, command)
                    .reversibility(Reversibility.READ_ONLY, "with this option it changes nothing")
                    .build()));
        }
        int taken = Math.min(found.taken(), line.operands().size());
        List<Word> behind = line.operands().subList(taken, line.operands().size());
        if (applied.readsInput() && namesStandardInput(behind)) {
            behind = List.of();
        }
        if (hidesVerb(rule, found, behind)) {
            return unlisted(program, command, found.line());
        }
        Said unseen = isOfWholeProgram(applied) ? names.get().destruction(line) : null;
        if (unseen != null && unseen.destroys()) {
            return List.of(new Does(start(program, command)
                    .reversibility(Reversibility.UNKNOWN, unseen.reason())
                    .build()));
        }
        CommandEffects does = new CommandEffects(applied, line, behind, command);
        List<CommandReading> inside = inside(applied, front, line, behind, command, does.places());
        List<Effect> effects = does.read();
        if (inside.isEmpty() && effects.size() == 1) {
            return List.of(new Does(effects.get(0)));
        }
        List<CommandReading> all = new ArrayList<>();
        boolean stays = inside.stream().allMatch(CommandReader::isFilter);
        for (Effect effect : effects) {
            if (stays || effect.reversibility() != Reversibility.READ_ONLY) {
                all.add(new Does(effect));
            }
        }
        all.addAll(inside);
        return List.copyOf(all);
    }

    /** Returns whether it is a text for a program that passes its input through: what that does by itself still counts. */
    private static boolean isFilter(CommandReading reading) {
        return reading instanceof CommandReading.Code code && FILTERS.contains(code.language());
    }

    /** The arguments up to where another command or code starts. */
    private static CommandLine front(ProgramRules.Found found, AppliedRule applied, Command command) {
        if (applied.readsAll(found.taken()) && found.line().syntax().equals(applied.syntax())) {
            return found.line();
        }
        CommandRule.Runs runs = applied.rule().runs();
        List<Word> arguments = runs == null ? command.arguments() : CommandInside.outside(runs, command.arguments());
        return CommandLine.of(arguments, applied.syntax(), applied.rule().operandsRead(found.taken()));
    }

    private static List<CommandReading> inside(
            AppliedRule applied,
            CommandLine front,
            CommandLine line,
            List<Word> behind,
            Command command,
            List<Place> places) {
        CommandRule.Runs runs = applied.rule().runs();
        if (runs == null) {
            return CommandInside.code(applied.code(), line, behind, front, command, places);
        }
        List<CommandReading> inside = new ArrayList<>(CommandInside.runs(runs, front, command, places));
        inside.addAll(CommandInside.code(applied.code(), line, behind, front, command, places));
        return inside;
    }

    /** A rule for a thing as a whole, {@code topic}, does not speak of {@code topic delete}. */
    private boolean hidesVerb(CommandRule rule, ProgramRules.Found found, List<Word> behind) {
        Reversibility reversibility = rule.reversibility();
        return found.taken() > 0
                && !behind.isEmpty()
                && rule.path().steps().size() == 1
                && reversibility != null
                && reversibility.compareTo(Reversibility.RECOVERABLE) < 0
                && rule.target() == null
                && rule.runs() == null
                && names.get().destroys(behind.get(0), found.line().operands().get(found.taken() - 1));
    }

    /** Whether all that a pack says is the class of a program: whoever wrote it did not look at its options. */
    private static boolean isOfWholeProgram(AppliedRule applied) {
        CommandRule rule = applied.rule();
        Reversibility reversibility = rule.reversibility();
        return rule.path().steps().isEmpty()
                && reversibility != null
                && reversibility.compareTo(Reversibility.RECOVERABLE) < 0
                && rule.cases().isEmpty()
                && rule.runs() == null
                && applied.code().isEmpty()
                && applied.program().options().equals(OptionSyntax.USUAL)
                && rule.options().equals(OptionSyntax.USUAL);
    }

    /** {@code python - x} reads its program from standard input. */
    private static boolean namesStandardInput(List<Word> behind) {
        return !behind.isEmpty()
                && (behind.get(0).text().equals("-") || behind.get(0).text().equals("/dev/stdin"));
    }

    /** Returns the rule that speaks of a command, or null. */
    static @Nullable CommandRule ruleOf(CommandProgram program, Command command) {
        AppliedRule found = new ProgramRules(program).find(command.arguments()).rule();
        return found == null ? null : found.rule();
    }

    private List<CommandReading> unlisted(CommandProgram program, Command command, CommandLine line) {
        List<Place> places = CommandEffects.places(List.of(), program.places(), line, List.of(), command);
        Effect effect = unlistedEffect(program, command, line);
        if (places.isEmpty()) {
            return List.of(new Does(effect));
        }
        List<Place> all = new ArrayList<>(effect.places());
        all.addAll(places);
        return List.of(new Does(effect.toBuilder().places(all).build()));
    }

    private Effect unlistedEffect(CommandProgram program, Command command, CommandLine line) {
        Effect.Builder effect = start(program, command);
        if (line.operands().isEmpty() && line.options().isEmpty()) {
            return effect.reversibility(Reversibility.READ_ONLY, "shows how it is used")
                    .build();
        }
        if (line.surelyGiven(program.readOnlyWith()) || line.surelyGiven(HELPS)) {
            return effect.reversibility(Reversibility.READ_ONLY, "with this option it changes nothing")
                    .build();
        }
        if (program.maps().equals("aws")) {
            Effect known = AwsCommand.read(line, command, knowledge);
            if (known != null) {
                return known;
            }
        }
        Reversibility unlisted = program.unlisted();
        boolean hidden = CommandLine.mayBeAnything(
                line.operands().isEmpty() ? Word.of("") : line.operands().get(0));
        return unlisted == null || hidden
                ? names.get().read(command, line, effect)
                : effect.reversibility(unlisted, "the program's pack does not list it")
                        .build();
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
