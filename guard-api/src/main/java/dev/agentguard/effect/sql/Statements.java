package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Reach;

/** Reads one statement: finds out by its leading words what it is, and hands it to who knows that kind. */
final class Statements {

    private Statements() {}

    static void read(Reading reading, Segment segment) {
        Tokens tokens = reading.tokens();
        int from = segment.from();
        while (from < segment.to()
                && (tokens.isSymbol(from, '(') || tokens.isSymbol(from, '{') || isCallResult(tokens, from))) {
            from++;
        }
        if (from >= segment.to()) {
            return;
        }
        Token first = tokens.at(from);
        Segment statement = new Segment(from, segment.to());
        if (first.type() == Token.Type.META) {
            MetaCommands.read(reading, statement);
        } else if (tokens.isSymbol(from, '.') && DotCommands.read(reading, statement)) {
            return;
        } else if (first.isWord()) {
            dispatch(reading, statement, first.text());
        } else {
            Leftovers.read(reading, statement);
        }
    }

    /** JDBC's <code>{? = call …}</code>. */
    private static boolean isCallResult(Tokens tokens, int i) {
        return (tokens.isSymbol(i, '?') || tokens.isSymbol(i, '='))
                && tokens.isSymbol(tokens.isSymbol(i, '?') ? i - 1 : i - 2, '{');
    }

    private static void dispatch(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        switch (word) {
            case "SELECT", "SEL", "VALUES", "TABLE", "FROM", "PERFORM" -> Queries.select(reading, statement);
            case "WITH" -> Queries.with(reading, statement);
            case "EXPLAIN", "DESC", "DESCRIBE" -> Explains.read(reading, statement);
            case "DELETE", "DEL" -> Deletes.delete(reading, statement);
            case "TRUNCATE" -> Deletes.truncate(reading, statement);
            case "UPDATE", "UPD" -> Updates.read(reading, statement);
            case "INSERT", "INS", "UPSERT" -> Inserts.insert(reading, statement);
            case "REPLACE" -> {
                if (tokens.is(from + 1, "TABLE")) {
                    Creates.read(reading, statement); // Spark's and Iceberg's
                } else {
                    Inserts.insert(reading, statement);
                }
            }
            case "MERGE" -> Inserts.merge(reading, statement);
            case "DROP" -> Drops.read(reading, statement);
            case "ALTER" -> Alters.read(reading, statement);
            case "CREATE", "RECREATE" -> Creates.read(reading, statement);
            case "PREPARE", "EXECUTE", "EXEC", "CALL", "DO" -> Dynamic.read(reading, statement, word);
            case "COPY", "UNLOAD", "LOAD", "EXPORT", "IMPORT", "PUT", "GET", "REMOVE", "RM" ->
                Copies.read(reading, statement, word);
            case "ANALYZE", "ANALYSE" -> {
                int inner = Explains.statementBehind(tokens, from + 1, statement.to());
                if (inner > 0) {
                    reading.readInside(inner, statement.to()); // MariaDB runs it
                } else {
                    Maintenance.read(reading, statement, word);
                }
            }
            default -> {
                if (!Maintenance.read(reading, statement, word)) {
                    Leftovers.read(reading, statement);
                }
            }
        }
    }

    /** Adds an effect with what most of them have. */
    static void add(Reading reading, Segment statement, String operation, Reversibility reversibility, String reason) {
        reading.add(reading.effect(operation, statement)
                .reach(reversibility == Reversibility.UNKNOWN ? Reach.ALL : Reach.ONE)
                .reversibility(reversibility, reason)
                .build());
    }
}
