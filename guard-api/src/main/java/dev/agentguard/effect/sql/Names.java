package dev.agentguard.effect.sql;

import java.util.ArrayList;
import java.util.List;

/** Reads the names of tables and other objects. */
final class Names {

    /** Names beyond this many are one effect on all of them. */
    private static final int MOST = 50;

    private Names() {}

    /** Returns whether a name can begin at an index. */
    static boolean startsAt(Tokens tokens, int i) {
        Token token = tokens.at(i);
        return token.isWord() || token.type() == Token.Type.NAME || token.type() == Token.Type.ESCAPED;
    }

    /** Returns the token behind the name that begins at an index. */
    static int end(Tokens tokens, int from) {
        int i = from + 1;
        while (tokens.isSymbol(i, '.') || (tokens.isSymbol(i, '-') && adjacent(tokens, i))) {
            i++;
            if (startsAt(tokens, i)) {
                i++;
            }
        }
        return i;
    }

    /** BigQuery's projects have dashes in their names. */
    private static boolean adjacent(Tokens tokens, int i) {
        return tokens.at(i - 1).end() == tokens.at(i).start()
                && tokens.at(i).end() == tokens.at(i + 1).start()
                && tokens.at(i + 1).isWord();
    }

    /** Returns the name that begins at an index, as it is written but without quotes. */
    static String read(Tokens tokens, int from) {
        if (!startsAt(tokens, from)) {
            return "";
        }
        StringBuilder name = new StringBuilder();
        int end = end(tokens, from);
        for (int i = from; i < end && name.length() < 200; i++) {
            Token token = tokens.at(i);
            name.append(token.isWord() ? tokens.source().substring(token.start(), token.end()) : token.text());
        }
        return name.toString();
    }

    /** Returns the names in a list with commas, without aliases and arguments. */
    static List<String> list(Tokens tokens, int from, int to) {
        List<String> names = new ArrayList<>();
        for (int start : starts(tokens, from, to)) {
            names.add(read(tokens, start));
        }
        return names;
    }

    /** Returns where the names in a list with commas begin. */
    static List<Integer> starts(Tokens tokens, int from, int to) {
        List<Integer> names = new ArrayList<>();
        int i = from;
        boolean expected = true;
        while (i < to && names.size() < MOST) {
            if (tokens.isSymbol(i, ',')) {
                expected = true;
            } else if (expected && startsAt(tokens, i) && !tokens.is(i, "ONLY") && !tokens.is(i, "LATERAL")) {
                names.add(i);
                expected = false;
            } else if (tokens.is(i, "JOIN")) {
                expected = true;
            }
            i = expected || !startsAt(tokens, i) ? tokens.next(i) : end(tokens, i);
        }
        return names;
    }
}
