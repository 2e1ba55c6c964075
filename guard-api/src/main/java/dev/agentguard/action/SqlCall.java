package dev.agentguard.action;

/**
 * SQL text about to be run.
 *
 * @param sql one or more statements, exactly as they will run
 */
public record SqlCall(String sql) implements Action {

    /** Shows no content: it may hold secrets, and a record is easily logged. */
    @Override
    public String toString() {
        return "SqlCall[" + sql.length() + " characters]";
    }
}
