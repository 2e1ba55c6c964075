package dev.agentguard.rules.permission;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions of files, matched in time that grows with the text only. */
final class LinearRegex {

    private static final int LONGEST = 1_000;
    private static final int REPEATED = 1_000;

    private LinearRegex() {}

    /**
     * Compiles an expression.
     *
     * @throws UnreadableFileException if it cannot be matched in linear time or would take much memory
     */
    static Pattern of(String expression, int line) throws UnreadableFileException {
        if (expression.length() > LONGEST || repetitions(expression) > REPEATED) {
            throw new UnreadableFileException(line, "a regular expression that is too large");
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new UnreadableFileException(
                    line, "a regular expression that RE2 does not know, such as one that looks ahead or refers back");
        }
    }

    /** What counted repetitions can multiply to: each copies what it repeats. */
    private static long repetitions(String expression) {
        long product = 1;
        int open = expression.indexOf('{');
        while (open >= 0) {
            long highest = 1;
            long number = 0;
            int at = open + 1;
            for (; at < expression.length() && expression.charAt(at) != '}'; at++) {
                char c = expression.charAt(at);
                if (Character.isDigit(c)) {
                    number = Math.min(REPEATED + 1L, number * 10 + Character.digit(c, 10));
                    highest = Math.max(highest, number);
                } else if (c == ',') {
                    number = 0;
                } else {
                    highest = 1;
                    break;
                }
            }
            product = Math.min(REPEATED + 1L, product * highest);
            open = expression.indexOf('{', at);
        }
        return product;
    }
}
