package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads ALTER: a change of definition can be changed back, a dropped column or partition cannot. */
final class Alters {

    /** What of these is dropped held rows or values. */
    private static final Set<String> HOLDERS =
            Words.set("table type view materialized-view cluster index schema keyspace topic");

    /** Properties that can be set again. */
    private static final Set<String> PROPERTIES =
            Words.set("CONSTRAINT DEFAULT NOT PRIMARY FOREIGN CHECK UNIQUE EXPRESSION IDENTITY");

    /** So many conditions are looked at, each to its end; more are taken for unbounded ones. */
    private static final int MOST_UPDATES = 8;

    private Alters() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        ObjectType type = ObjectType.read(tokens, statement.from() + 1);
        int at = type.nameAt(tokens);
        String name = Names.startsAt(tokens, at) ? Names.read(tokens, at) : null;
        int actions = name == null ? at : Names.end(tokens, at);
        boolean found = Retention.read(reading, statement, type.name(), name);
        int updates = 0;
        for (int i = actions; i < statement.to(); i = tokens.next(i)) {
            String destroys = destroys(tokens, i, type.name());
            if (tokens.is(i, "UPDATE") && type.name().equals("table") && !tokens.is(i - 1, "ON")) {
                updates++;
                boolean all = updates == MOST_UPDATES
                        || (updates < MOST_UPDATES && updatesAll(tokens, i, statement.to(), name));
                destroys = all ? "update" : null;
            }
            if (destroys != null) {
                reading.add(effect(reading, statement, type.name() + "-" + destroys, type.name(), name)
                        .reach(Reach.ALL)
                        .reversibility(Reversibility.IRREVERSIBLE, "what the dropped part held is gone")
                        .build());
                found = true;
            }
        }
        if (!found) {
            plain(reading, statement, type.name(), name);
        }
    }

    private static void plain(Reading reading, Segment statement, String type, @Nullable String name) {
        // a user mapping only holds a copy of a password
        boolean account = Drops.ACCESS.contains(type) && !type.equals("user-mapping");
        boolean rotates = account && Access.setsPassword(reading.tokens(), statement);
        reading.add(effect(reading, statement, type, type, name)
                .reversibility(
                        rotates ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        rotates ? "the password before it is gone" : "changes a definition or a setting")
                .build());
    }

    private static Effect.Builder effect(
            Reading reading, Segment statement, String operation, String type, @Nullable String name) {
        boolean access = Drops.ACCESS.contains(type) || type.equals("default-privileges");
        boolean compute = type.equals("system") || type.equals("server") || type.equals("warehouse");
        return reading.effect("alter-" + operation, statement)
                .kind(access ? Kind.ACCESS : compute ? Kind.COMPUTE : Kind.DATA)
                .resource("sql:" + type, name);
    }

    /** What the action at an index destroys, null if nothing. */
    private static @Nullable String destroys(Tokens tokens, int i, String type) {
        String next = tokens.word(i + 1);
        return switch (tokens.word(i)) {
            case "DROP" ->
                HOLDERS.contains(type)
                        ? dropped(tokens, i)
                        : isOfflineDrop(tokens, i, type) ? "drop-file" : logfile(next, type);
            case "REPLACE" -> type.equals("table") && next.equals("PARTITION") ? "replace-partition" : null;
            case "TRUNCATE" -> type.equals("table") ? "truncate-partition" : null;
            case "DISCARD" -> type.equals("table") ? "discard-tablespace" : null;
            case "UNUSED" -> tokens.is(i - 1, "SET") ? "set-unused" : null;
            case "DELETE" -> type.equals("table") && (next.equals("WHERE") || next.equals("IN")) ? "delete" : null;
            case "CLEAR" -> type.equals("table") || next.equals("LOGFILE") ? "clear" : null;
            case "REMOVE" -> next.equals("FILE") || next.equals("FILEGROUP") ? "remove-file" : null;
            case "RESETLOGS" -> type.equals("database") ? "resetlogs" : null;
            case "EXECUTE" ->
                tokens.word(i + 1).equals("EXPIRE_SNAPSHOTS")
                                || tokens.word(i + 1).equals("REMOVE_ORPHAN_FILES")
                        ? next.toLowerCase(Locale.ROOT)
                        : null;
            default -> null;
        };
    }

    /** ClickHouse's {@code ALTER TABLE t UPDATE … WHERE 1}; {@code ON UPDATE} is a property. */
    private static boolean updatesAll(Tokens tokens, int i, int to, @Nullable String name) {
        int where = tokens.find(i, to, "WHERE");
        return where > 0
                && name != null
                && Predicate.reach(tokens, where + 1, Conditions.end(tokens, where, to), name) == Reach.ALL;
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
            case "ROW", "ALL" -> behind.equals("ACCESS") || behind.equals("ROW") ? null : "drop-column";
            default -> "drop-column";
        };
    }

    /** {@code ALTER [COLUMN] c DROP …} takes a property away from it. */
    private static boolean ofColumn(Tokens tokens, int drop) {
        return tokens.is(drop - 2, "ALTER") || (tokens.is(drop - 2, "COLUMN") && tokens.is(drop - 3, "ALTER"));
    }
}
