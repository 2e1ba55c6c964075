package dev.agentguard.action;

/** The dialects of SQL whose literals, comments and statements differ enough to matter. */
public enum SqlDialect {
    /** PostgreSQL and what speaks like it: Redshift, CockroachDB, Neon, Supabase. */
    POSTGRESQL,
    /** MySQL and MariaDB. */
    MYSQL,
    /** Microsoft SQL Server, Azure SQL. */
    SQLSERVER,
    /** Oracle Database. */
    ORACLE,
    /** SQLite. */
    SQLITE,
    /** H2. */
    H2,
    /** BigQuery's GoogleSQL. */
    BIGQUERY,
    /** Snowflake. */
    SNOWFLAKE,
    /** Not known: whatever any dialect could make of the text counts. */
    UNKNOWN
}
