package dev.agentguard.effect.sql;

import dev.agentguard.effect.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a condition bounds the rows that a statement touches. A condition in which no column stands does not: it holds
 * for all rows or for none.
 */
final class Predicate {

    private enum Truth {
        ALWAYS,
        NEVER,
        OPEN;

        Truth not() {
            return this == ALWAYS ? NEVER : this == NEVER ? ALWAYS : OPEN;
        }
    }

    private static final int DEEPEST = 40;

    private static final int COMPARED_TERMS = 12;

    private static final Set<String> KEYWORDS = Words.set(
            "TRUE FALSE NULL NOT AND OR XOR IS LIKE ILIKE IN BETWEEN CASE WHEN THEN ELSE END ESCAPE SELECT EXISTS"
                    + " DISTINCT FROM UNKNOWN CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER SESSION_USER"
                    + " USER LOCALTIME LOCALTIMESTAMP SYSDATE SYSTIMESTAMP COLLATE BINARY SIMILAR TO RLIKE REGEXP"
                    + " GLOB ANY ALL SOME ARRAY INTERVAL DATE TIMESTAMP TIME");

    private static final Set<String> KEYS = Set.of("ID", "_ID", "UUID", "GUID", "PK", "ROWID", "CTID", "OID");

    private final Tokens tokens;

    private Predicate(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Returns how many rows a condition lets through: {@code ALL} if it is empty or always holds. */
    static Reach reach(Tokens tokens, int from, int to, String table) {
        if (from >= to) {
            return Reach.ALL;
        }
        Predicate predicate = new Predicate(tokens);
        if (predicate.truth(from, to, 0) == Truth.ALWAYS) {
            return Reach.ALL;
        }
        return predicate.namesOneRow(from, to, table) ? Reach.ONE : Reach.MANY;
    }

    static boolean alwaysHolds(Tokens tokens, int from, int to) {
        return from < to && new Predicate(tokens).truth(from, to, 0) == Truth.ALWAYS;
    }

    private Truth truth(int from, int to, int depth) {
        if (depth > DEEPEST) {
            return Truth.ALWAYS; // too deep to tell: the worse of both
        }
        List<Segment> either = split(from, to, "OR");
        if (either.size() > 1) {
            return either(either, depth);
        }
        List<Segment> both = split(from, to, "AND");
        if (both.size() > 1) {
            boolean all = true;
            for (Segment term : both) {
                Truth truth = truth(term.from(), term.to(), depth + 1);
                if (truth == Truth.NEVER) {
                    return Truth.NEVER;
                }
                all &= truth == Truth.ALWAYS;
            }
            return all ? Truth.ALWAYS : Truth.OPEN;
        }
        if (from < to && (tokens.is(from, "NOT") || tokens.isSymbol(from, '!'))) {
            int at = from;
            while (at < to && (tokens.is(at, "NOT") || tokens.isSymbol(at, '!'))) {
                at++;
            }
            Truth truth = truth(at, to, depth + 1);
            return (at - from) % 2 == 0 ? truth : truth.not();
        }
        if (tokens.isSymbol(from, '(') && tokens.next(from) == to && !tokens.is(from + 1, "SELECT")) {
            return truth(from + 1, to - 1, depth + 1);
        }
        return single(from, to);
    }

    private Truth either(List<Segment> terms, int depth) {
        boolean none = true;
        for (Segment term : terms) {
            Truth truth = truth(term.from(), term.to(), depth + 1);
            if (truth == Truth.ALWAYS) {
                return Truth.ALWAYS;
            }
            none &= truth == Truth.NEVER;
        }
        if (none) {
            return Truth.NEVER;
        }
        for (int i = 0; i < Math.min(terms.size(), COMPARED_TERMS); i++) {
            for (int j = 0; j < Math.min(terms.size(), COMPARED_TERMS); j++) {
                if (i != j && new Comparison(tokens, terms.get(i)).isOppositeOf(new Comparison(tokens, terms.get(j)))) {
                    return Truth.ALWAYS;
                }
            }
        }
        return Truth.OPEN;
    }

    /** Cuts at a word on this level, but not inside CASE … END, and not at the AND of a BETWEEN. */
    private List<Segment> split(int from, int to, String word) {
        List<Segment> parts = new ArrayList<>();
        int start = from;
        int cases = 0;
        boolean between = false;
        for (int i = from; i < to; i = tokens.next(i)) {
            String at = tokens.word(i);
            switch (at) {
                case "CASE" -> cases++;
                case "END" -> cases--;
                case "BETWEEN" -> between = true;
                default -> {}
            }
            boolean cut = at.equals(word)
                    || (word.equals("AND") && doubled(i, '&'))
                    || (word.equals("OR") && doubled(i, '|'));
            if (cut && cases <= 0) {
                if (between && word.equals("AND")) {
                    between = false;
                } else {
                    parts.add(new Segment(start, i));
                    start = i + (at.isEmpty() ? 2 : 1);
                }
            }
        }
        parts.add(new Segment(Math.min(start, to), to));
        return parts;
    }

    private boolean doubled(int i, char c) {
        return tokens.isSymbol(i, c)
                && tokens.isSymbol(i + 1, c)
                && tokens.at(i).end() == tokens.at(i + 1).start();
    }

    private Truth single(int from, int to) {
        Comparison comparison = new Comparison(tokens, new Segment(from, to));
        if (hasColumn(from, to)) {
            return comparison.isTautology() ? Truth.ALWAYS : Truth.OPEN;
        }
        return comparison.isContradiction() ? Truth.NEVER : Truth.ALWAYS;
    }

    private boolean hasColumn(int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = tokens.at(i);
            if (token.type() == Token.Type.NAME && !tokens.isSymbol(i + 1, '(')) {
                return true;
            }
            if (token.isWord()
                    && !KEYWORDS.contains(token.text())
                    && token.text().charAt(0) != '@'
                    && token.text().charAt(0) != '$'
                    && !tokens.isSymbol(i - 1, ':')
                    && !tokens.isSymbol(i + 1, '(')
                    && !tokens.at(i + 1).isString()) {
                return true;
            }
            if (token.isWord() && (token.text().equals("SELECT") || token.text().equals("CURRENT"))) {
                return !onlyConstants(i + 1, to);
            }
        }
        return false;
    }

    private boolean onlyConstants(int from, int to) {
        return tokens.find(from, to, "FROM") < 0 && tokens.find(from, to, "OF") < 0;
    }

    /** {@code id = 5} among the conditions that all have to hold. */
    private boolean namesOneRow(int from, int to, String table) {
        if (split(from, to, "OR").size() > 1) {
            return false;
        }
        String own = table.substring(table.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT) + "_ID";
        for (Segment term : split(from, to, "AND")) {
            String column = new Comparison(tokens, term).constantColumn();
            if (KEYS.contains(column) || column.equals(own)) {
                return true;
            }
        }
        return false;
    }
}
