package dev.agentguard.scope.database;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.remote.NotResolvedException;
import java.sql.Connection;
import java.sql.SQLException;

/** A connection of Guard's own for one question: in a transaction that only reads, rolled back and closed afterwards. */
final class OwnConnection {

    private OwnConnection() {}

    /**
     * A question.
     *
     * @param <T> the type of its answer
     */
    @FunctionalInterface
    interface Question<T> {

        T ask(Connection connection) throws SQLException, CallFailedException, NotResolvedException;
    }

    /**
     * Asks the database of a name.
     *
     * @throws CallFailedException if it could not be asked
     * @throws NotResolvedException if the connection leads to another database
     */
    static <T> T ask(
            DatabaseAccess access, String name, ClassLoader application, Deadline deadline, Question<T> question)
            throws CallFailedException, NotResolvedException {
        try (Connection connection = Connections.open(access, application)) {
            limit(connection, deadline);
            connection.setReadOnly(true);
            String own = connection.getCatalog();
            if (own == null || !own.equalsIgnoreCase(name)) {
                // a database in a file or in this process is named by that, which only a question finds out
                String effective = EffectiveDatabase.of(connection).name();
                if (!effective.equals(name)) {
                    throw new NotResolvedException("Guard reads the database `"
                            + Shown.text(own == null ? effective : own) + "`, the statement runs in `"
                            + Shown.text(name) + "`");
                }
            }
            connection.setAutoCommit(false);
            try {
                return question.ask(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            // Not its message: that may hold values.
            throw new CallFailedException(
                    "the database could not be asked: " + e.getClass().getSimpleName()
                            + (e.getSQLState() == null ? "" : " " + Shown.text(e.getSQLState())),
                    false);
        }
    }

    /** A server that hangs would else keep the thread for as long as the driver waits. */
    private static void limit(Connection connection, Deadline deadline) {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, (int) Math.max(1, deadline.remaining().toMillis()));
        } catch (SQLException | RuntimeException | LinkageError e) {
            // the limits of the statements hold alone
        }
    }
}
