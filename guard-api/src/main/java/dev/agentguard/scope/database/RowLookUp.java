package dev.agentguard.scope.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Database;
import dev.agentguard.effect.sql.RowQuestion;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.remote.NotResolvedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Asks one question on one connection, which is closed afterwards. */
final class RowLookUp {

    private static final long MOST_COUNTED = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Deadline deadline;

    private RowLookUp(Connection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
    }

    static Affected ask(
            DatabaseAccess access, Database database, RowQuestion rows, ClassLoader application, Deadline deadline)
            throws CallFailedException {
        try {
            return OwnConnection.ask(
                    access,
                    database.name(),
                    application,
                    deadline,
                    connection -> new RowLookUp(connection, deadline).ask(database, rows));
        } catch (NotResolvedException e) {
            return Affected.unknown(e.because());
        }
    }

    private Affected ask(Database database, RowQuestion rows) throws SQLException, CallFailedException {
        if (!database.schema().isEmpty()) {
            connection.setSchema(database.schema());
        }
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        String from = " FROM " + rows.table() + (rows.condition().isEmpty() ? "" : " WHERE " + rows.condition());
        long expected = product.contains("postgresql") ? planned(from) : -1;
        if (!rows.exact()) {
            return expected < 0
                    ? Affected.unknown("its condition depends on when it is computed")
                    : new Affected(expected, false, "the database expects about " + expected + " rows");
        }
        long counted = number(
                "SELECT COUNT(*) FROM (SELECT 1 AS one" + from + " LIMIT " + (MOST_COUNTED + 1) + ") AS counted");
        return counted > MOST_COUNTED
                ? new Affected(Math.max(expected, counted), false, "more than " + MOST_COUNTED + " rows")
                : new Affected(counted, true, counted + (counted == 1 ? " row" : " rows") + ", counted a moment ago");
    }

    /** PostgreSQL's estimate; functions in the condition are computed for it, which is why only known ones are in it. */
    private long planned(String from) throws SQLException, CallFailedException {
        String plan = text("EXPLAIN (FORMAT JSON) SELECT 1" + from);
        try {
            JsonNode rows = JSON.readTree(plan).path(0).path("Plan").path("Plan Rows");
            return rows.isNumber() ? rows.asLong() : -1;
        } catch (JsonProcessingException e) {
            return -1;
        }
    }

    private long number(String query) throws SQLException, CallFailedException {
        try {
            return Long.parseLong(text(query));
        } catch (NumberFormatException e) {
            throw new CallFailedException("the database answered with something else than a number", false);
        }
    }

    private String text(String query) throws SQLException, CallFailedException {
        if (deadline.remaining().isZero()) {
            throw new CallFailedException("the database gave no answer in time", false);
        }
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) Math.max(1, deadline.remaining().toSeconds()));
            statement.setMaxRows(1);
            try (ResultSet result = statement.executeQuery(query)) {
                if (!result.next()) {
                    throw new CallFailedException("the database gave no answer", false);
                }
                return String.valueOf(result.getString(1));
            }
        }
    }
}
