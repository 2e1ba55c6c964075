package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Reach;
import dev.agentguard.effect.ShownValue;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies a rule of a pack to a command: what the command does by itself. */
final class CommandEffects {

    private static final int LONGEST_ID = 256;
    private static final int MOST = 20;

    private final AppliedRule applied;
    private final CommandProgram program;
    private final CommandRule rule;
    private final CommandLine line;
    private final List<Word> behind;
    private final Command command;

    CommandEffects(AppliedRule applied, CommandLine line, List<Word> behind, Command command) {
        this.applied = applied;
        this.program = applied.program();
        this.rule = applied.rule();
        this.line = line;
        this.behind = behind;
        this.command = command;
    }

    /** Returns its effects: one, or one for each thing that an operand names. */
    List<Effect> read() {
        Effect.Builder effect = Effect.of(name(), command.evidence())
                .basis(Basis.PACK)
                .kind(rule.kind())
                .instead(rule.instead())
                .cascades(rule.cascades())
                .reach(rule.reach())
                .places(places());
        judge(effect);
        Effect made = made(effect);
        if (made != null) {
            return List.of(made);
        }
        CommandRule.Target target = rule.target();
        if (target == null) {
            return List.of(effect.resource(applied.unknown(), null).build());
        }
        List<Word> named = named(target);
        String type = Place.type(program.provider(), target.type());
        if (named.isEmpty() || named.size() > MOST) {
            return List.of(effect.resource(type, null)
                    .reach(named.isEmpty() ? rule.reach() : Reach.MANY)
                    .build());
        }
        List<Effect> effects = new ArrayList<>();
        for (Word word : named) {
            effects.add(effect.resource(type, id(word)).reach(reach(word)).build());
        }
        return effects;
    }

    /** Returns the effect as the making of something new, or null if it is not. */
    private @Nullable Effect made(Effect.Builder effect) {
        CommandRule.Makes makes = rule.makes();
        if (makes == null
                || effect.build().reversibility() != Reversibility.REVERSIBLE
                || !line.given(makes.without()).isEmpty()) {
            return null;
        }
        List<Word> named = named(makes.target());
        String id = named.size() == 1 ? id(named.get(0)) : null;
        return id == null
                ? null
                : effect.resource(program.provider() + ":" + makes.target().type(), id)
                        .makes(true)
                        .build();
    }

    private void judge(Effect.Builder effect) {
        Reversibility worst = rule.reversibility() == null ? Reversibility.READ_ONLY : rule.reversibility();
        boolean destroysRecovery = rule.destroysRecovery();
        effect.reversibility(worst, rule.reason());
        for (CommandCase candidate : rule.cases()) {
            CommandCase.Holds holds = candidate.ask(line, behind, command.input());
            if (holds == CommandCase.Holds.YES) {
                destroysRecovery |= candidate.destroysRecovery();
                if (worst.worse(candidate.reversibility()) != worst) {
                    worst = candidate.reversibility();
                    apply(effect, candidate);
                }
            } else if (holds == CommandCase.Holds.MAYBE
                    && candidate.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0
                    && worst.worse(Reversibility.UNKNOWN) != worst) {
                worst = Reversibility.UNKNOWN;
                effect.reversibility(worst, "a word that cannot be known here may say: " + candidate.reason());
            }
        }
        effect.destroysRecovery(destroysRecovery);
    }

    private static void apply(Effect.Builder effect, CommandCase applied) {
        effect.reversibility(applied.reversibility(), applied.reason());
        if (applied.kind() != null) {
            effect.kind(applied.kind());
        }
        if (applied.instead() != null) {
            effect.instead(applied.instead());
        }
    }

    private String name() {
        String called = applied.called();
        if (called == null) {
            called = command.program().toLowerCase(Locale.ROOT);
        }
        if (rule.path().steps().isEmpty()) {
            return program.provider() + ":" + called;
        }
        int taken = Math.max(0, rule.path().match(line.operands()));
        StringBuilder name = new StringBuilder(called);
        for (int i = 0; i < taken; i++) {
            Word word = line.operands().get(i);
            name.append(i == 0 ? ':' : '-').append(word.known() ? word.text() : "?");
        }
        return taken == 0 ? called + ":" : name.toString();
    }

    private List<Word> named(CommandRule.Target target) {
        if (!target.options().isEmpty()) {
            return line.given(target.options()).stream()
                    .map(CommandLine.Option::value)
                    .<Word>mapMulti((value, into) -> {
                        if (value != null) {
                            into.accept(value);
                        }
                    })
                    .toList();
        }
        if (target.operand() == 0) {
            return operands();
        }
        if (target.operand() == CommandRule.Target.REST) {
            return behind.isEmpty() ? behind : behind.subList(1, behind.size());
        }
        int index = target.operand() < 0 ? behind.size() - 1 : target.operand() - 1;
        return index < 0 || index >= behind.size() ? List.of() : List.of(behind.get(index));
    }

    /** The operands; where kind and name are one word, {@code pvc/data}, the first name stands in the path. */
    private List<Word> operands() {
        int taken = rule.path().match(line.operands());
        Word last = taken > 0 ? line.operands().get(taken - 1) : null;
        String name = last != null && last.known() ? rule.path().nameIn(last.text()) : null;
        if (name == null) {
            return behind;
        }
        List<Word> all = new ArrayList<>();
        all.add(new Word(name, true));
        all.addAll(behind);
        return all;
    }

    /** Returns where it happens, as far as the command says. */
    List<Place> places() {
        return places(rule.places(), program.places(), line, behind, command);
    }

    static List<Place> places(
            List<CommandPlace> first, List<CommandPlace> then, CommandLine line, List<Word> behind, Command command) {
        if (first.isEmpty() && then.isEmpty()) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        Set<String> named = new HashSet<>();
        first.forEach(part -> add(places, named, part, line, behind, command));
        then.forEach(part -> add(places, named, part, line, behind, command));
        return PlaceValue.joined(places);
    }

    /** What a rule says of a part counts for the program's; a connection's text has parts of its own, which all count. */
    private static void add(
            List<Place> places,
            Set<String> named,
            CommandPlace part,
            CommandLine line,
            List<Word> behind,
            Command command) {
        if (named.contains(part.type())) {
            return;
        }
        for (Word word : part.in(line, behind, command.variables())) {
            named.add(part.type());
            for (Place place : PlaceValue.of(part.type(), word)) {
                if (!places.contains(place)) {
                    places.add(place);
                }
            }
        }
    }

    private Reach reach(Word word) {
        String text = word.text();
        boolean all = text.equals("*") || text.equals("/") || text.equals("/*") || text.equals("~") || text.equals(".");
        if (all || rule.reach() == Reach.ALL) {
            return Reach.ALL;
        }
        return text.contains("*") || text.contains("?") ? Reach.MANY : rule.reach();
    }

    private static @Nullable String id(Word word) {
        String text = word.text();
        boolean usable = word.known() && !text.isBlank() && text.length() <= LONGEST_ID && !ShownValue.isSecret(text);
        return usable ? text : null;
    }
}
