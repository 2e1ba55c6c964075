package dev.agentguard.action;

/**
 * SQL text about to be run.
 *
 * @param sql one or more statements, exactly as they will run
 * @param dialect the dialect of the database that will run them
 */
public record SqlCall(String sql, SqlDialect dialect) implements Action {

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
