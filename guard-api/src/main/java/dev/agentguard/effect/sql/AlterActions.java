package dev.agentguard.effect.sql;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the actions of an ALTER destroy. Most that do say DROP; the others are known one by one from the manuals.
 *
 * @see <a href="https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/ALTER-DATABASE.html">Oracle</a>
 * @see <a href="https://www.ibm.com/docs/en/db2/11.5?topic=statements-alter-table">Db2</a>
 * @see <a href="https://clickhouse.com/docs/sql-reference/statements/alter">ClickHouse</a>
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE_APPEND.html">Redshift</a>
 * @see <a href="https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql">SQL Server</a>
 * @see <a href="https://spark.apache.org/docs/latest/sql-ref-syntax-ddl-alter-table.html">Spark</a>
 */
final class AlterActions {

    /** What of these is dropped held rows or values. */
    private static final Set<String> HOLDERS =
            Words.set("table type view materialized-view cluster index schema keyspace topic");

    /** Properties that can be set again. */
    private static final Set<String> PROPERTIES =
            Words.set("CONSTRAINT DEFAULT NOT PRIMARY FOREIGN CHECK UNIQUE EXPRESSION IDENTITY");

    /** How far behind a word its options are looked for. */
    private static final int OPTION_TOKENS = 40;

    private AlterActions() {}

    /** What the action at an index destroys, null if nothing. */
    static @Nullable String destroys(Tokens tokens, int i, Segment statement, String type) {
        String next = tokens.word(i + 1);
        String word = tokens.word(i);
        return switch (word) {
            case "DROP" -> drop(tokens, i, type, next);
            case "DISCARD", "UNUSED", "DELETE", "UNFREEZE", "EMPTY", "APPEND", "SWITCH", "ROWS", "USING", "ENGINE" ->
                ofTable(tokens, i, type, statement);
            case "REPLACE" -> replaces(type, next);
            case "TRUNCATE" -> type.equals("table") ? "truncate-partition" : null;
            case "UNIQUE", "PRIMARY" ->
                ignores(tokens, statement) && !tokens.is(i - 1, "DROP") ? "delete-duplicates" : null;
            case "CLEAR" -> clear(tokens, i, type, next);
            case "REMOVE" -> removes(type, next);
            case "RESETLOGS", "REUSE", "ACTIVATE", "FAILOVER", "FINISH", "CONVERT", "REBUILD" ->
                ofDatabase(tokens, i, type, next);
            case "FORCE_FAILOVER_ALLOW_DATA_LOSS", "FORCE_SERVICE_ALLOW_DATA_LOSS" -> "force-failover";
            case "RESET" -> next.equals("DATA") || tokens.is(i + 2, "FALLBACK") ? "reset" : null;
            case "REGENERATE" -> tokens.is(i - 1, "FORCE") ? "force-regenerate" : null;
            case "PURGE" -> type.equals("flashback-archive") ? "purge" : null;
            default -> null;
        };
    }

    private static @Nullable String drop(Tokens tokens, int i, String type, String next) {
        if (HOLDERS.contains(type)) {
            return dropped(tokens, i);
        }
        if (next.equals("FALLBACK")) {
            return "drop-fallback-snapshot"; // of SAP HANA
        }
        return isOfflineDrop(tokens, i, type) ? "drop-file" : logfile(next, type);
    }

    private static @Nullable String ofTable(Tokens tokens, int i, String type, Segment statement) {
        String next = tokens.word(i + 1);
        boolean table = type.equals("table");
        return switch (tokens.word(i)) {
            case "DISCARD" -> table ? "discard-tablespace" : null;
            case "UNUSED" -> tokens.is(i - 1, "SET") ? "set-unused" : null;
            case "DELETE" ->
                table && (next.equals("WHERE") || next.equals("IN") || tokens.is(i - 1, "WITH")) ? "delete" : null;
            case "UNFREEZE" -> table ? "unfreeze" : null;
            case "EMPTY" -> tokens.is(i - 1, "WITH") && next.equals("TABLE") ? "empty" : null;
            case "APPEND" -> table && next.equals("FROM") ? "append" : null;
            case "SWITCH" -> table && option(tokens, i, statement.to(), "TRUNCATE_TARGET") ? "switch-truncate" : null;
            case "ROWS" -> tokens.is(i - 1, "INCLUDING") && next.equals("WHERE") ? "filter-rows" : null;
            case "USING" -> table && isConstant(tokens, i + 1, statement.to()) ? "overwrite-column" : null;
            default -> table && isBlackhole(tokens, i + 1) ? "empty" : null;
        };
    }

    private static @Nullable String replaces(String type, String next) {
        if (!type.equals("table")) {
            return null;
        }
        return next.equals("PARTITION") ? "replace-partition" : next.equals("COLUMNS") ? "replace-columns" : null;
    }

    private static @Nullable String clear(Tokens tokens, int i, String type, String next) {
        if (type.equals("table")) {
            // ClickHouse builds indices and projections anew
            return next.equals("INDEX") || next.equals("PROJECTION") || next.equals("STATISTICS") ? null : "clear";
        }
        boolean log = next.equals("LOGFILE") || tokens.is(i + 2, "LOGFILE");
        return log || tokens.is(i - 1, "QUERY_STORE") ? "clear" : null;
    }

