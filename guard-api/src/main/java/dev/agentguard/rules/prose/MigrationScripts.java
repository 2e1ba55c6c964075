package dev.agentguard.rules.prose;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.List;
import java.util.Set;

/** A client of a database is given a script that lies among the migrations: {@code psql -f migrations/7.sql}. */
record MigrationScripts() implements Condition {

    private static final int LONGEST = 4_000;
    private static final Condition CLIENTS = CommandShape.program(
            "psql",
            "pgcli",
            "mysql",
            "mariadb",
            "sqlite3",
            "sqlcmd",
            "sqlplus",
            "duckdb",
            "clickhouse-client",
            "cockroach",
            "usql",
            "mongosh");

    @Override
    public Certainty in(RuleInput input) {
        if (CLIENTS.in(input) == Certainty.NO) {
            return Certainty.NO;
        }
        boolean among = lines(input).stream().anyMatch(MigrationScripts::namesScript);
        return Certainty.of(among);
    }

    /** What a line directs to a client stands in the line only. */
    private static List<String> lines(RuleInput input) {
        Action action = input.action().action();
        return action instanceof ProcessStart start
                ? start.command()
                : input.action().commands().stream()
                        .flatMap(start -> start.command().arguments().stream())
                        .map(word -> word.text())
                        .toList();
    }

    private static boolean namesScript(String line) {
        String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        for (String word : text.split("[\\s<>|;&\"'()]+", -1)) {
            boolean script = word.endsWith(".sql") || word.endsWith(".js");
            if (script && KnownFiles.MIGRATIONS.stream().anyMatch(folder -> Paths.fits(folder, word))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Set<RuleKey> keys() {
        return Set.of();
    }

    @Override
    public List<String> examples() {
        return List.of("shell psql -f migrations/1.sql");
    }

    @Override
    public String toString() {
        return "a script of the migrations, by a database's client";
    }
}
