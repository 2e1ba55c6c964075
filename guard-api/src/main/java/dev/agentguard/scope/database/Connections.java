package dev.agentguard.scope.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Opens connections of Guard's own, with whatever driver the application has. */
final class Connections {

    private Connections() {}

    /**
     * Opens a connection.
     *
     * @param access how
     * @param application the class loader of the application, where its drivers are
     */
    static Connection open(DatabaseAccess access, ClassLoader application) throws SQLException {
        Properties properties = new Properties();
        if (access.user() != null) {
            properties.setProperty("user", access.user());
        }
        if (access.password() != null) {
            properties.setProperty("password", access.password().reveal());
        }
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, application)) {
                if (driver.acceptsURL(access.url())) {
                    Connection connection = driver.connect(access.url(), properties);
                    if (connection != null) {
                        return connection;
                    }
                }
            }
        } catch (ServiceConfigurationError e) {
            // a driver that cannot be loaded: perhaps the manager knows another one
        }
        return DriverManager.getConnection(access.url(), properties);
    }
}
