package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * This program does it, and keeps a way back: "Prefer trash over rm" behind "Ask before destructive commands".
 *
 * @param program its name
 */
record Milder(String program) implements Condition {

    private static final int NEAR = 2;

    /** Returns what a sentence prefers to a program that destroys, or null if it prefers nothing. */
    static @Nullable Milder of(List<Token> sentence) {
        if (sentence.size() < 3
                || !(sentence.get(0).is("prefer") || sentence.get(0).is("use"))) {
            return null;
        }
        Token better = sentence.get(1);
        String than = sentence.get(2).word();
        int worse = than.equals("over") ? 3 : than.equals("instead") || than.equals("rather") ? 4 : sentence.size();
        boolean program =
                worse < sentence.size() && worse + NEAR >= sentence.size() && Programs.isOne(text(sentence.get(worse)));
        String name = text(better);
        return program && !name.isEmpty() && name.chars().allMatch(c -> Character.isLetter(c) || c == '-')
                ? new Milder(name)
                : null;
    }

    private static String text(Token token) {
        return token.text().strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public Certainty in(RuleInput input) {
        List<Command> commands = input.commands();
        return Certainty.of(input.effect().reversibility() == Reversibility.RECOVERABLE
                && !commands.isEmpty()
                && commands.stream()
                        .allMatch(command ->
                                command.program().toLowerCase(Locale.ROOT).equals(program)));
    }

    @Override
    public String toString() {
        return "recoverable, by " + program;
    }
}
