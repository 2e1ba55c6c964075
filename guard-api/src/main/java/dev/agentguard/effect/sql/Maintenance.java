package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Statements that are known by their first word: transactions, settings, upkeep, access, the server itself. */
final class Maintenance {

    private static final Map<String, Known> BY_WORD = new HashMap<>();

    /** Session settings that change neither data nor how later statements write. */
    private static final Set<String> PLAIN_SETTINGS =
            Words.set("SEARCH_PATH STATEMENT_TIMEOUT LOCK_TIMEOUT TIMEZONE TIME NAMES CLIENT_ENCODING DATESTYLE"
                    + " NOCOUNT TRANSACTION QUOTED_IDENTIFIER ANSI_NULLS APPLICATION_NAME SCHEMA CHARACTER CHARSET"
                    + " IDLE_IN_TRANSACTION_SESSION_TIMEOUT WORK_MEM XACT_ABORT DATEFORMAT ROWCOUNT STATISTICS"
                    + " SHOWPLAN_TEXT SHOWPLAN_ALL SERVEROUTPUT LINESIZE PAGESIZE FEEDBACK ECHO HEADING AUTOTRACE"
                    + " TIMING AUTOCOMMIT CONSTRAINTS MAX_STATEMENT_TIME MAX_EXECUTION_TIME DEFINE");

    private record Known(Reversibility reversibility, Kind kind, String reason) {}

    static {
        known(
                Reversibility.READ_ONLY,
                Kind.DATA,
                "reads, or steers the session and its transaction",
                "SHOW HELP LIST LS USE BEGIN START COMMIT ROLLBACK END ABORT SAVEPOINT RELEASE DECLARE FETCH MOVE CLOSE OPEN"
                        + " DEALLOCATE CHECKSUM HANDLER PRINT RAISE RAISERROR THROW WAITFOR RETURN GOTO BREAK CONTINUE LEAVE"
                        + " ITERATE EXIT SIGNAL RESIGNAL ASSERT NULL PROMPT LISTEN UNLISTEN STATUS EXCEPTION WHEN"
                        + " CHECK RESET DISCARD SAVE UNTIL PRAGMA_ QUIT WHENEVER SPOOL TTITLE COLUMN VARIABLE VAR XA RETURNS"
                        + " FINISH GETDIAG ELSE THEN REVERT EVALUATE SUMMARIZE PIVOT UNPIVOT EXISTS GET_ DESCR LOOP");
        known(
                Reversibility.REVERSIBLE,
                Kind.DATA,
                "changes what can be changed back, or only rebuilds",
                "COMMENT CLUSTER REINDEX REFRESH VACUUM ANALYZE ANALYSE OPTIMIZE REORG REPAIR RENAME ATTACH DETACH UNDROP UNDELETE"
                        + " LOCK UNLOCK CHECKPOINT NOTIFY SECURITY CACHE UNCACHE MSCK BULK EXCHANGE ENABLE DISABLE"
                        + " ASSOCIATE DISASSOCIATE STOP CHANGE SET UNSET INSTALL UNINSTALL RECONFIGURE FLUSH"
                        + " WRITETEXT UPDATETEXT READTEXT EXPLAINPLAN CLONE SEND TAG UNTAG ADD HOARD PIN SWITCHOVER");
        known(
                Reversibility.REVERSIBLE,
                Kind.ACCESS,
                "changes who may do what",
                "GRANT REVOKE DENY REASSIGN AUDIT NOAUDIT");
        known(
                Reversibility.REVERSIBLE,
                Kind.COMPUTE,
                "ends or starts what runs",
                "KILL SHUTDOWN STARTUP RESTART SUSPEND RESUME PAUSE CANCEL");
        known(Reversibility.IRREVERSIBLE, Kind.DATA, "removes it for good", "PURGE WIPE ERASE FORGET EXPIRE");
    }

    private Maintenance() {}

    private static void known(Reversibility reversibility, Kind kind, String reason, String words) {
        for (String word : words.split(" ", -1)) {
            BY_WORD.put(word, new Known(reversibility, kind, reason));
        }
    }

    /** Reads a statement by its first word; false if that is not known. */
    static boolean read(Reading reading, Segment statement, String word) {
        return switch (word) {
            case "SET" -> set(reading, statement);
            case "USE" -> use(reading, statement);
            case "RESET" -> reset(reading, statement);
            case "RESTORE", "BACKUP", "DUMP", "FLASHBACK" -> Backups.read(reading, statement, word);
            case "RECOVER" -> {
                String next = reading.tokens().word(statement.from() + 1);
                yield (next.equals("DATA") || next.equals("DATABASE")) && Backups.read(reading, statement, word);
            }
            case "DBCC" -> Console.dbcc(reading, statement);
            case "PRAGMA" -> Console.pragma(reading, statement);
            case "DECLARE",
                    "OPEN",
                    "RETURN",
                    "IF",
                    "WHILE",
                    "FOR",
                    "CASE",
                    "ELSIF",
                    "ELSEIF",
                    "FOREACH",
                    "WHEN",
                    "EXCEPTION",
                    "UNTIL",
                    "ASSERT",
                    "RAISE",
                    "PRINT" -> code(reading, statement, word);
            case "SOURCE", "HOST", "SYSTEM", "START" -> client(reading, statement, word);
            default -> Upkeep.read(reading, statement, word) || plain(reading, statement, word);
        };
    }

