package dev.agentguard.scope.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlDialect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections to H2, and to drivers that fail, say of themselves. */
class EffectiveDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void database_in_memory_is_named_as_in_its_url() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:testing", "sa", "")) {
            assertThat(EffectiveDatabase.of(connection)).isEqualTo(new Database("", "mem:TESTING", "PUBLIC", "SA"));
            assertThat(EffectiveDatabase.call(connection, "DROP TABLE x").dialect())
                    .isEqualTo(SqlDialect.H2);
        }
    }

    @Test
    void database_in_a_file_is_named_by_the_file_that_is_open() throws SQLException {
        Path file = directory.resolve("prod");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:" + directory + "/x/../prod;SCHEMA_SEARCH_PATH=PUBLIC", "sa", "")) {
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo(file.toString());
        }
    }

    @Test
    void database_of_a_server_has_its_address() throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
                .start();
        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:tcp://localhost:" + server.getPort() + "/./shop", "sa", "")) {
            Database database = EffectiveDatabase.of(connection);
            assertThat(database.address()).isEqualTo("localhost:" + server.getPort());
            assertThat(database.name()).isEqualTo("./shop");
        } finally {
            server.stop();
        }
    }

    @Test
    void schema_is_the_one_in_which_names_are_looked_up() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA audit");
            statement.execute("SET SCHEMA audit");
            assertThat(EffectiveDatabase.of(connection).schema()).isEqualTo("AUDIT");
        }
    }

    @Test
    void transaction_is_neither_ended_nor_begun() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:transaction", "sa", "");
                Connection other = DriverManager.getConnection("jdbc:h2:mem:transaction", "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT)");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO orders VALUES (1)");
            EffectiveDatabase.of(connection);
            try (var seen = other.createStatement().executeQuery("SELECT count(*) FROM orders")) {
                seen.next();
                assertThat(seen.getInt(1)).isZero();
            }
            connection.rollback();
            EffectiveDatabase.of(connection);
            try (var open = other.createStatement()
                    .executeQuery("SELECT count(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE CONTAINS_UNCOMMITTED"
                            + " AND SESSION_ID <> SESSION_ID()")) {
                open.next();
                assertThat(open.getInt(1)).isZero();
            }
        }
    }

    /** A connection that answers some methods and fails at all others. */
    @SuppressWarnings("unchecked")
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (answers.containsKey(method.getName())) {
                return answers.get(method.getName());
            }
            throw new SQLException("password=hunter2", "08S01");
        });
    }

    private static Connection connection(String product, String url, Map<String, Object> more) {
        DatabaseMetaData metaData = fake(
                DatabaseMetaData.class, Map.of("getDatabaseProductName", product, "getURL", url, "getUserName", "app"));
        Map<String, Object> answers =
                new java.util.HashMap<>(Map.of("isClosed", false, "getAutoCommit", true, "getMetaData", metaData));
        answers.putAll(more);
        return fake(Connection.class, answers);
    }

    @Test
    void driver_that_fails_is_unknown_and_its_message_is_not_shown() {
        assertThat(EffectiveDatabase.of(connection("PostgreSQL", "jdbc:postgresql://db/testing", Map.of()))
                        .unknown())
                .isEqualTo("the connection could not be asked: SQLException 08S01");
        assertThat(EffectiveDatabase.of(fake(Connection.class, Map.of())).unknown())
                .isEqualTo("the connection could not be asked: SQLException 08S01");
    }

    @Test
    void url_alone_says_nothing() throws InvocationTargetException {
        assertThat(EffectiveDatabase.of(connection("Frob", "jdbc:mysql://db.staging/testing", Map.of("getCatalog", "")))
                        .unknown())
                .isEqualTo("the database's driver does not say in which database the connection is");
    }

    @Test
    void other_product_is_asked_through_its_driver() {
        assertThat(EffectiveDatabase.of(connection(
                        "DB2/LINUXX8664",
                        "jdbc:db2://db.internal:50000/SHOP",
                        Map.of("getCatalog", "SHOP", "getSchema", "APP"))))
                .isEqualTo(new Database("db.internal:50000", "SHOP", "APP", "app"));
    }

    @Test
    void one_of_several_servers_that_does_not_name_itself_is_unknown() {
        assertThat(EffectiveDatabase.of(connection(
                                "DB2/LINUXX8664",
                                "jdbc:mysql://a.internal,b.internal/shop",
                                Map.of("getCatalog", "shop", "getSchema", "")))
                        .unknown())
                .startsWith("the connection's URL names several servers");
    }

    @Test
    void postgres_behind_a_driver_that_hides_its_transactions_is_not_asked_inside_of_one() {
        assertThat(EffectiveDatabase.of(connection(
                                "PostgreSQL", "jdbc:postgresql://db/testing", Map.of("getAutoCommit", false)))
                        .unknown())
                .isEqualTo("its driver does not say whether a transaction is open");
    }
}
