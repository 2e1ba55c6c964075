package dev.agentguard.scope.database;

import dev.agentguard.action.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A kind of database server and the query by which it says what it is: name, schema, user, host and port of the server.
 * Names are qualified where a function of the user's own could stand in front of the server's.
 */
enum Product {

    /** https://www.postgresql.org/docs/current/functions-info.html */
    POSTGRESQL(
            SqlDialect.POSTGRESQL,
            "postgresql",
            "SELECT pg_catalog.current_database(), pg_catalog.current_schema(), session_user,"
                    + " pg_catalog.host(pg_catalog.inet_server_addr()), pg_catalog.inet_server_port()"),
    /** https://dev.mysql.com/doc/refman/8.4/en/information-functions.html; a SELECT without a table begins nothing. */
    MYSQL(SqlDialect.MYSQL, "mysql", "SELECT database(), NULL, SUBSTRING_INDEX(USER(), '@', 1), @@hostname, @@port"),
    MARIADB(
            SqlDialect.MYSQL,
            "mariadb",
            "SELECT database(), NULL, SUBSTRING_INDEX(USER(), '@', 1), @@hostname, @@port"),
    /** https://learn.microsoft.com/en-us/sql/t-sql/functions/connectionproperty-transact-sql */
    SQLSERVER(
            SqlDialect.SQLSERVER,
            "microsoft sql server",
            "SELECT DB_NAME(), SCHEMA_NAME(), SUSER_SNAME(),"
                    + " CAST(CONNECTIONPROPERTY('local_net_address') AS nvarchar(48)),"
                    + " CAST(CONNECTIONPROPERTY('local_tcp_port') AS int)"),
    /** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SYS_CONTEXT.html */
    ORACLE(
            SqlDialect.ORACLE,
            "oracle",
            "SELECT SYS_CONTEXT('USERENV', 'SERVICE_NAME'), SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'),"
                    + " SYS_CONTEXT('USERENV', 'SESSION_USER'), SYS_CONTEXT('USERENV', 'SERVER_HOST'), NULL FROM SYS.DUAL"),
    /** https://h2database.com/html/functions-system.html; the path is null for a database in memory. */
    H2(
            SqlDialect.H2,
            "h2",
            "SELECT COALESCE(DATABASE_PATH(), 'mem:' || DATABASE()), SCHEMA(), CURRENT_USER, NULL, NULL"),
    /** https://www.sqlite.org/pragma.html#pragma_database_list; the file is empty for a database in memory. */
    SQLITE(
            SqlDialect.SQLITE,
            "sqlite",
            "SELECT CASE file WHEN '' THEN ':memory:' ELSE file END, name, NULL, NULL, NULL"
                    + " FROM pragma_database_list WHERE name = 'main'"),
    OTHER(SqlDialect.UNKNOWN, "", null);

    private final SqlDialect dialect;
    private final String word;
    private final @Nullable String query;

    Product(SqlDialect dialect, String word, @Nullable String query) {
        this.dialect = dialect;
        this.word = word;
        this.query = query;
    }

    static Product of(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        for (Product product : values()) {
            if (product != OTHER && lower.startsWith(product.word)) {
                return product;
            }
        }
        return OTHER;
    }

    SqlDialect dialect() {
        return dialect;
    }

    @Nullable
    String query() {
        return query;
    }
}
