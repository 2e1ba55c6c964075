package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.scope.database.EffectiveDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code php artisan migrate:fresh --env=testing} fell back to {@code .env} and dropped the tables of production: what was
 * asked for said testing, the connection was production's. The connection says where a statement runs.
 */
class EnvironmentFallbackTest {

    private static final CallContext WIRE = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final String FRESH = "DROP TABLE IF EXISTS orders CASCADE";
    private static final String READ = "SELECT * FROM orders WHERE id = 7";

    private static EmbeddedPostgres server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (Connection connection = postgres("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE shop");
            statement.execute("CREATE DATABASE testing");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static DataSource postgres(String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {server.getPort()});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setPassword("postgres");
        return source;
    }

    private Guard.Builder guard() throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), """
                        version: 1
                        agent: {environments: [testing]}
                        environments:
                          testing:
                            disposable: true
                            databases:
                              - jdbc:postgresql://localhost:%1$d/testing
                              - jdbc:h2:mem:testing
                          production:
                            protected: true
                            databases:
                              - jdbc:postgresql://localhost:%1$d/shop
                              - jdbc:h2:%2$s/shop
                        """.formatted(server.getPort(), directory));
        return Guard.builder().config(GuardConfig.load(file, true));
    }

    private static String verdict(Guard guard, SqlCall call) {
        return words(guard.check(call, WIRE));
    }

    private static String words(Verdict verdict) {
        Decision decision = verdict.decision();
        return decision.getClass().getSimpleName() + " "
                + decision.reasons().stream()
                        .map(Reason::rule)
                        .filter(rule -> rule.startsWith("scope."))
                        .findFirst()
                        .orElse("none");
    }

    @Test
    void statement_meant_for_testing_is_refused_on_a_connection_to_production() throws Exception {
        // in one session: that it was refused there does not keep it from where it was meant to run
        try (Guard guard = guard().build();
                Connection fallenBack = postgres("shop").getConnection();
                Connection meant = postgres("testing").getConnection()) {
            assertThat(verdict(guard, EffectiveDatabase.call(fallenBack, FRESH)))
                    .isEqualTo("Deny scope.other-environment");
            assertThat(verdict(guard, EffectiveDatabase.call(meant, FRESH))).startsWith("Allow");
            assertThat(verdict(guard, EffectiveDatabase.call(fallenBack, READ))).startsWith("Allow");
        }
    }

    @Test
    void the_same_in_h2() throws Exception {
        try (Guard guard = guard().build();
                Connection fallenBack = DriverManager.getConnection("jdbc:h2:" + directory + "/shop");
                Connection meant = DriverManager.getConnection("jdbc:h2:mem:testing")) {
            assertThat(verdict(guard, EffectiveDatabase.call(fallenBack, FRESH)))
                    .isEqualTo("Deny scope.other-environment");
            assertThat(verdict(guard, EffectiveDatabase.call(meant, FRESH))).startsWith("Allow");
        }
    }

    @Test
    void connection_that_cannot_say_where_it_is_runs_nothing_that_destroys() throws Exception {
        try (Guard guard = guard().build();
                Connection closed = postgres("testing").getConnection()) {
            closed.close();
            Verdict verdict = guard.check(EffectiveDatabase.call(closed, FRESH), WIRE);
            assertThat(words(verdict)).isEqualTo("Deny scope.unknown");
            assertThat(verdict.message()).contains("which database runs it is unknown: the connection is closed");
            assertThat(verdict(guard, EffectiveDatabase.call(closed, READ))).startsWith("Allow");
        }
    }

    @Test
    void tool_that_runs_sql_is_judged_by_its_data_source_and_not_by_what_it_is_told() throws Exception {
        ToolCall fresh = new ToolCall(
                "runSql",
                "",
                Map.of("sql", FRESH, "database", "testing"),
                new ToolDeclaration(null, "", false, List.of(new Parameter("sql", Role.SQL, ""))));
        try (Guard fallenBack = guard().dataSource("runSql", postgres("shop")).build();
                Guard meant = guard().dataSource("runSql", postgres("testing")).build();
                Guard unreachable =
                        guard().dataSource("runSql", postgres("nowhere")).build()) {
            assertThat(words(fallenBack.check(fresh, TOOL))).isEqualTo("Deny scope.other-environment");
            assertThat(words(meant.check(fresh, TOOL))).startsWith("Allow");
            assertThat(words(unreachable.check(fresh, TOOL))).isEqualTo("Deny scope.unknown");
        }
    }
}
