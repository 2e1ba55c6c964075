package dev.agentguard.scope.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections to SQLite say of themselves. */
class SqliteEffectiveDatabaseTest {

    @TempDir
    Path directory;

    private Connection open(String url) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + url);
    }

    @Test
    void fileIsNamedByItsWholePath() throws Exception {
        Path file = Files.createDirectories(directory.toRealPath().resolve("x")).resolve("../prod.db");
        try (Connection connection = open(file.toString())) {
            assertThat(EffectiveDatabase.of(connection))
                    .isEqualTo(new Database("", file.normalize().toString(), "main", ""));
            assertThat(EffectiveDatabase.call(connection, "select 1").dialect()).isEqualTo(SqlDialect.SQLITE);
        }
    }

    @Test
    void memoryIsNoFile() throws SQLException {
        try (Connection connection = open(":memory:")) {
            assertThat(EffectiveDatabase.of(connection).name()).isEqualTo(":memory:");
        }
    }

    @Test
    void attachedFileIsNotTheMainOne() throws SQLException {
        try (Connection connection = open(directory.resolve("test.db").toString());
                Statement statement = connection.createStatement()) {
            statement.execute("ATTACH DATABASE '" + directory.resolve("prod.db") + "' AS prod");
            assertThat(EffectiveDatabase.of(connection).name()).endsWith("test.db");
        }
    }

    @Test
    void transactionIsNeitherBegunNorEnded() throws SQLException {
        String file = directory.resolve("shop.db").toString();
        try (Connection connection = open(file);
                Connection other = open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a INT)");
            connection.setAutoCommit(false);
            assertThat(EffectiveDatabase.of(connection).name()).endsWith("shop.db");
            try (Statement writing = other.createStatement()) {
                writing.execute("INSERT INTO t VALUES (1)"); // fails while another transaction holds the file
            }
            statement.execute("INSERT INTO t VALUES (2)");
            assertThat(EffectiveDatabase.of(connection).name()).endsWith("shop.db");
            connection.rollback();
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM t")) {
                assertThat(count.next()).isTrue();
                assertThat(count.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void closedConnectionIsUnknown() throws SQLException {
        Connection connection = open(":memory:");
        connection.close();
        assertThat(EffectiveDatabase.of(connection).unknown()).isNotNull();
    }
}