    private static boolean plain(Reading reading, Segment statement, String word) {
        Known known = BY_WORD.get(word);
        if (known == null) {
            return false;
        }
        Tokens tokens = reading.tokens();
        int name = statement.from() + 1;
        boolean named = name < statement.to() && Names.startsAt(tokens, name) && known.kind != Kind.ACCESS;
        reading.add(reading.effect(word.toLowerCase(Locale.ROOT), statement)
                .kind(known.kind)
                .resource(
                        known.kind == Kind.ACCESS ? "sql:privilege" : "sql:object",
                        named ? Names.read(tokens, name) : null)
                .reversibility(known.reversibility, known.reason)
                .build());
        return true;
    }

    /** What follows {@code USE x}, {@code USE DATABASE x} or {@code USE SCHEMA x} runs there; a role is no place. */
    private static boolean use(Reading reading, Segment statement) {
        plain(reading, statement, "USE");
        Tokens tokens = reading.tokens();
        String kind = tokens.word(statement.from() + 1);
        if (kind.equals("ROLE") || kind.equals("WAREHOUSE") || kind.equals("SECONDARY")) {
            return true;
        }
        boolean schema = kind.equals("SCHEMA");
        boolean said = schema || kind.equals("DATABASE") || kind.equals("CATALOG");
        String name = Names.read(tokens, statement.from() + (said ? 2 : 1));
        reading.goesTo(
                List.of(new Place(schema ? Place.DATABASE_SCHEMA : Place.DATABASE_NAME, name.isEmpty() ? null : name)));
        return true;
    }

    private static boolean code(Reading reading, Segment statement, String word) {
        Leftovers.code(reading, statement, word.toLowerCase(Locale.ROOT));
        return true;
    }

    /** START TRANSACTION is one thing, START of a replica another, and SQL*Plus runs a file with it. */
    private static boolean client(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        String next = tokens.word(statement.from() + 1);
        switch (next) {
            case "TRANSACTION" -> {
                return plain(reading, statement, word);
            }
            case "SLAVE", "REPLICA", "GROUP_REPLICATION", "RESTART", "STOP", "FLUSH", "RELOAD", "SYNC" -> {
                Statements.add(
                        reading,
                        statement,
                        word.toLowerCase(Locale.ROOT),
                        Reversibility.REVERSIBLE,
                        "steers the server");
                return true;
            }
            case "DROP", "UNFREEZE" -> {
                boolean loses = next.equals("UNFREEZE") || tokens.is(statement.from() + 2, "REPLICA");
                boolean cache = tokens.find(statement.from(), statement.to(), "CACHE") > 0;
                Statements.add(
                        reading,
                        statement,
                        word.toLowerCase(Locale.ROOT),
                        loses ? Reversibility.IRREVERSIBLE : cache ? Reversibility.REVERSIBLE : Reversibility.UNKNOWN,
                        loses ? "removes a copy or what is known of it" : "steers the server");
                return true;
            }
            default -> {
                reading.add(reading.unknown(statement, "starts a program or runs a file"));
                return true;
            }
        }
    }

    private static boolean set(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        int at = statement.from() + 1;
        boolean shared = false;
        while (isScope(tokens.word(at))) {
            shared |= tokens.is(at, "GLOBAL") || tokens.is(at, "PERSIST") || tokens.is(at, "PERSIST_ONLY");
            at++;
        }
        if (Retention.read(reading, statement, "setting", tokens.word(at).toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (tokens.word(at).endsWith(Inserts.TRUNCATES) && Inserts.isOn(tokens, at + 1)) {
            reading.add(reading.unknown(statement, "what is inserted from now on replaces the file"));
            return true;
        }
        boolean password = tokens.is(at, "PASSWORD");
        boolean variable = tokens.word(at).startsWith("@") && !tokens.word(at).startsWith("@@");
        boolean acts = Expressions.read(reading, at, statement.to());
        boolean plain = !shared && (variable || PLAIN_SETTINGS.contains(tokens.word(at)));
        Effect effect = reading.effect(shared ? "set-global" : "set", statement)
                .kind(password || tokens.is(at, "ROLE") ? Kind.ACCESS : shared ? Kind.COMPUTE : Kind.DATA)
                .resource("sql:setting", tokens.word(at).toLowerCase(Locale.ROOT))
                .reversibility(
                        password
                                ? Reversibility.IRREVERSIBLE
                                : plain ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE,
                        password ? "the password before it is gone" : "changes a setting")
                .build();
        if (!acts || !plain) {
            reading.add(effect);
        }
        return true;
    }

    private static boolean isScope(String word) {
        return switch (word) {
            case "SESSION", "LOCAL", "GLOBAL", "PERSIST", "PERSIST_ONLY" -> true;
            default -> false;
        };
    }

    private static boolean reset(Reading reading, Segment statement) {
        return switch (reading.tokens().word(statement.from() + 1)) {
            case "MASTER", "BINARY" -> Upkeep.removes(reading, statement, "the logs that a recovery needs are gone");
            case "SLAVE", "REPLICA" -> {
                Statements.add(
                        reading,
                        statement,
                        "reset-replica",
                        Reversibility.IRREVERSIBLE,
                        "the position and relay logs are gone");
                yield true;
            }
            case "DB", "DATABASE", "DBM" -> {
                Statements.add(reading, statement, "reset", Reversibility.REVERSIBLE, "changes a setting");
                yield true;
            }
            default -> plain(reading, statement, "RESET");
        };
    }
}