    private static @Nullable String removes(String type, String next) {
        boolean archive = type.equals("flashback-archive") && next.equals("TABLESPACE");
        return archive || next.equals("FILE") || next.equals("FILEGROUP") ? "remove-file" : null;
    }

    private static @Nullable String ofDatabase(Tokens tokens, int i, String type, String next) {
        boolean database = type.equals("database");
        String word = tokens.word(i).toLowerCase(Locale.ROOT);
        boolean destroys = switch (word) {
            case "resetlogs" -> database;
            case "reuse" -> database || type.endsWith("tablespace");
            case "activate" -> database && (next.equals("STANDBY") || tokens.is(i + 2, "STANDBY"));
            case "failover" ->
                database && next.equals("TO") && !tokens.is(i - 1, "ENABLE") && !tokens.is(i - 1, "DISABLE");
            case "finish" -> database && tokens.is(i - 1, "DATABASE");
            case "convert" -> database && tokens.is(i + 2, "PHYSICAL");
            default -> database && next.equals("LOG");
        };
        return destroys ? word : null;
    }

    /** MariaDB's {@code ALTER IGNORE TABLE}, which deletes the rows that break a new key. */
    private static boolean ignores(Tokens tokens, Segment statement) {
        int from = statement.from() + 1;
        return tokens.is(from, "IGNORE") || (tokens.is(from + 1, "IGNORE") && tokens.is(from + 2, "TABLE"));
    }

    private static boolean option(Tokens tokens, int i, int to, String name) {
        for (int at = i; at < Math.min(to, i + OPTION_TOKENS); at++) {
            if (tokens.is(at, name)) {
                return !tokens.is(at + 2, "OFF");
            }
        }
        return false;
    }

    /** A new type {@code USING NULL} or another value that is the same for all rows. */
    private static boolean isConstant(Tokens tokens, int from, int to) {
        int i = from;
        while (i < to && (tokens.isSymbol(i, '(') || tokens.is(i, "CAST") || tokens.isSymbol(i, '-'))) {
            i++;
        }
        Token value = tokens.at(i);
        boolean literal = value.isString()
                || value.type() == Token.Type.NUMBER
                || tokens.is(i, "NULL")
                || tokens.is(i, "TRUE")
                || tokens.is(i, "FALSE");
        int behind = i + 1;
        boolean ends = behind >= to
                || tokens.isSymbol(behind, ')')
                || tokens.isSymbol(behind, ',')
                || tokens.isSymbol(behind, ':')
                || tokens.is(behind, "AS");
        return i < to && literal && ends;
    }

    private static boolean isBlackhole(Tokens tokens, int i) {
        int value = tokens.isSymbol(i, '=') ? i + 1 : i;
        return tokens.at(value).text().equalsIgnoreCase("BLACKHOLE");
    }

    /** {@code ALTER DATABASE DATAFILE 'f' OFFLINE [FOR] DROP}. */
    private static boolean isOfflineDrop(Tokens tokens, int drop, String type) {
        int before = tokens.is(drop - 1, "FOR") ? drop - 2 : drop - 1;
        return type.equals("database") && tokens.is(before, "OFFLINE");
    }

    private static @Nullable String logfile(String next, String type) {
        boolean file =
                next.equals("LOGFILE") || next.equals("FILE") || next.equals("DATAFILE") || next.equals("TEMPFILE");
        return file && (type.equals("database") || type.equals("tablespace")) ? "drop-file" : null;
    }

    private static @Nullable String dropped(Tokens tokens, int drop) {
        String next = tokens.word(drop + 1);
        if (PROPERTIES.contains(next) || ofColumn(tokens, drop)) {
            return null;
        }
        String behind = tokens.word(drop + 2);
        return switch (next) {
            case "COLUMN", "PARTITION", "SUBPARTITION", "INDEX", "KEY", "ATTRIBUTE", "UNUSED" ->
                "drop-" + next.toLowerCase(Locale.ROOT);
            case "SYSTEM" -> behind.equals("VERSIONING") ? "drop-history" : "drop-column";
            case "PERIOD" -> behind.equals("FOR") ? null : "drop-column";
            case "CLUSTERING" -> behind.equals("KEY") ? null : "drop-column";
            case "SUPPLEMENTAL" -> behind.equals("LOG") ? null : "drop-column";
            case "SEARCH" -> behind.equals("OPTIMIZATION") ? null : "drop-column";
            case "ROW", "ALL" ->
                behind.equals("ACCESS") || behind.equals("ROW") || behind.equals("DELETION") ? null : "drop-column";
            default -> "drop-column";
        };
    }

    /** {@code ALTER [COLUMN] c DROP …} takes a property away from it. */
    private static boolean ofColumn(Tokens tokens, int drop) {
        return tokens.is(drop - 2, "ALTER") || (tokens.is(drop - 2, "COLUMN") && tokens.is(drop - 3, "ALTER"));
    }
}
