package dev.agentguard.scope.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With H2 in this process, and with servers that do not answer. */
class RowCountsTest {

    private static final String URL = "jdbc:h2:mem:rows;DB_CLOSE_DELAY=-1";
    private static final Database ROWS = new Database("", "ROWS", "", "sa");

    private Connection applications;
    private RowCounts counts;

    @BeforeEach
    void table() throws SQLException {
        applications = DriverManager.getConnection(URL, "sa", "");
        run("DROP ALL OBJECTS");
        run("CREATE TABLE orders (id INT PRIMARY KEY, state VARCHAR(10))");
        run(
                "INSERT INTO orders SELECT x, CASE WHEN MOD(x, 4) = 0 THEN 'open' ELSE 'done' END FROM SYSTEM_RANGE(1, 1508)");
        counts = new RowCounts(List.of(new DatabaseAccess(URL, "sa", null, Duration.ofSeconds(10), List.of(""))));
    }

    @AfterEach
    void close() throws SQLException {
        counts.close();
        applications.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = applications.createStatement()) {
            statement.execute(sql);
        }
    }

    private Affected of(String sql, Database database) {
        return counts.of(new SqlCall(sql, SqlDialect.H2, database), true);
    }

    @Test
    void rows_are_counted_and_stay() {
        assertThat(of("DELETE FROM orders", ROWS))
                .isEqualTo(new Affected(1508, true, "1508 rows, counted a moment ago"));
        assertThat(of("DELETE FROM orders WHERE state = 'open'", ROWS).rows()).isEqualTo(377);
        assertThat(of("UPDATE orders SET state = 'done' WHERE id = 4", ROWS))
                .isEqualTo(new Affected(1, true, "1 row, counted a moment ago"));
        assertThat(of("DROP TABLE orders", ROWS).rows()).isEqualTo(1508);
        assertThat(of("DELETE FROM orders", ROWS).rows()).isEqualTo(1508);
    }

    @Test
    void what_would_have_to_be_run_is_unknown() {
        assertThat(of("DELETE FROM orders WHERE id = ?", ROWS).isKnown()).isFalse();
        assertThat(of("DELETE FROM orders WHERE state < CURRENT_DATE", ROWS).evidence())
                .isEqualTo("its condition depends on when it is computed");
        assertThat(of("DELETE FROM nothing", ROWS).evidence()).startsWith("the database could not be asked");
    }

    @Test
    void another_database_than_the_statements_is_not_counted() {
        assertThat(of("DELETE FROM orders", new Database("db.internal:5432", "ROWS", "", "sa")))
                .isNull();
        assertThat(of("DELETE FROM orders", new Database("", "OTHER", "", "sa")).evidence())
                .isEqualTo("Guard reads the database `ROWS`, the statement runs in `OTHER`");
        assertThat(counts.of(new SqlCall("DELETE FROM orders", SqlDialect.H2), true))
                .isNull();
    }

    @Test
    void database_that_names_itself_by_its_file_or_memory_is_counted_too() {
        SqlCall call = EffectiveDatabase.call(applications, "DELETE FROM orders");
        assertThat(String.valueOf(counts.of(call, true))).contains("1508 rows");
    }

    @Test
    void number_is_kept_for_a_moment_unless_it_is_needed_fresh() throws SQLException {
        SqlCall delete = new SqlCall("DELETE FROM orders", SqlDialect.H2, ROWS);
        assertThat(counts.of(delete, false).rows()).isEqualTo(1508);
        run("DELETE FROM orders WHERE id = 1");
        assertThat(counts.of(delete, false).rows()).isEqualTo(1508);
        assertThat(counts.of(delete, true).rows()).isEqualTo(1507);
    }

    @Test
    void what_the_application_has_not_committed_is_not_touched() throws SQLException {
        applications.setAutoCommit(false);
        run("DELETE FROM orders WHERE id <= 8");
        assertThat(of("DELETE FROM orders", ROWS).rows()).isEqualTo(1508);
        applications.commit();
        assertThat(of("DELETE FROM orders", ROWS).rows()).isEqualTo(1500);
    }

    @Test
    void server_that_hangs_is_unknown_within_the_time_limit() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            try (RowCounts slow = new RowCounts(List.of(new DatabaseAccess(
                    "jdbc:postgresql://" + address + "/app", "u", null, Duration.ofMillis(700), List.of(address))))) {
                long start = System.nanoTime();
                Affected affected = slow.of(
                        new SqlCall("DELETE FROM orders", SqlDialect.POSTGRESQL, new Database(address, "app", "", "u")),
                        true);
                assertThat(affected.isKnown()).isFalse();
                assertThat(affected.evidence()).contains("gave no complete answer within 700 ms");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void neither_password_nor_url_is_shown() {
        DatabaseAccess access = new DatabaseAccess(
                "jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=hunter2",
                "u",
                Secret.of("hunter2"),
                Duration.ofSeconds(2),
                List.of("127.0.0.1:1"));
        assertThat(access.toString()).doesNotContain("hunter2");
        try (RowCounts broken = new RowCounts(List.of(access))) {
            assertThat(broken.of(
                                    new SqlCall(
                                            "DELETE FROM t", SqlDialect.H2, new Database("127.0.0.1:1", "X", "", "")),
                                    true)
                            .evidence())
                    .doesNotContain("hunter2");
        }
    }
}
