package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import org.jspecify.annotations.Nullable;

/** Reads ALTER: a change of definition can be changed back, a dropped column or partition cannot. */
final class Alters {

    /** So many conditions are looked at, each to its end; more are taken for unbounded ones. */
    private static final int MOST_UPDATES = 8;

    private Alters() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        ObjectType type = ObjectType.read(tokens, statement.from() + 1);
        if (type.name().equals("system") && SystemAlters.read(reading, statement, type.next())) {
            return;
        }
        int at = type.nameAt(tokens);
        String name = Names.startsAt(tokens, at) ? Names.read(tokens, at) : null;
        // Oracle's ALTER DATABASE has no name where it means its own
        boolean own =
                type.name().equals("database") && AlterActions.destroys(tokens, at, statement, "database") != null;
        int actions = name == null || own ? at : Names.end(tokens, at);
        name = own ? null : name;
        boolean found = Retention.read(reading, statement, type.name(), name);
        int updates = 0;
        for (int i = actions; i < statement.to(); i = tokens.next(i)) {
            String destroys = AlterActions.destroys(tokens, i, statement, type.name());
            if (tokens.is(i, "UPDATE") && type.name().equals("table") && !tokens.is(i - 1, "ON")) {
                updates++;
                boolean all = updates == MOST_UPDATES
                        || (updates < MOST_UPDATES && updatesAll(tokens, i, statement.to(), name));
                destroys = all ? "update" : null;
            }
            if (destroys != null) {
                reading.add(effect(reading, statement, type.name() + "-" + destroys, type.name(), name)
                        .reach(Reach.ALL)
                        .destroysRecovery(isOfRecovery(destroys))
                        .reversibility(Reversibility.IRREVERSIBLE, reason(destroys))
                        .build());
                found = true;
            } else if (i == actions && tokens.is(i, "EXECUTE") && type.name().equals("table")) {
                LakeProcedures.ofTable(reading, statement, i + 1, name);
                return;
            }
        }
        if (!found) {
            plain(reading, statement, type.name(), name);
        }
    }

    private static boolean isOfRecovery(String operation) {
        return switch (operation) {
            case "unfreeze", "drop-fallback-snapshot", "resetlogs", "drop-history", "purge" -> true;
            default -> false;
        };
    }

    private static String reason(String operation) {
        return switch (operation) {
            case "empty" -> "the table loses all its rows";
            case "append" -> "empties the table that it appends, and no rollback brings that back";
            case "switch-truncate" -> "empties the partition that it switches to";
            case "filter-rows", "delete-duplicates" -> "rows that do not fit are deleted";
            case "overwrite-column" -> "every row gets the same value, those before it are gone";
            case "unfreeze", "drop-fallback-snapshot", "purge" -> "what could still be brought back is gone";
            case "reset", "convert" -> "what was written since is gone";
            case "activate", "failover", "finish", "force-failover" -> "what has not reached this copy yet is lost";
            case "reuse" -> "overwrites the file if it is there";
            case "force-regenerate" -> "what cannot be decrypted on the way is lost";
            default -> "what the dropped part held is gone";
        };
    }

    private static void plain(Reading reading, Segment statement, String type, @Nullable String name) {
        Tokens tokens = reading.tokens();
        if (type.equals("instance") && tokens.find(statement.from(), statement.to(), "REDO_LOG") > 0) {
            reading.add(reading.unknown(statement, "without this log a crash may lose what is there"));
            return;
        }
        // a user mapping only holds a copy of a password
        boolean account = Drops.ACCESS.contains(type) && !type.equals("user-mapping");
        boolean rotates = account && Access.setsPassword(tokens, statement);
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

    /** ClickHouse's {@code ALTER TABLE t UPDATE … WHERE 1}; {@code ON UPDATE} is a property. */
    private static boolean updatesAll(Tokens tokens, int i, int to, @Nullable String name) {
        int where = tokens.find(i, to, "WHERE");
        return where > 0
                && name != null
                && Predicate.reach(tokens, where + 1, Conditions.end(tokens, where, to), name) == Reach.ALL;
    }
}
