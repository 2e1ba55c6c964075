package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import java.util.Set;

/**
 * Reads commands to the client sqlite3: those that only show something, that write a file, that overwrite the database
 * and that start a program; all others are left unknown.
 */
final class DotCommands {

    /** The dot, the command and one word: behind more of them a statement could stand. */
    private static final int MOST = 3;

    private static final Set<String> SHOWS = Words.set(
            "TABLES SCHEMA FULLSCHEMA DATABASES INDEXES INDICES HEADERS MODE WIDTH DUMP SHOW HELP TIMER ECHO EQP"
                    + " EXPLAIN STATS CHANGES NULLVALUE SEPARATOR PRINT LIMIT DBINFO SHA3SUM VERSION QUIT EXIT BAIL");

    private static final Set<String> WRITES = Words.set("BACKUP SAVE CLONE OUTPUT ONCE");

    private DotCommands() {}

    static boolean read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        String command = tokens.word(statement.from() + 1);
        String line = tokens.source()
                .substring(
                        tokens.at(statement.from()).start(),
                        tokens.at(statement.to() - 1).end());
        boolean several = line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0; // a command ends with its line
        if (!several && (command.equals("SHELL") || command.equals("SYSTEM"))) {
            Programs.read(reading, statement, line);
            return true;
        }
        if (!several && WRITES.contains(command)) {
            if (line.indexOf('|') >= 0) {
                Programs.read(reading, statement, line);
            } else {
                Statements.add(
                        reading, statement, "write-file", Reversibility.REVERSIBLE, "writes a file at the client");
            }
            return true;
        }
        if (!several && command.equals("RESTORE")) {
            Statements.add(
                    reading,
                    statement,
                    "restore",
                    Reversibility.IRREVERSIBLE,
                    "overwrites the database by another file");
            return true;
        }
        if (statement.to() - statement.from() > MOST
                || !SHOWS.contains(reading.tokens().word(statement.from() + 1))) {
            return false;
        }
        Statements.add(reading, statement, "meta", Reversibility.READ_ONLY, "a command to the client");
        return true;
    }
}
