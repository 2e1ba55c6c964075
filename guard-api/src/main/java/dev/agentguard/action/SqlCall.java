package dev.agentguard.action;

import org.jspecify.annotations.Nullable;

/**
 * SQL text about to be run.
 *
 * @param sql one or more statements, exactly as they will run
 * @param dialect the dialect of the database that will run them
 * @param database the database that will run them, or null if that is not known
 */
public record SqlCall(
        String sql, SqlDialect dialect, @Nullable Database database) implements Action {

    /**
     * Creates a call whose database is not known.
     *
     * @param sql one or more statements, exactly as they will run
     * @param dialect the dialect of the database that will run them
     */
    public SqlCall(String sql, SqlDialect dialect) {
        this(sql, dialect, null);
    }

    /**
     * Creates a call whose dialect is not known.
     *
     * @param sql one or more statements, exactly as they will run
     */
    public SqlCall(String sql) {
        this(sql, SqlDialect.UNKNOWN);
    }

    /** Shows no content: it may hold secrets, and a record is easily logged. */
    @Override
    public String toString() {
        return "SqlCall[" + sql.length() + " characters of " + dialect + "]";
    }
}
