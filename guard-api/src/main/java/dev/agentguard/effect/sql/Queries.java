package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;

/** Reads SELECT and what is like it; a query that writes a table or a file, or calls what writes, is no read. */
final class Queries {

    private Queries() {}

    static void select(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        int to = statement.to();
        boolean acts = false;
        if (tokens.is(from, "FROM")) {
            int insert = tokens.find(from, to, "INSERT");
            if (insert > 0) {
                reading.readInside(insert, to); // Hive: FROM t INSERT OVERWRITE TABLE u SELECT …
                acts = true;
            }
        }
        int into = tokens.find(from, to, "INTO");
        if (into > 0 && !isVariable(tokens, into + 1)) {
            into(reading, statement, into);
            acts = true;
        }
        acts |= Expressions.read(reading, from, to);
        if (!acts) {
            reading.add(read(reading, statement));
        }
    }

    private static void into(Reading reading, Segment statement, int into) {
        Tokens tokens = reading.tokens();
        boolean file = tokens.is(into + 1, "OUTFILE") || tokens.is(into + 1, "DUMPFILE");
        int name = into + 1;
        while (isTableWord(tokens.word(name))) {
            name++;
        }
        reading.add(reading.effect("select-into", statement)
                .resource(file ? "sql:file" : "sql:table", file ? null : Names.read(tokens, name))
                .reversibility(
                        Reversibility.REVERSIBLE,
                        file ? "writes a new file on the server" : "creates a table from what it reads")
                .build());
    }

    private static boolean isTableWord(String word) {
        return switch (word) {
            case "TEMP", "TEMPORARY", "UNLOGGED", "TABLE", "LOCAL", "GLOBAL", "STRICT" -> true;
            default -> false;
        };
    }

    private static boolean isVariable(Tokens tokens, int i) {
        return tokens.word(i).startsWith("@") || tokens.isSymbol(i, ':');
    }

    private static Effect read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int from = tokens.find(statement.from(), statement.to(), "FROM");
        int table = tokens.is(statement.from(), "TABLE") ? statement.from() + 1 : from < 0 ? -1 : from + 1;
        boolean bounded = tokens.find(statement.from(), statement.to(), "WHERE") > 0
                || tokens.find(statement.from(), statement.to(), "LIMIT") > 0;
        return reading.effect("select", statement)
                .resource("sql:table", table < 0 || !Names.startsAt(tokens, table) ? null : Names.read(tokens, table))
                .reach(table < 0 ? Reach.ONE : bounded ? Reach.MANY : Reach.ALL)
                .reversibility(Reversibility.READ_ONLY, "reads")
                .build();
    }

    /** Reads a statement behind common table expressions, and the writes in those. */
    static void with(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int main = -1;
        for (int i = statement.from() + 1; i < statement.to() && main < 0; i = tokens.next(i)) {
            main = isMain(tokens, i) ? i : -1;
        }
        int behind = main < 0 ? statement.to() : main;
        boolean acts = Expressions.read(reading, statement.from() + 1, behind);
        if (main < 0) {
            if (!acts) {
                reading.add(read(reading, statement));
            }
        } else if (!acts || !tokens.is(main, "SELECT")) {
            reading.readInside(main, statement.to());
        } else {
            Expressions.read(reading, main, statement.to());
        }
    }

    private static boolean isMain(Tokens tokens, int i) {
        String word = tokens.word(i);
        boolean statement = Words.WRITES.contains(word)
                || word.equals("SELECT")
                || word.equals("VALUES")
                || word.equals("TABLE")
                || word.equals("FROM");
        return statement && (tokens.isSymbol(i - 1, ')') || !tokens.is(i - 1, "BY"));
    }
}
