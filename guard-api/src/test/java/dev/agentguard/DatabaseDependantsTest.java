package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.SqlCall;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.scope.database.EffectiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a human is shown of a table that another one refers to, from `guard.yaml` to the record. */
class DatabaseDependantsTest {

    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);

    @TempDir
    Path directory;

    private Guard guard(String own) throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), """
                version: 1
                agent: {environments: [testing]}
                store: "%s"
                environments:
                  testing: {databases: ["jdbc:h2:mem:dependants"]}
                resolvers:
                  databases: [{url: "%s", user: sa, time-limit: 5s}]
                """.formatted(directory.resolve("store"), own));
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private String kept() throws IOException {
        StringBuilder kept = new StringBuilder();
        try (var files = Files.walk(directory.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.append(Files.readString(file));
            }
        }
        return kept.toString();
    }

    @Test
    void human_and_record_see_whose_rows_go_too() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:dependants", "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
            statement.execute("CREATE TABLE items (o INT REFERENCES orders ON DELETE CASCADE)");
            SqlCall delete = EffectiveDatabase.call(connection, "DELETE FROM orders WHERE id = 1");
            try (Guard guard = guard("jdbc:h2:mem:dependants")) {
                assertThat(guard.check(delete, IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
                assertThat(guard.explain(delete, IN_TOOL).lines())
                        .contains("    depends on it: rows of table `PUBLIC.ITEMS` (foreign key, on delete cascade)");
            }
            assertThat(kept())
                    .contains("\"dependants\":[\"rows of table `PUBLIC.ITEMS` (foreign key, on delete cascade)\"]");
        }
    }

    @Test
    void database_that_cannot_be_read_changes_no_decision() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:dependants", "sa", "");
                Statement statement = connection.createStatement();
                Guard guard = guard("jdbc:h2:mem:another")) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY)");
            SqlCall drop = EffectiveDatabase.call(connection, "DROP TABLE orders");
            assertThat(guard.check(drop, IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
            List<String> lines = guard.explain(drop, IN_TOOL).lines();
            assertThat(lines)
                    .contains(
                            "    what depends on it is unknown: Guard reads the database `ANOTHER`, the statement runs in"
                                    + " `mem:DEPENDANTS`");
        }
    }
}
