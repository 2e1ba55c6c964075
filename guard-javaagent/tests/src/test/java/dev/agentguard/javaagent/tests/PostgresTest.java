package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real PostgreSQL server, and what its driver can beside JDBC. */
class PostgresTest extends SqlContract {

    private EmbeddedPostgres server;

    @BeforeAll
    void startServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @Override
    String driver() {
        return "postgresql";
    }

    @Override
    List<String> connection(String name) {
        run("postgres", "CREATE DATABASE " + name);
        return List.of("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres");
    }

    private void run(String database, String sql) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<String[]> alsoRefused() {
        return List.of(
                new String[] {"execute", "SELECT 1; DROP TABLE orders"},
                new String[] {"prepared", "SELECT 1; TRUNCATE orders"},
                new String[] {"execute", "DO $$ BEGIN EXECUTE 'DROP TABLE orders'; END $$"},
                new String[] {"execute", "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone"},
                new String[] {"query", "EXPLAIN ANALYZE DELETE FROM orders"},
                new String[] {"execute", "PREPARE later AS DELETE FROM orders"},
                new String[] {"copy", "COPY orders FROM PROGRAM 'rm -rf /tmp/nothing'", ""},
                new String[] {"large-object-delete", "4711"},
                new String[] {"execute", "DROP DATABASE template1"});
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void whatTheDriverCanBesideJdbc_isJudgedByWhatItDoes(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(ask(app, "copy", "COPY orders FROM STDIN", "30\t1")).isEqualTo("done 1");
        assertThat(ask(app, "large-object-read", "")).isEqualTo("done 0");
        assertThat(ask(app, "delete-row", "SELECT id, amount FROM orders WHERE id = 30"))
                .isEqualTo("done ");
        assertThat(ask(app, "query", "SELECT * FROM orders WHERE id = 30")).isEqualTo("done 0 ");
    }

    /** One connection goes to a schema of production and back, by each of the ways there are. */
    @ParameterizedTest
    @MethodSource("everyPlatform")
    void schemaInEffect_saysWhereAStatementRuns(Platform platform) {
        String name = "scope-" + platform.jdk().release() + "-" + platform.version();
        String database = name.replaceAll("[^a-z0-9]", "_");
        String server = "host: \"localhost:" + this.server.getPort() + "\", name: " + database;
        try (ChildJvm app = start(
                platform,
                name,
                connection(database),
                "agent: {environments: [staging]}",
                "environments:",
                "  staging: {databases: [{" + server + ", schema: public}]}",
                "  production: {protected: true, databases: [{" + server + ", schema: live}]}",
                "application: {databases: [{" + server + ", schema: public}]}")) {
            run(database, "CREATE SCHEMA live; CREATE TABLE live.orders (id INT, amount INT)");
            run(database, "CREATE SCHEMA other");
            String[] write = {"prepared-update", "UPDATE orders SET amount = 1 WHERE id = ?", "1"};
            String[][] moves = {
                {"execute", "SET search_path = live"},
                {"schema", "live"},
                {"query", "SELECT set_config('search_path', 'live', false)"},
                {"execute", "SELECT 1; SET search_path TO live"},
                {"execute", "/* a comment */ SET search_path TO 'live'"},
            };
            for (String[] move : moves) {
                assertThat(ask(app, write)).isEqualTo("done 1");
                assertThat(ask(app, move)).as(String.join(" ", move)).startsWith("done");
                assertThat(ask(app, write)).contains(" 42501 | ", "`production`");
                assertThat(ask(app, "query", "SELECT count(*) FROM orders")).isEqualTo("done 1 0");
                assertThat(ask(app, "schema", "public")).isEqualTo("done public");
            }
            assertThat(ask(app, "update", "SET search_path = live; UPDATE orders SET amount = 1 WHERE id = 1"))
                    .contains(" 42501 | ");
            // what was set in a transaction is taken back with it
            assertThat(ask(app, "auto-commit", "false")).isEqualTo("done false");
            assertThat(ask(app, "execute", "SET LOCAL search_path = live")).startsWith("done");
            assertThat(ask(app, write)).contains(" 42501 | ", "`production`");
            assertThat(ask(app, "rollback", "")).isEqualTo("done ");
            assertThat(ask(app, "auto-commit", "true")).isEqualTo("done true");
            assertThat(ask(app, write)).isEqualTo("done 1");
            assertThat(app.err()).doesNotContain("guard: failed");
        }
    }
}
