package dev.agentguard.rules;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A program and words that it is given, such as {@code git push --force}. */
final class CommandPattern {

    private final String line;
    private final Glob program;
    private final List<Glob> operands = new ArrayList<>();
    private final List<Glob> options = new ArrayList<>();

    CommandPattern(String line) {
        this.line = line.strip().replaceAll("\\s+", " ");
        String[] words = this.line.split(" ", -1);
        this.program = new Glob(words[0]);
        for (int i = 1; i < words.length; i++) {
            (words[i].startsWith("-") ? options : operands).add(new Glob(words[i]));
        }
    }

    String program() {
        return program.pattern();
    }

    @Nullable
    Verdict strongest(Command command) {
        if (!program.matches(command.program())) {
            return null;
        }
        boolean open = command.arguments().stream().anyMatch(word -> !word.known());
        boolean all = options.stream().allMatch(option -> isGiven(option, command.arguments()));
        if (all && hasOperands(command.arguments())) {
            return Verdict.DENY;
        }
        // a word that is not known may be the one, or several words
        return open && (all || mayBe(command.arguments())) ? Verdict.ASK : null;
    }

    private boolean mayBe(List<Word> arguments) {
        return operands.isEmpty()
                || hasOperands(arguments)
                || arguments.stream().anyMatch(word -> !word.known());
    }

    /**
     * The operands in order, from the first one on. What stands behind an option may be its value, so it is passed
     * over where it is not the operand that is looked for.
     */
    private boolean hasOperands(List<Word> arguments) {
        int next = 0;
        boolean value = false;
        for (Word word : arguments) {
            if (next == operands.size()) {
                return true;
            }
            String text = word.text();
            if (text.startsWith("-") && text.length() > 1) {
                value = !text.contains("=") && !text.equals("--");
            } else if (operands.get(next).matches(text)) {
                next++;
                value = false;
            } else if (value) {
                value = false;
            } else {
                return false;
            }
        }
        return next == operands.size();
    }

    private static boolean isGiven(Glob option, List<Word> arguments) {
        return arguments.stream().anyMatch(word -> is(option, word.text()));
    }

    private static boolean is(Glob option, String text) {
        int equals = text.indexOf('=');
        if (option.matches(text) || (equals > 0 && option.matches(text.substring(0, equals)))) {
            return true;
        }
        String letter = option.pattern();
        boolean together = letter.length() == 2 && text.length() > 2 && text.charAt(0) == '-' && text.charAt(1) != '-';
        return together && text.toLowerCase(Locale.ROOT).indexOf(letter.charAt(1), 1) > 0;
    }

    @Override
    public String toString() {
        return line;
    }
}
