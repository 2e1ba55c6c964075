package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Set;

/** Reads DROP: whatever it is about is gone, a definition as well as what a table held. */
final class Drops {

    private static final Set<String> HOLDS_DATA =
            Words.set("table database schema materialized-view tablespace keyspace owned column partition stage"
                    + " stream queue server catalog extension sequence user role volume domain");

    static final Set<String> ACCESS = Set.of(
            "user", "role", "login", "group", "owned", "credential", "database-scoped-credential", "user-mapping");

    private static final Set<String> RECOVERY =
            Words.set("snapshot snapshot-table backup backup-set backup-policy restore-point flashback-archive"
                    + " replication-slot undo-tablespace");

    private Drops() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        if (tokens.is(statement.from() + 1, "PREPARE")) {
            Statements.add(reading, statement, "deallocate", Reversibility.READ_ONLY, "forgets a prepared statement");
            return;
        }
        ObjectType type = ObjectType.read(tokens, statement.from() + 1);
        int at = type.nameAt(tokens);
        int on = type.name().equals("cast") ? at : statement.to();
        for (String word : List.of("ON", "CASCADE", "RESTRICT", "PURGE", "USING", "FROM", "WITH")) {
            int found = tokens.find(at + 1, statement.to(), word);
            on = found > 0 ? Math.min(on, found) : on;
        }
        boolean temporary = tokens.is(statement.from() + 1, "TEMPORARY")
                && tokens.is(statement.from() + 2, "TABLE")
                && reading.syntax() == Syntax.MYSQL;
        boolean access = ACCESS.contains(type.name());
        Effect.Builder effect = reading.effect("drop-" + type.name(), statement)
                .kind(access ? Kind.ACCESS : Kind.DATA)
                .destroysRecovery(RECOVERY.contains(type.name()))
                .reversibility(
                        temporary ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE,
                        temporary
                                ? "drops a table that only this connection has"
                                : reason(reading, type.name(), statement))
                .instead(type.name().equals("table") ? "rename it and drop it once nothing misses it" : null);
        List<String> names = Names.list(tokens, at, on);
        for (String name : names) {
            reading.add(effect.resource("sql:" + type.name(), name).build());
        }
        if (names.isEmpty()) {
            reading.add(
                    effect.resource("sql:" + type.name(), null).reach(Reach.ALL).build());
        }
    }

    private static String reason(Reading reading, String type, Segment statement) {
        if (!HOLDS_DATA.contains(type)) {
            return "the definition is gone; only its source brings it back";
        }
        if (type.equals("table") && reading.tokens().find(statement.from(), statement.to(), "PURGE") < 0) {
            switch (reading.syntax()) {
                case SNOWFLAKE, BIGQUERY -> {
                    return "drops it; time travel brings it back only while its retention lasts, which is not shown here";
                }
                case ORACLE -> {
                    return "drops it; the recycle bin keeps it only if it is on and has room";
                }
                default -> {}
            }
        }
        return "drops it with what it holds";
    }
}
