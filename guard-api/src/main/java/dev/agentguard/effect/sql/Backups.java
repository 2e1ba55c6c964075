package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads BACKUP, RESTORE, RECOVER and FLASHBACK: a restore overwrites what is there now, unless the manual says that it
 * refuses to or that it adds a version.
 *
 * @see <a href="https://docs.delta.io/latest/delta-utility.html">Delta Lake, restore a table to an earlier state</a>
 * @see <a href="https://clickhouse.com/docs/operations/backup">ClickHouse, backup and restore</a>
 * @see <a href="https://www.cockroachlabs.com/docs/stable/restore">CockroachDB, RESTORE</a>
 * @see <a href="https://help.sap.com/docs/SAP_HANA_PLATFORM/4fe29514fd584807ac9f2a04f6754767">SAP HANA, BACKUP CATALOG
 *     DELETE</a>
 */
final class Backups {

    private Backups() {}

    static boolean read(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        switch (word) {
            case "RESTORE" -> restore(reading, statement, tokens.word(from + 1));
            case "RECOVER" ->
                add(reading, statement, word, Reversibility.IRREVERSIBLE, "what was written since is gone", false);
            case "FLASHBACK" -> {
                boolean undoesDrop = tokens.find(from, statement.to(), "DROP") > 0;
                add(
                        reading,
                        statement,
                        word,
                        undoesDrop ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                        undoesDrop ? "brings back what was dropped" : "what was written since is gone",
                        false);
            }
            default -> {
                if (deletesBackups(tokens, from + 1)) {
                    add(reading, statement, word, Reversibility.IRREVERSIBLE, "deletes backups", true);
                    return true;
                }
                boolean overwrites = has(tokens, statement, "INIT")
                        || has(tokens, statement, "FORMAT")
                        || has(tokens, statement, "TRUNCATE_ONLY")
                        || has(tokens, statement, "NO_LOG")
                        || toNowhere(tokens, statement);
                add(
                        reading,
                        statement,
                        word,
                        overwrites ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        overwrites ? "overwrites the backups before it, or drops the log" : "writes a backup",
                        overwrites);
            }
        }
        return true;
    }

    private static void restore(Reading reading, Segment statement, String what) {
        switch (what) {
            case "HEADERONLY", "FILELISTONLY", "VERIFYONLY", "LABELONLY", "REWINDONLY" ->
                add(reading, statement, "RESTORE", Reversibility.READ_ONLY, "looks at a backup", false);
            case "SERVICE", "SYMMETRIC", "MASTER" ->
                add(reading, statement, "RESTORE", Reversibility.IRREVERSIBLE, "replaces a key", false);
            default -> {
                String kept = kept(reading.tokens(), statement);
                add(
                        reading,
                        statement,
                        "RESTORE",
                        kept == null ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        kept == null ? "overwrites what is there now" : kept,
                        false);
            }
        }
    }

    /** Why a restore loses nothing, null if it does. */
    private static @Nullable String kept(Tokens tokens, Segment statement) {
        for (int i = statement.from() + 1; i < statement.to(); i = tokens.next(i)) {
            boolean version = tokens.is(i, "VERSION") || tokens.is(i, "TIMESTAMP");
            if (version && tokens.is(i + 1, "AS") && tokens.is(i + 2, "OF")) {
                return "writes an older version on top, and the newer ones stay in the history"; // Delta Lake
            }
            if (tokens.is(i, "FROM")) {
                boolean store = tokens.at(i + 1).isWord() && tokens.isSymbol(i + 2, '(');
                boolean collection = tokens.is(i + 2, "IN")
                        && (tokens.is(i + 1, "LATEST") || tokens.at(i + 1).isString());
                // ClickHouse, then CockroachDB
                return store || collection ? "restores only what is not there" : null;
            }
        }
        return null;
    }

    /** SAP HANA's {@code BACKUP CATALOG DELETE} and {@code BACKUP DATA DROP SNAPSHOT}. */
    private static boolean deletesBackups(Tokens tokens, int at) {
        return (tokens.is(at, "CATALOG") && tokens.is(at + 1, "DELETE"))
                || (tokens.is(at, "DATA") && tokens.is(at + 1, "DROP"));
    }

    /** A log backup that is thrown away takes the log from the database all the same. */
    private static boolean toNowhere(Tokens tokens, Segment statement) {
        for (int i = statement.from() + 2; i < statement.to(); i++) {
            String text = tokens.at(i).text();
            if (text.equalsIgnoreCase("NUL") || text.equalsIgnoreCase("NUL:") || text.equals("/dev/null")) {
                return tokens.is(statement.from() + 1, "LOG");
            }
        }
        return false;
    }

    private static boolean has(Tokens tokens, Segment statement, String word) {
        return tokens.find(statement.from(), statement.to(), word) > 0;
    }

    private static void add(
            Reading reading,
            Segment statement,
            String word,
            Reversibility reversibility,
            String reason,
            boolean destroysRecovery) {
        Tokens tokens = reading.tokens();
        int name = statement.from() + 2;
        Effect effect = reading.effect(word.toLowerCase(Locale.ROOT), statement)
                .resource(
                        "sql:" + tokens.word(statement.from() + 1).toLowerCase(Locale.ROOT),
                        name < statement.to() && Names.startsAt(tokens, name) ? Names.read(tokens, name) : null)
                .reach(Reach.ALL)
                .destroysRecovery(destroysRecovery)
                .reversibility(reversibility, reason)
                .build();
        reading.add(effect);
    }
}
