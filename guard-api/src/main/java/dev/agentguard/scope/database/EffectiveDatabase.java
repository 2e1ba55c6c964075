package dev.agentguard.scope.database;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.scope.Shown;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Asks a connection which database it really is in: its name, schema, user and server, from the server itself. What a
 * command, a profile or a URL says may be another one, as where a program falls back to the settings of production.
 *
 * <p>One query that reads nothing is sent on the connection itself, which must not be in use by another thread. It
 * neither begins nor ends a transaction and never makes one fail. A connection that cannot be asked (closed, in a failed
 * transaction, without an answer in time) gives {@link Database#unknown}. A server that does not answer at all loses the
 * connection after some seconds.
 */
public final class EffectiveDatabase {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    private EffectiveDatabase() {}

    /**
     * Returns the database of a connection.
     *
     * @param connection the connection that will run a statement
     * @return the database, or {@link Database#unknown}; never throws
     */
    public static Database of(Connection connection) {
        return of(connection, TIME_LIMIT);
    }

    /**
     * Returns the statement as an action, with the dialect and the database of the connection that will run it.
     *
     * @param connection the connection
     * @param sql one or more statements, exactly as they will run
     * @return the action; never throws
     */
    public static SqlCall call(Connection connection, String sql) {
        SqlDialect dialect;
        try {
            dialect = Product.of(connection).dialect();
        } catch (SQLException | RuntimeException | LinkageError e) {
            dialect = SqlDialect.UNKNOWN;
        }
        return new SqlCall(sql, dialect, of(connection));
    }

    static Database of(Connection connection, Duration timeLimit) {
        try {
            return new ConnectionQuestion(connection, timeLimit).ask();
        } catch (SQLException e) {
            // Not its message: that may hold values.
            return Database.unknown(
                    "the connection could not be asked: " + e.getClass().getSimpleName()
                            + (e.getSQLState() == null ? "" : " " + Shown.text(e.getSQLState())));
        } catch (RuntimeException | LinkageError e) {
            return Database.unknown(
                    "the connection could not be asked: " + e.getClass().getSimpleName());
        }
    }
}
