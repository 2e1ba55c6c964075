package dev.agentguard.scope.database;

import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Place;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens connections of Guard's own, with whatever driver the application has. */
final class Connections {

    private static final Map<String, String> PORTS =
            Map.of("jdbc:postgresql:", ":5432", "jdbc:mysql:", ":3306", "jdbc:mariadb:", ":3306");

    private Connections() {}

    /**
     * Returns how the database is read that an action names.
     *
     * @param databases the databases that Guard may read
     * @param address its server, {@code host:port} or {@code host}; empty for a database in this process
     * @param name the database
     * @return of several at that server the one whose URL names the database; null if none is there
     */
    static @Nullable DatabaseAccess reading(List<DatabaseAccess> databases, String address, String name) {
        DatabaseAccess there = null;
        for (DatabaseAccess access : databases) {
            if (isAt(access, address.toLowerCase(Locale.ROOT))) {
                boolean named = ConnectionText.places(access.url()).stream()
                        .anyMatch(place ->
                                place.type().equals(Place.DATABASE_NAME) && name.equalsIgnoreCase(place.value()));
                if (named) {
                    return access;
                }
                there = there == null ? access : there;
            }
        }
        return there;
    }

    /** A client that is told no port takes that of its product. */
    private static boolean isAt(DatabaseAccess access, String address) {
        if (access.addresses().contains(address)) {
            return true;
        }
        for (Map.Entry<String, String> port : PORTS.entrySet()) {
            if (access.url().startsWith(port.getKey())
                    && !address.isEmpty()
                    && access.addresses().contains(address + port.getValue())) {
                return true;
            }
        }
        return false;
    }

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
        if (access.url().startsWith("jdbc:sqlite:")) {
            // its driver cannot make a connection that is open a reading one; SQLITE_OPEN_READONLY
            properties.setProperty("open_mode", "1");
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
