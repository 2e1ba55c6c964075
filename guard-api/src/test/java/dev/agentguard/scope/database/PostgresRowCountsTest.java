package dev.agentguard.scope.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a real PostgreSQL server and a user of Guard's own that may only read. */
class PostgresRowCountsTest {

    private static EmbeddedPostgres server;
    private static RowCounts counts;
    private static String address;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        address = "127.0.0.1:" + server.getPort();
        run("CREATE TABLE orders (id int PRIMARY KEY, state text, created timestamptz DEFAULT now())");
        run(
                "INSERT INTO orders SELECT x, CASE WHEN x % 4 = 0 THEN 'open' ELSE 'done' END FROM generate_series(1, 1508) x");
        run("CREATE SCHEMA other");
        run("CREATE TABLE other.orders (id int)");
        run("CREATE TABLE touched (x int)");
        run("CREATE FUNCTION evil(x int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS"
                + " $$ BEGIN INSERT INTO touched VALUES (x); RETURN true; END $$");
        run("CREATE VIEW viewed AS SELECT id FROM orders WHERE evil(id)");
        run("ANALYZE");
        run("CREATE ROLE guard LOGIN PASSWORD 'hunter2'");
        run("GRANT USAGE ON SCHEMA other TO guard");
        run("GRANT SELECT ON ALL TABLES IN SCHEMA public, other TO guard");
        counts = new RowCounts(List.of(new DatabaseAccess(
                "jdbc:postgresql://" + address + "/postgres",
                "guard",
                Secret.of("hunter2"),
                Duration.ofSeconds(20),
                List.of(address))));
    }

    @AfterAll
    static void stop() throws IOException {
        if (counts != null) {
            counts.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static Affected of(String sql, String schema) {
        return counts.of(
                new SqlCall(sql, SqlDialect.POSTGRESQL, new Database(address, "postgres", schema, "app")), true);
    }

    @Test
    void rows_are_counted_without_the_right_to_delete_them() throws SQLException {
        assertThat(of("DROP TABLE orders", "public").rows()).isEqualTo(1508);
        assertThat(of("DELETE FROM orders WHERE state = 'open'", "public"))
                .isEqualTo(new Affected(377, true, "377 rows, counted a moment ago"));
        assertThat(of("UPDATE orders SET state = 'x' WHERE lower(state) = 'done'", "public")
                        .rows())
                .isEqualTo(1131);
        assertThat(number("SELECT count(*) FROM orders")).isEqualTo(1508);
    }

    @Test
    void schema_of_the_connection_that_runs_it_decides_which_table_is_meant() {
        assertThat(of("DELETE FROM orders", "other").rows()).isZero();
        assertThat(of("DELETE FROM orders", "public").rows()).isEqualTo(1508);
    }

    @Test
    void what_depends_on_the_clock_is_what_the_database_expects() {
        Affected affected = of("DELETE FROM orders WHERE created < now()", "public");
        assertThat(affected.exact()).isFalse();
        assertThat(affected.rows()).isBetween(1L, 1508L);
        assertThat(affected.evidence()).startsWith("the database expects about ");
    }

    @Test
    void functions_of_others_are_never_called() throws SQLException {
        assertThat(of("DELETE FROM orders WHERE evil(id)", "public").isKnown()).isFalse();
        assertThat(of("DELETE FROM orders WHERE evil(1)", "public").isKnown()).isFalse();
        assertThat(number("SELECT count(*) FROM touched")).isZero();
    }

    @Test
    void view_that_writes_fails_in_a_transaction_that_only_reads() throws SQLException {
        assertThat(of("DELETE FROM viewed", "public").isKnown()).isFalse();
        assertThat(number("SELECT count(*) FROM touched")).isZero();
    }

    @Test
    void table_that_guard_may_not_read_is_unknown() throws SQLException {
        run("CREATE TABLE IF NOT EXISTS closed (x int)");
        assertThat(of("DELETE FROM closed", "public").evidence())
                .contains("could not be asked")
                .contains("42501");
    }

    @Test
    void effective_database_is_compared_and_not_its_name_in_the_configuration() {
        assertThat(counts.of(
                                new SqlCall(
                                        "DELETE FROM orders",
                                        SqlDialect.POSTGRESQL,
                                        new Database(address, "testing", "public", "app")),
                                true)
                        .evidence())
                .isEqualTo("Guard reads the database `postgres`, the statement runs in `testing`");
    }

    @Test
    void another_transaction_is_neither_waited_for_nor_seen() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("DELETE FROM orders");
            assertThat(of("DELETE FROM orders", "public").rows()).isEqualTo(1508);
            statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            try (RowCounts impatient = new RowCounts(List.of(new DatabaseAccess(
                    "jdbc:postgresql://" + address + "/postgres",
                    "guard",
                    Secret.of("hunter2"),
                    Duration.ofSeconds(2),
                    List.of(address))))) {
                assertThat(impatient
                                .of(
                                        new SqlCall(
                                                "DELETE FROM orders",
                                                SqlDialect.POSTGRESQL,
                                                new Database(address, "postgres", "public", "app")),
                                        true)
                                .isKnown())
                        .isFalse();
            }
            connection.rollback();
        }
    }
}
