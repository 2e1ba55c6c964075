package dev.agentguard.effect.sql;

import dev.agentguard.effect.Effect;

/** Looks through expressions for what has effects of its own: writes in brackets, and calls of functions. */
final class Expressions {

    private Expressions() {}

    /** Reads the tokens of a range; false if nothing in it has an effect. */
    static boolean read(Reading reading, int from, int to) {
        Tokens tokens = reading.tokens();
        boolean found = false;
        int i = from;
        while (i < to) {
            Token token = tokens.at(i);
            if (token.isSymbol('(') && isWrite(tokens, i + 1)) {
                reading.readInside(i + 1, Math.min(tokens.close(i), to));
                found = true;
                i = tokens.next(i);
                continue;
            }
            if (tokens.isSymbol(i + 1, '(') && isCall(tokens, i, from)) {
                Effect effect = Functions.effectOf(reading, i);
                if (effect != null) {
                    reading.add(effect);
                    found = true;
                }
            }
            i++;
        }
        return found;
    }

    private static boolean isWrite(Tokens tokens, int i) {
        String word = tokens.word(i);
        return switch (word) {
            case "DELETE", "UPDATE", "INSERT", "MERGE" ->
                !tokens.isSymbol(i + 1, '(') && !tokens.isSymbol(i + 1, ',') && !tokens.isSymbol(i + 1, ')');
            default -> false;
        };
    }

    private static boolean isCall(Tokens tokens, int i, int from) {
        Token token = tokens.at(i);
        if (!token.isWord() && token.type() != Token.Type.NAME) {
            return false;
        }
        // behind AS, INTO and a closing bracket stand names of columns, tables and types
        return i == from || !(tokens.is(i - 1, "AS") || tokens.is(i - 1, "INTO") || tokens.isSymbol(i - 1, ')'));
    }
}
