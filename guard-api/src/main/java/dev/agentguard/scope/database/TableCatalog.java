package dev.agentguard.scope.database;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a database's own catalog says about tables. Each method sends few queries; none of them reads a row of the tables. */
interface TableCatalog {

    /** The most that is read of one answer. */
    int MOST = 500;

    /** Tables that a statement may mean by a name, in any case and in any schema. */
    List<Table> named(String written) throws SQLException, CallFailedException;

    /** Returns what a name without quotes becomes. */
    String folded(String name);

    /**
     * What uses a table, and what uses those whose rows go too.
     */
    Uses uses(Table table, Goes goes) throws SQLException, CallFailedException;

    /** Of which tables rows go together with those of another one that they refer to. */
    enum Goes {
        /** Of none: a table is dropped or emptied, and who refers to it stands in the way or loses its key. */
        NONE,
        /** Where the foreign key says so: rows are deleted. */
        CASCADE,
        /** Of all: {@code TRUNCATE … CASCADE}. */
        ALL
    }

    /**
     * What was found.
     *
     * @param found at most {@link #MOST}
     * @param unread why there may be more, or null
     */
    record Uses(List<TableUse> found, @Nullable String unread) {

        static Uses of(List<TableUse> all) {
            return all.size() <= MOST
                    ? new Uses(all, null)
                    : new Uses(all.subList(0, MOST), "there are more than " + MOST);
        }
    }

    /** Returns the catalog of a connection's database. */
    static TableCatalog of(Connection connection, Deadline deadline) throws SQLException {
        return switch (Product.of(connection)) {
            case POSTGRESQL -> new PostgresCatalog(connection, deadline);
            case SQLITE -> new SqliteCatalog(connection, deadline);
            default -> new DriverCatalog(connection, deadline);
        };
    }

    static void limit(Statement statement, Deadline deadline) throws SQLException, CallFailedException {
        if (deadline.remaining().isZero()) {
            throw new CallFailedException("the database gave no answer in time", false);
        }
        statement.setQueryTimeout((int) Math.max(1, deadline.remaining().toSeconds()));
        statement.setMaxRows(MOST + 1);
    }
}
