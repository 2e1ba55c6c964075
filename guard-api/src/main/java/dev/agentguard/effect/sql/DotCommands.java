package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import java.util.Set;

/** Reads commands to the client sqlite3 that only show something; all others are left unknown. */
final class DotCommands {

    /** The dot, the command and one word: behind more of them a statement could stand. */
    private static final int MOST = 3;

    private static final Set<String> SHOWS = Words.set(
            "TABLES SCHEMA FULLSCHEMA DATABASES INDEXES INDICES HEADERS MODE WIDTH DUMP SHOW HELP TIMER ECHO EQP"
                    + " EXPLAIN STATS CHANGES NULLVALUE SEPARATOR PRINT LIMIT DBINFO SHA3SUM VERSION QUIT EXIT BAIL");

    private DotCommands() {}

    static boolean read(Reading reading, Segment statement) {
        if (statement.to() - statement.from() > MOST
                || !SHOWS.contains(reading.tokens().word(statement.from() + 1))) {
            return false;
        }
        Statements.add(reading, statement, "meta", Reversibility.READ_ONLY, "a command to the client");
        return true;
    }
}
