package dev.agentguard.rules.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Says whether a regular expression may stand in a condition. It is matched in linear time, but repetitions make it grow. */
final class Regex {

    private static final int LONGEST = 500;
    private static final int MOST_REPETITIONS = 1_000;
    static final int LARGEST = 20_000;

    private Regex() {}

    /** Returns what is wrong with it, or null. */
    static @Nullable String problem(String regex) {
        if (regex.length() > LONGEST) {
            return "expected a regular expression of at most " + LONGEST + " characters";
        }
        if (repetitions(regex) > MOST_REPETITIONS) {
            return "expected a regular expression whose repetitions such as `{3}` multiply to at most "
                    + MOST_REPETITIONS;
        }
        try {
            return Pattern.compile(regex).programSize() > LARGEST ? "expected a smaller regular expression" : null;
        } catch (PatternSyntaxException e) {
            return "expected a regular expression of RE2: " + Messages.line(e.getDescription());
        }
    }

    /** All multiplied, as if each stood inside of the one before. */
    private static long repetitions(String regex) {
        long product = 1;
        for (int i = regex.indexOf('{'); i >= 0; i = regex.indexOf('{', i + 1)) {
            long most = 0;
            long number = 0;
            for (int j = i + 1; j < regex.length() && "0123456789,".indexOf(regex.charAt(j)) >= 0; j++) {
                char c = regex.charAt(j);
                number = c == ',' ? 0 : Math.min(number * 10 + (c - '0'), 10 * MOST_REPETITIONS);
                most = Math.max(most, number);
            }
            product = Math.min(product * Math.max(most, 1), 10 * MOST_REPETITIONS);
        }
        return product;
    }
}
