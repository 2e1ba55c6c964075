package dev.agentguard.scope.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlDialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a connection to a real PostgreSQL server says of itself, and that asking it leaves no trace. */
class PostgresEffectiveDatabaseTest {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (Connection connection = open("postgres")) {
            run(connection, "CREATE DATABASE shop");
        }
        try (Connection connection = open("shop")) {
            run(connection, "CREATE SCHEMA audit");
            run(connection, "CREATE TABLE orders (id int)");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Connection open(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + database, "postgres", "postgres");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean inTransaction(Connection connection) throws SQLException {
        return connection.unwrap(org.postgresql.core.BaseConnection.class).getTransactionState()
                != org.postgresql.core.TransactionState.IDLE;
    }

    @Test
    void server_names_database_schema_user_and_itself() throws SQLException {
        try (Connection connection = open("shop")) {
            run(connection, "SET search_path = audit");
            assertThat(EffectiveDatabase.of(connection))
                    .isEqualTo(new Database(
                            "localhost:" + server.getPort(),
                            "127.0.0.1:" + server.getPort(),
                            "shop",
                            "audit",
                            "postgres",
                            null));
            assertThat(EffectiveDatabase.call(connection, "DELETE FROM orders").dialect())
                    .isEqualTo(SqlDialect.POSTGRESQL);
        }
    }

    @Test
    void functions_of_the_users_own_do_not_answer_for_the_server() throws SQLException {
        try (Connection connection = open("shop")) {
            run(connection, "CREATE SCHEMA trap");
            run(
                    connection,
                    "CREATE FUNCTION trap.current_database() RETURNS name LANGUAGE sql AS $$ SELECT 'testing'::name $$");
            run(connection, "SET search_path = trap, pg_catalog");
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo("shop");
        }
    }

    @Test
    void no_transaction_is_begun() throws SQLException {
        try (Connection connection = open("shop")) {
            connection.setAutoCommit(false);
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo("shop");
            assertThat(inTransaction(connection)).isFalse();
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void open_transaction_stays_open_with_what_was_done_in_it() throws SQLException {
        try (Connection connection = open("shop")) {
            connection.setAutoCommit(false);
            run(connection, "INSERT INTO orders VALUES (7)");
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo("shop");
            assertThat(inTransaction(connection)).isTrue();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT count(*) FROM orders WHERE id = 7")) {
                result.next();
                assertThat(result.getInt(1)).isOne();
            }
            connection.rollback();
        }
    }

    @Test
    void transaction_begun_by_a_statement_is_seen_though_the_driver_commits_by_itself() throws SQLException {
        try (Connection connection = open("shop")) {
            run(connection, "BEGIN");
            run(connection, "INSERT INTO orders VALUES (8)");
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo("shop");
            assertThat(inTransaction(connection)).isTrue();
            run(connection, "ROLLBACK");
        }
    }

    @Test
    void failed_transaction_is_unknown_and_stays_failed() throws SQLException {
        try (Connection connection = open("shop")) {
            connection.setAutoCommit(false);
            Assertions.assertThatThrownBy(() -> run(connection, "SELECT 1 / 0")).isInstanceOf(SQLException.class);
            assertThat(EffectiveDatabase.of(connection).unknown())
                    .isEqualTo("its transaction has failed and runs nothing more");
            assertThat(inTransaction(connection)).isTrue();
            connection.rollback();
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo("shop");
        }
    }

    @Test
    void closed_connection_is_unknown() throws SQLException {
        Connection connection = open("shop");
        connection.close();
        assertThat(EffectiveDatabase.of(connection).unknown()).isEqualTo("the connection is closed");
    }

    @Test
    void limit_of_the_network_is_what_it_was() throws SQLException {
        try (Connection connection = open("shop")) {
            EffectiveDatabase.of(connection);
            assertThat(connection.getNetworkTimeout()).isZero();
            connection.setNetworkTimeout(Runnable::run, 1234);
            EffectiveDatabase.of(connection);
            assertThat(connection.getNetworkTimeout()).isEqualTo(1234);
        }
    }

    @Test
    void server_that_hangs_is_unknown_in_time() throws Exception {
        try (StallingRelay relay = new StallingRelay(server.getPort());
                Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + relay.port() + "/shop", "postgres", "postgres")) {
            Database open = EffectiveDatabase.of(connection);
            assertThat(open.address()).isEqualTo("localhost:" + relay.port());
            // the server's own port gives away what stands behind a forwarded one
            assertThat(open.server()).isEqualTo("127.0.0.1:" + server.getPort());
            relay.stall();
            long start = System.nanoTime();
            assertThat(EffectiveDatabase.of(connection, Duration.ofSeconds(1)).unknown())
                    .startsWith("the connection could not be asked: ");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }
}
