package dev.agentguard.effect.sql;

import dev.agentguard.effect.sql.Syntax.Rule;
import java.util.EnumSet;
import java.util.Set;

/** Finds the marks in a text that dialects understand differently. */
final class Marks {

    /** How many of these are looked for: a text with more that open and none that closes is no honest one. */
    private static final int DOLLAR_TAGS = 50;

    private Marks() {}

    static Set<Rule> of(String text) {
        EnumSet<Rule> marks = EnumSet.of(Rule.LOOSE);
        int tags = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            switch (text.charAt(i)) {
                case '\\' -> {
                    marks.add(Rule.BACKSLASH);
                    marks.add(Rule.ESCAPE_STRING);
                    marks.add(Rule.META);
                }
                case '#' -> marks.add(Rule.HASH_COMMENT);
                case '[' -> marks.add(Rule.BRACKET);
                case '$' -> {
                    if (tags++ < DOLLAR_TAGS) {
                        dollar(text, i, marks);
                    }
                }
                case '-' -> {
                    if (next == '-' && !spaceAt(text, i + 2)) {
                        marks.add(Rule.DASH_SPACE);
                    }
                }
                case '/' -> {
                    marks.add(Rule.BATCH_LINE);
                    if (next == '*') {
                        marks.add(Rule.NESTED_COMMENT);
                        marks.add(Rule.VERSION_CODE);
                    } else if (next == '/') {
                        marks.add(Rule.SLASH_COMMENT);
                    }
                }
                case '\'', '"' -> quote(text, i, next, marks);
                case 'G', 'g' -> {
                    if (next == 'O' || next == 'o') {
                        marks.add(Rule.BATCH_LINE);
                        marks.add(Rule.UNIT);
                    }
                }
                case 'D', 'd' -> {
                    if (text.regionMatches(true, i, "delimiter", 0, 9)) {
                        marks.add(Rule.DELIMITER);
                    }
                }
                default -> {}
            }
        }
        return marks;
    }

    private static void quote(String text, int at, char next, Set<Rule> marks) {
        char quote = text.charAt(at);
        if (next == quote) {
            marks.add(Rule.TRIPLE_QUOTE);
        }
        if (quote == '"') {
            marks.add(Rule.DOUBLE_STRING);
        }
        char before = at == 0 ? ' ' : Character.toLowerCase(text.charAt(at - 1));
        if (before == 'q') {
            marks.add(Rule.Q_QUOTE);
        } else if (before == 'r' || before == 'b') {
            marks.add(Rule.RAW_STRING);
        }
    }

    /** Only a pair of them quotes; one alone belongs to a name or a parameter. */
    private static void dollar(String text, int at, Set<Rule> marks) {
        if (marks.contains(Rule.DOLLAR)) {
            return;
        }
        int close = Scan.dollarTagEnd(text, at);
        if (close > 0 && (at == 0 || !Characters.isWordPart(text.charAt(at - 1)))) {
            int again = text.indexOf(text.substring(at, close), close);
            if (again > 0) {
                marks.add(Rule.DOLLAR);
                marks.add(Rule.DOLLAR_TAG);
            }
        }
    }

    private static boolean spaceAt(String text, int at) {
        return at >= text.length() || text.charAt(at) <= ' ';
    }
}
