package dev.agentguard.javaagent.cases;

import dev.agentguard.action.SqlDialect;
import java.util.Locale;

/** The dialects by the names that people give them. */
public final class Dialects {

    private Dialects() {}

    /**
     * Returns the dialect of a name.
     *
     * @param name a dialect or product, in any case
     * @return the dialect; {@code UNKNOWN} for a name that is not known
     */
    public static SqlDialect of(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")) {
            case "postgresql", "postgres", "pg", "redshift", "cockroachdb", "neon", "supabase" -> SqlDialect.POSTGRESQL;
            case "mysql", "mariadb" -> SqlDialect.MYSQL;
            case "sqlserver", "mssql", "tsql", "azuresql" -> SqlDialect.SQLSERVER;
            case "oracle", "plsql" -> SqlDialect.ORACLE;
            case "sqlite" -> SqlDialect.SQLITE;
            case "h2" -> SqlDialect.H2;
            case "bigquery", "googlesql" -> SqlDialect.BIGQUERY;
            case "snowflake" -> SqlDialect.SNOWFLAKE;
            default -> SqlDialect.UNKNOWN;
        };
    }
}
