package dev.agentguard.effect.sql;

import java.util.Set;

/** Finds where the conditions of a statement end, and joins that bound it. */
final class Conditions {

    private static final Set<String> BEHIND_WHERE =
            Words.set("RETURNING ORDER LIMIT OPTION LOG OUTPUT ELSE FETCH OFFSET RETURN WINDOW SETTINGS WHEN");

    private static final Set<String> OUTER = Set.of("LEFT", "RIGHT", "FULL", "OUTER", "CROSS", "NATURAL");

    private Conditions() {}

    /** Returns where the condition that begins at an index ends. */
    static int end(Tokens tokens, int from, int to) {
        int cases = 0;
        for (int i = from; i < to; i = tokens.next(i)) {
            String word = tokens.word(i);
            if (word.equals("CASE")) {
                cases++;
            } else if (word.equals("END")) {
                if (cases == 0) {
                    return i;
                }
                cases--;
            } else if (tokens.isSymbol(i, ')') || (cases == 0 && BEHIND_WHERE.contains(word))) {
                return i;
            }
        }
        return to;
    }

    /** Returns whether an inner join with a condition that does not always hold stands in a range. */
    static boolean joins(Tokens tokens, int from, int to) {
        int using = tokens.find(from, to, "USING");
        int i = tokens.find(from, to, "JOIN");
        while (i > 0) {
            boolean inner = !OUTER.contains(tokens.word(i - 1));
            if (inner && using > i) {
                return true;
            }
            int next = i + 1;
            if (inner) {
                int on = tokens.find(i, to, "ON");
                if (on < 0) {
                    return false;
                }
                next = onEnd(tokens, on + 1, to);
                if (!Predicate.alwaysHolds(tokens, on + 1, next)) {
                    return true;
                }
            }
            i = tokens.find(next, to, "JOIN");
        }
        return false;
    }

    private static int onEnd(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i = tokens.next(i)) {
            switch (tokens.word(i)) {
                case "JOIN",
                        "INNER",
                        "LEFT",
                        "RIGHT",
                        "FULL",
                        "CROSS",
                        "WHERE",
                        "SET",
                        "ORDER",
                        "LIMIT",
                        "RETURNING" -> {
                    return i;
                }
                default -> {}
            }
        }
        return to;
    }
}
