package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;

/**
 * Statements that no reader knows, and procedural code around others: what writes inside of them is read as a statement,
 * and a destroying word that is left makes the whole unknown.
 */
final class Leftovers {

    private Leftovers() {}

    /** Reads a statement with an unknown beginning. */
    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        Token first = tokens.at(from);
        if (isAssignment(tokens, from)) {
            code(reading, statement, "assign");
            return;
        }
        boolean bare = reading.syntax().has(Syntax.Rule.LOOSE) || tokens.isSymbol(Names.end(tokens, from), '(');
        if (first.isWord() && bare && Procedures.isKnown(Names.read(tokens, from))) {
            Procedures.read(reading, statement, from);
            return;
        }
        inside(reading, statement);
        Statements.add(
                reading,
                statement,
                "unknown",
                Reversibility.UNKNOWN,
                first.isWord()
                        ? "`" + Names.read(tokens, from) + "` is no statement that is known here"
                        : "no statement");
    }

    /** {@code x := 1}, {@code SELECT} of plain variables: code whose calls and writes count, and nothing else. */
    static void code(Reading reading, Segment statement, String operation) {
        if (!inside(reading, statement) && !Expressions.read(reading, statement.from(), statement.to())) {
            Statements.add(
                    reading, statement, operation, Reversibility.READ_ONLY, "runs code that changes no stored data");
        }
    }

    /** Reads the first statement that writes inside of another one; false if there is none. */
    static boolean inside(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        for (int i = statement.from() + 1; i < statement.to(); i++) {
            if (tokens.at(i).isWord() && Words.startsLoosely(tokens, i) && !tokens.is(i, "DECLARE")) {
                reading.readInside(i, statement.to());
                return true;
            }
        }
        return false;
    }

    private static boolean isAssignment(Tokens tokens, int from) {
        int end = Names.startsAt(tokens, from) ? Names.end(tokens, from) : from;
        boolean label = tokens.isSymbol(end, ':') && !tokens.isSymbol(end + 1, '=');
        return end > from
                && ((tokens.isSymbol(end, ':') && tokens.isSymbol(end + 1, '='))
                        || (label && tokens.at(end + 1).isEnd()));
    }
}
