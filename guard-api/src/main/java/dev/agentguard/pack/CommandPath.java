package dev.agentguard.pack;

import dev.agentguard.effect.Word;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A path of subcommands. {@code *} stands for one word, {@code **} for any number of them, at most once in a path.
 *
 * @param text the path as it stands in the pack
 * @param steps what the words may be; {@code **} is a step of its own
 * @param gap which step is {@code **}, or -1
 * @param specificity orders paths: the more words are written out, the more specific; {@code ** delete} is more so than
 *     {@code topic}
 */
record CommandPath(String text, List<WordPattern> steps, int gap, int specificity) {

    static final WordPattern ANY_NUMBER = new WordPattern(List.of("**"));

    /** How far behind the first words {@code **} is looked for. */
    private static final int DEEPEST = 8;

    CommandPath {
        steps = List.copyOf(steps);
    }

    static CommandPath parse(String text) {
        List<WordPattern> steps = Arrays.stream(text.strip().split("\\s+"))
                .filter(step -> !step.isEmpty())
                .map(step -> step.equals("**") ? ANY_NUMBER : WordPattern.parse(step))
                .toList();
        return new CommandPath(text, steps, steps.indexOf(ANY_NUMBER), specificity(steps));
    }

    /** Returns how many of these words the path takes, or -1 if it does not match. */
    int match(List<Word> words) {
        if (gap < 0) {
            return matches(steps, words, 0) ? steps.size() : -1;
        }
        List<WordPattern> behind = steps.subList(gap + 1, steps.size());
        if (!matches(steps.subList(0, gap), words, 0)) {
            return -1;
        }
        for (int skipped = gap; skipped <= Math.min(words.size(), gap + DEEPEST); skipped++) {
            if (matches(behind, words, skipped)) {
                return skipped + behind.size();
            }
        }
        return -1;
    }

    /** Returns the name in a last word such as {@code pvc/data}, where the path ends in {@code pvc/*}; else null. */
    @Nullable
    String nameIn(String word) {
        int slash = word.indexOf('/');
        return slash > 0
                        && slash < word.length() - 1
                        && steps.get(steps.size() - 1).alternatives().contains(word.substring(0, slash) + "/*")
                ? word.substring(slash + 1)
                : null;
    }

    private static boolean matches(List<WordPattern> steps, List<Word> words, int from) {
        if (words.size() - from < steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            Word word = words.get(from + i);
            boolean matches = word.known()
                    ? steps.get(i).matches(word.text())
                    : steps.get(i).any();
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static int specificity(List<WordPattern> steps) {
        int sum = 0;
        for (WordPattern step : steps) {
            sum += step.equals(ANY_NUMBER) ? 5 : step.literal() ? 100 : step.any() ? 1 : 50;
        }
        return sum;
    }

    /** Returns the words of which one must be the first operand; empty if others may be. */
    Set<String> firstWords() {
        return startsLiterally() && steps.get(0).literal()
                ? Set.copyOf(new HashSet<>(steps.get(0).alternatives()))
                : Set.of();
    }

    /** Returns whether the first operand must be a certain word. */
    boolean startsLiterally() {
        return !steps.isEmpty() && gap != 0 && !steps.get(0).any();
    }
}
