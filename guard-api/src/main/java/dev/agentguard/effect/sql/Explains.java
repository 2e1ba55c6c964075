package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;

/** Reads EXPLAIN: a plan is read, but EXPLAIN ANALYZE runs the statement. */
final class Explains {

    private Explains() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        int inner = statementBehind(tokens, from + 1, statement.to());
        if (inner > 0 && executes(tokens, from + 1, inner)) {
            reading.readInside(inner, statement.to());
            return;
        }
        Statements.add(reading, statement, "explain", Reversibility.READ_ONLY, "shows a plan or a description");
    }

    private static boolean executes(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            String word = tokens.word(i);
            if (word.equals("ANALYZE") || word.equals("ANALYSE")) {
                String value = tokens.word(i + 1);
                boolean zero = tokens.at(i + 1).text().equals("0")
                        || tokens.at(i + 2).text().equals("0");
                if (!value.equals("FALSE") && !value.equals("OFF") && !zero) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns where the statement behind options begins, -1 if none does. */
    static int statementBehind(Tokens tokens, int from, int to) {
        for (int i = from; i < to; i = tokens.next(i)) {
            switch (tokens.word(i)) {
                case "SELECT",
                        "INSERT",
                        "UPDATE",
                        "DELETE",
                        "MERGE",
                        "REPLACE",
                        "WITH",
                        "VALUES",
                        "EXECUTE",
                        "CREATE",
                        "DECLARE",
                        "REFRESH",
                        "DROP",
                        "TRUNCATE",
                        "CALL",
                        "ALTER" -> {
                    return i;
                }
                default -> {
                    if (tokens.isSymbol(i, '(') && (tokens.is(i + 1, "SELECT") || tokens.is(i + 1, "WITH"))) {
                        return i;
                    }
                }
            }
        }
        return -1;
    }
}
