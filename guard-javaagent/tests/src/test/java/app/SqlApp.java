package app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * An application that runs the SQL it is told to on its standard input, on one connection, and says what came of it. Each
 * line is {@code mode texts}, separated by {@code \u001f}.
 */
public final class SqlApp {

    private final Connection connection;

    private SqlApp(Connection connection) {
        this.connection = connection;
    }

    /** With a JDBC URL and, if it needs them, user and password. */
    public static void main(String[] arguments) throws Exception {
        String user = arguments.length > 1 ? arguments[1] : null;
        String password = arguments.length > 2 ? arguments[2] : null;
        Connection connection = DriverManager.getConnection(arguments[0], user, password);
        SqlApp app = new SqlApp(connection);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\u001f", -1);
            try {
                System.out.println(
                        "done " + app.run(parts[0], Arrays.asList(parts).subList(1, parts.length)));
            } catch (Throwable failure) {
                System.out.println(text(failure).replace('\n', ' '));
            }
        }
    }

    private static String text(Throwable failure) {
        String state = failure instanceof SQLException sql ? " " + sql.getSQLState() : "";
        return "failure " + failure.getClass().getName() + state + " | " + failure.getMessage();
    }

    private Object run(String mode, List<String> texts) throws Exception {
        String sql = texts.get(0);
        return switch (mode) {
            case "execute" -> statement(sql, Statement::execute);
            case "query" -> statement(sql, (statement, text) -> rows(statement.executeQuery(text)));
            case "update" -> statement(sql, Statement::executeUpdate);
            case "large" -> statement(sql, Statement::executeLargeUpdate);
            case "keys" ->
                statement(sql, (statement, text) -> statement.executeUpdate(text, Statement.RETURN_GENERATED_KEYS));
            case "prepared" -> prepared(texts);
            case "prepared-update" -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    set(statement, texts);
                    yield statement.executeUpdate();
                }
            }
            case "prepared-query" -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    set(statement, texts);
                    yield rows(statement.executeQuery());
                }
            }
            case "prepared-batch" -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    for (int i = 0; i < 3; i++) {
                        set(statement, texts);
                        statement.addBatch();
                    }
                    yield statement.executeBatch().length;
                }
            }
            case "callable" -> {
                try (PreparedStatement statement = connection.prepareCall(sql)) {
                    set(statement, texts);
                    yield statement.execute();
                }
            }
            case "batch" -> batch(texts);
            case "delete-row" -> updatable(sql, ResultSet::deleteRow);
            case "native" -> statement(connection.nativeSQL(sql), Statement::execute);
            case "schema" -> {
                connection.setSchema(sql);
                yield connection.getSchema();
            }
            case "catalog" -> {
                connection.setCatalog(sql);
                yield connection.getCatalog();
            }
            case "auto-commit" -> {
                connection.setAutoCommit(Boolean.parseBoolean(sql));
                yield connection.getAutoCommit();
            }
            case "commit" -> {
                connection.commit();
                yield "";
            }
            case "rollback" -> {
                connection.rollback();
                yield "";
            }
            case "connect" -> {
                try (Connection other = DriverManager.getConnection(
                        connection.getMetaData().getURL() + sql,
                        connection.getMetaData().getUserName(),
                        "")) {
                    yield other.isValid(1);
                }
            }
            case "thread" -> thread(sql);
            case "speed" -> speed(sql, Integer.parseInt(texts.get(1)));
            default -> PostgresCalls.run(connection, mode, texts);
        };
    }

    /** What is done with a statement. */
    private interface Act {
        Object run(Statement statement, String sql) throws SQLException;
    }

    /** What is done with the row of a result. */
    private interface RowAct {
        void run(ResultSet result) throws SQLException;
    }

    private Object statement(String sql, Act act) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return act.run(statement, sql);
        }
    }

    /** Runs a prepared statement twice, as it is prepared once. */
    private Object prepared(List<String> texts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(texts.get(0))) {
            set(statement, texts);
            statement.execute();
            set(statement, texts);
            return statement.execute();
        }
    }

    private static void set(PreparedStatement statement, List<String> texts) throws SQLException {
        for (int i = 1; i < texts.size(); i++) {
            statement.setInt(i, Integer.parseInt(texts.get(i)));
        }
    }

    private Object batch(List<String> texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.addBatch(text);
            }
            return statement.executeBatch().length;
        }
    }

    private Object updatable(String sql, RowAct act) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            act.run(result);
            return "";
        }
    }

    private static Object rows(ResultSet result) throws SQLException {
        int rows = 0;
        StringBuilder first = new StringBuilder();
        while (result.next()) {
            first.append(rows++ == 0 ? result.getString(1) : "");
        }
        return rows + " " + first;
    }

    private Object thread(String sql) throws Exception {
        Object[] result = new Object[1];
        Thread thread = new Thread(() -> {
            try {
                result[0] = statement(sql, Statement::execute);
            } catch (SQLException e) {
                result[0] = e;
            }
        });
        thread.start();
        thread.join();
        if (result[0] instanceof SQLException e) {
            throw e;
        }
        return result[0];
    }

    /** Nanoseconds for one of many runs of a query. */
    private Object speed(String sql, int times) throws SQLException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long start = System.nanoTime();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < times; i++) {
                    try (ResultSet result = statement.executeQuery()) {
                        result.next();
                    }
                }
            }
            best = Math.min(best, (System.nanoTime() - start) / times);
        }
        return best;
    }
}
