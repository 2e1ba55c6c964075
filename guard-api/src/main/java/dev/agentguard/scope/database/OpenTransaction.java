package dev.agentguard.scope.database;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a transaction is open on a connection to PostgreSQL, where any query begins one and any error spoils it. */
enum OpenTransaction {
    NONE,
    OPEN,
    FAILED,
    UNKNOWN;

    private static final String DRIVERS_OWN = "org.postgresql.core.BaseConnection";

    /** The JDBC API cannot tell; PostgreSQL's driver can. */
    static OpenTransaction of(Connection connection) {
        Class<?> type = driversOwn(connection);
        try {
            if (type != null && connection.isWrapperFor(type)) {
                Method state = type.getMethod("getTransactionState");
                return switch (String.valueOf(state.invoke(connection.unwrap(type)))) {
                    case "IDLE" -> NONE;
                    case "OPEN" -> OPEN;
                    case "FAILED" -> FAILED;
                    default -> UNKNOWN;
                };
            }
        } catch (SQLException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            // another driver, or a version that does not say
        }
        return UNKNOWN;
    }

    private static @Nullable Class<?> driversOwn(Connection connection) {
        return Arrays.asList(
                        connection.getClass().getClassLoader(),
                        Thread.currentThread().getContextClassLoader(),
                        OpenTransaction.class.getClassLoader())
                .stream()
                .filter(Objects::nonNull)
                .map(OpenTransaction::load)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Class<?> load(ClassLoader loader) {
        try {
            return Class.forName(DRIVERS_OWN, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
