package dev.agentguard.scope.database;

import dev.agentguard.action.Database;
import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Place;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection is asked once which database it is in. */
final class ConnectionQuestion {

    private static final int LONGEST = 500;
    private static final String SAVEPOINT = "guard_effective_database";

    private final Connection connection;
    private final Duration timeLimit;
    private boolean networkLimited;

    ConnectionQuestion(Connection connection, Duration timeLimit) {
        this.connection = connection;
        this.timeLimit = timeLimit;
    }

    Database ask() throws SQLException {
        if (connection.isClosed()) {
            return Database.unknown("the connection is closed");
        }
        Product product = Product.of(connection);
        boolean autoCommit = connection.getAutoCommit();
        String url = connection.getMetaData().getURL();
        List<Place> written = url == null ? List.of() : ConnectionText.places(url);
        int before = limitNetwork();
        try {
            return switch (product) {
                case POSTGRESQL -> askPostgres(product, autoCommit, written);
                // its driver begins a transaction for whatever is run, and what it opened is the file of the URL
                case SQLITE -> autoCommit ? byQuery(product, written) : byFile(written);
                case OTHER -> byMetadata(written);
                default -> byQuery(product, written);
            };
        } finally {
            restoreNetwork(before);
        }
    }

    private Database askPostgres(Product product, boolean autoCommit, List<Place> written) throws SQLException {
        OpenTransaction transaction = OpenTransaction.of(connection);
        return switch (transaction) {
            case FAILED -> Database.unknown("its transaction has failed and runs nothing more");
            case OPEN -> insideOfTransaction(product, written);
            case NONE -> {
                try {
                    yield byQuery(product, written);
                } finally {
                    if (!autoCommit) {
                        connection.rollback(); // of nothing but the question
                    }
                }
            }
            case UNKNOWN ->
                autoCommit
                        ? byQuery(product, written)
                        : Database.unknown("its driver does not say whether a transaction is open");
        };
    }

    private Database insideOfTransaction(Product product, List<Place> written) throws SQLException {
        run("SAVEPOINT " + SAVEPOINT);
        boolean answered = false;
        try {
            Database database = byQuery(product, written);
            answered = true;
            return database;
        } finally {
            if (!answered) {
                run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            }
            run("RELEASE SAVEPOINT " + SAVEPOINT);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            limit(statement);
            statement.execute(sql);
        }
    }

    private Database byQuery(Product product, List<Place> written) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            limit(statement);
            try (ResultSet result = statement.executeQuery(String.valueOf(product.query()))) {
                if (!result.next()) {
                    return Database.unknown("the database did not say which one it is");
                }
                String name = text(result, 1);
                String host = text(result, 4).toLowerCase(Locale.ROOT);
                String port = text(result, 5);
                String server = host.isEmpty() || port.isEmpty() ? host : withPort(host, port);
                if (name.isEmpty()) {
                    return Database.unknown("the connection is in no database");
                }
                return of(written, server, fileAsWritten(product, name, written), text(result, 2), text(result, 3));
            }
        }
    }

    private static String withPort(String host, String port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static Database of(List<Place> written, String server, String name, String schema, String user) {
        List<Place> hosts = written.stream()
                .filter(place -> place.type().equals(Place.DATABASE_HOST))
                .toList();
        if (hosts.size() > 1 && server.isEmpty()) {
            return Database.unknown(
                    "the connection's URL names several servers and the one it is on does not say which");
        }
        // which of several the driver took only the server knows
        String address = hosts.isEmpty()
                ? server
                : hosts.size() > 1 ? server : String.valueOf(hosts.get(0).value());
        return new Database(address, address.equals(server) ? "" : server, name, schema, user, null);
    }

    /** A server names the file by its own path; the URL's name stands for it where both are the same file. */
    private static String fileAsWritten(Product product, String name, List<Place> written) {
        boolean remote = written.stream().anyMatch(place -> place.type().equals(Place.DATABASE_HOST));
        String url = value(written, Place.DATABASE_NAME);
        if (product != Product.H2 || !remote || url == null) {
            return name;
        }
        String tail = url.startsWith("~") || url.startsWith(".") ? url.substring(1) : url;
        return name.replace('\\', '/').endsWith(tail.startsWith("/") ? tail : "/" + tail) ? url : name;
    }

    private static Database byFile(List<Place> written) {
        String file = value(written, Place.DATABASE_NAME);
        if (file == null) {
            return Database.unknown("the connection's URL names no file");
        }
        try {
            boolean here = file.startsWith(":") || file.startsWith("file:");
            return new Database(
                    "", here ? file : Path.of(file).toAbsolutePath().normalize().toString(), "main", "");
        } catch (InvalidPathException e) {
            return Database.unknown("the connection's URL names no file");
        }
    }

    /** A product that is not known is asked through its driver; what only the URL says is not taken. */
    private Database byMetadata(List<Place> written) throws SQLException {
        String name = connection.getCatalog();
        if (name == null || name.isEmpty()) {
            return Database.unknown("the database's driver does not say in which database the connection is");
        }
        String schema = connection.getSchema();
        String user = connection.getMetaData().getUserName();
        return of(written, "", bounded(name), bounded(schema), bounded(user));
    }

    private static @Nullable String value(List<Place> places, String type) {
        return places.stream()
                .filter(place -> place.type().equals(type))
                .map(Place::value)
                .findFirst()
                .orElse(null);
    }

    private static String text(ResultSet result, int column) throws SQLException {
        return bounded(result.getString(column));
    }

    private static String bounded(@Nullable String text) {
        return text == null ? "" : text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** A query's own limit asks the server to stop, which one that hangs does not answer either. */
    private void limit(Statement statement) throws SQLException {
        if (!networkLimited) {
            statement.setQueryTimeout((int) Math.max(1, timeLimit.toSeconds()));
        }
    }

    /** Returns what was set before, or -1 if nothing was changed. */
    private int limitNetwork() {
        try {
            int before = connection.getNetworkTimeout();
            int wanted = Math.toIntExact(timeLimit.toMillis());
            networkLimited = before > 0 && before <= wanted;
            if (!networkLimited) {
                connection.setNetworkTimeout(Runnable::run, wanted);
                // some drivers take it and do nothing
                networkLimited = connection.getNetworkTimeout() == wanted;
                return before;
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            // the query's own limit holds alone
        }
        return -1;
    }

    private void restoreNetwork(int before) {
        if (before >= 0) {
            try {
                connection.setNetworkTimeout(Runnable::run, before);
            } catch (SQLException | RuntimeException | LinkageError e) {
                // it is broken already
            }
        }
    }
}
