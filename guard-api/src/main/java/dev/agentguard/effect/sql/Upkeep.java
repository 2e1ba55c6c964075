package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;

/**
 * Reads statements of upkeep, of which most only rebuild, and some remove what older versions or a recovery need.
 *
 * @see <a href="https://docs.delta.io/latest/delta-utility.html">Delta Lake, VACUUM and REORG</a>
 * @see <a href="https://clickhouse.com/docs/sql-reference/statements/optimize">ClickHouse, OPTIMIZE</a>
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/clone.html">MySQL, CLONE</a>
 * @see <a href="https://www.ibm.com/docs/en/db2/11.5?topic=commands-prune-historylogfile">Db2, PRUNE</a>
 * @see <a href="https://www.h2database.com/html/commands.html#script">H2, SCRIPT</a>
 */
final class Upkeep {

    private Upkeep() {}

    /** Reads a statement by its first word; false if it is none of these. */
    static boolean read(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        int to = statement.to();
        return switch (word) {
            case "PURGE" -> removes(reading, statement, "what could still be brought back is gone");
            case "PRUNE" -> removes(reading, statement, "the history or the logs that a recovery needs are gone");
            case "VACUUM" -> {
                boolean versions = tokens.find(from, to, "RETAIN") > 0;
                if (versions && isDryRun(tokens, to)) {
                    yield shows(reading, statement);
                }
                yield versions && removes(reading, statement, "older versions can no longer be read");
            }
            case "FSCK" ->
                tokens.is(from + 1, "REPAIR")
                        && (isDryRun(tokens, to) ? shows(reading, statement) : changes(reading, statement));
            case "REORG" ->
                tokens.is(to - 2, "PURGE") && removes(reading, statement, "older versions can no longer be read");
            case "OPTIMIZE" -> tokens.find(from, to, "DEDUPLICATE") > 0 && deduplicates(reading, statement);
            case "CLONE" ->
                tokens.is(from + 1, "INSTANCE")
                        && tokens.find(from, to, "DIRECTORY") < 0
                        && replaces(reading, statement);
            case "SCRIPT" -> tokens.find(from, to, "TO") > 0 ? changes(reading, statement) : shows(reading, statement);
            case "CONSISTENCY", "PAGING", "TRACING", "EXPAND" ->
                // a line of cqlsh needs no semicolon: what is longer may be more than one
                to - from <= 2 && shows(reading, statement);
            case "FORCE" -> force(reading, statement, tokens.word(from + 1));
            case "COLLECT" ->
                (tokens.word(from + 1).startsWith("STAT")
                                || tokens.word(from + 2).startsWith("STAT"))
                        && changes(reading, statement);
            case "RUNSTATS" -> tokens.is(from + 1, "ON") && changes(reading, statement);
            case "LOCKING", "LOCK" -> locked(reading, statement);
            default -> false;
        };
    }

    /** The last words of Delta Lake's VACUUM and FSCK. */
    private static boolean isDryRun(Tokens tokens, int to) {
        return tokens.is(to - 2, "DRY") && tokens.is(to - 1, "RUN");
    }

    /** Ends what sessions of Db2 are doing, or does at once what DuckDB does later. */
    private static boolean force(Reading reading, Segment statement, String next) {
        switch (next) {
            case "APPLICATION", "APPLICATIONS" -> {
                reading.add(reading.effect("force", statement)
                        .kind(Kind.COMPUTE)
                        .resource("sql:session", null)
                        .reversibility(Reversibility.REVERSIBLE, "ends what a session is doing")
                        .build());
                return true;
            }
            case "CHECKPOINT", "INSTALL" -> {
                return changes(reading, statement);
            }
            default -> {
                return false;
            }
        }
    }

    /** Teradata's {@code LOCKING TABLE t FOR ACCESS} in front of a statement. */
    private static boolean locked(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        for (int i = statement.from() + 1; i < statement.to(); i = tokens.next(i)) {
            if (isRequest(tokens.word(i))) {
                reading.readInside(i, statement.to());
                return true;
            }
        }
        return false;
    }

    private static boolean isRequest(String word) {
        return switch (word) {
            case "SELECT", "SEL", "WITH", "INSERT", "INS", "UPDATE", "UPD", "DELETE", "DEL", "MERGE" -> true;
            default -> false;
        };
    }

    private static boolean shows(Reading reading, Segment statement) {
        return add(reading, statement, Reversibility.READ_ONLY, "only shows, or steers the client");
    }

    private static boolean changes(Reading reading, Segment statement) {
        return add(reading, statement, Reversibility.REVERSIBLE, "rebuilds, or writes what can be written again");
    }

    /** ClickHouse deletes the rows that it takes for doubles. */
    private static boolean deduplicates(Reading reading, Segment statement) {
        Statements.add(reading, statement, "deduplicate", Reversibility.IRREVERSIBLE, "deletes rows taken for doubles");
        return true;
    }

    private static boolean replaces(Reading reading, Segment statement) {
        return add(reading, statement, Reversibility.IRREVERSIBLE, "replaces all data of this server");
    }

    private static boolean add(Reading reading, Segment statement, Reversibility reversibility, String reason) {
        String word = reading.tokens().word(statement.from()).toLowerCase(Locale.ROOT);
        Statements.add(reading, statement, word, reversibility, reason);
        return true;
    }

    /** Adds an effect on what a recovery needs. */
    static boolean removes(Reading reading, Segment statement, String reason) {
        String word = reading.tokens().word(statement.from()).toLowerCase(Locale.ROOT);
        reading.add(reading.effect(word, statement)
                .resource("sql:recovery", null)
                .reach(Reach.ALL)
                .destroysRecovery(true)
                .reversibility(Reversibility.IRREVERSIBLE, reason)
                .build());
        return true;
    }
}
