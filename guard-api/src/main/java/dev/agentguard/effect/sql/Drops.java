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
        // what has no table of this kind takes the statement for an error
        boolean temporary = tokens.is(statement.from() + 1, "TEMPORARY") && tokens.is(statement.from() + 2, "TABLE");
        boolean access = ACCESS.contains(type.name());
        Effect.Builder effect = reading.effect("drop-" + type.name(), statement)
                .kind(access ? Kind.ACCESS : Kind.DATA)
                .destroysRecovery(RECOVERY.contains(type.name()))
                .reversibility(Reversibility.IRREVERSIBLE, reason(reading, type.name(), statement))
                .instead(type.name().equals("table") ? "rename it and drop it once nothing misses it" : null);
        boolean table = type.name().equals("table");
        List<Integer> names = Names.starts(tokens, at, on);
        for (int name : names) {
            if (table && (temporary || SessionTables.isAt(tokens, name, reading.syntax()))) {
                effect.reversibility(Reversibility.REVERSIBLE, "drops a table that only this session has");
            } else {
                effect.reversibility(Reversibility.IRREVERSIBLE, reason(reading, type.name(), statement));
            }
            reading.add(effect.resource("sql:" + type.name(), Names.read(tokens, name))
                    .build());
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
