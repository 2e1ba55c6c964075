package dev.agentguard.effect.graphql;

import org.jspecify.annotations.Nullable;

/** Counts the digits of the numbers in a document: the parser takes a microsecond and more for each of them. */
final class Digits {

    /** How many digits of numbers are read in one document. */
    static final int MOST = 10_000;

    /** The longest number: the time to read one grows with the square of its digits. */
    static final int LONGEST = 1_000;

    private final String text;
    private int all;
    private int longest;

    private Digits(String text) {
        this.text = text;
    }

    /** Returns which limit the numbers of a document break, or null if they keep to them. */
    static @Nullable String problem(String text) {
        Digits digits = new Digits(text);
        digits.count();
        if (digits.longest > LONGEST) {
            return "more than " + LONGEST + " digits in a row";
        }
        return digits.all > MOST ? "more than " + MOST + " digits in numbers" : null;
    }

    private void count() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                i = behindText(i);
            } else if (c == '#') {
                i = behindLine(i);
            } else if (isLetter(c)) {
                i = behindName(i);
            } else if (isDigit(c)) {
                i = behindNumber(i);
            } else {
                i++;
            }
        }
    }

    private int behindNumber(int start) {
        int i = start;
        int run = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                all++;
                longest = Math.max(longest, ++run);
            } else if (c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-') {
                run = 0;
            } else {
                break;
            }
            i++;
        }
        return i;
    }

    private int behindName(int start) {
        int i = start;
        while (i < text.length() && (isLetter(text.charAt(i)) || isDigit(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    private int behindLine(int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** A text without an end is no document: the parser stops there, after what was counted so far. */
    private int behindText(int start) {
        boolean block = text.startsWith("\"\"\"", start);
        int i = start + (block ? 3 : 1);
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += block && !text.startsWith("\"\"\"", i + 1) ? 1 : block ? 4 : 2;
            } else if (block && text.startsWith("\"\"\"", i)) {
                return i + 3;
            } else if (!block && (c == '"' || c == '\n' || c == '\r')) {
                return i + 1;
            } else {
                i++;
            }
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
