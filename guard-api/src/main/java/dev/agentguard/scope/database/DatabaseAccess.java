package dev.agentguard.scope.database;

import dev.agentguard.scope.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Guard itself reads a database.
 *
 * @param url the JDBC URL
 * @param user a user that may only read, or null if the URL or the driver knows one
 * @param password the user's password, or null for none
 * @param timeLimit how long one question may take
 * @param addresses how the application may name the same server, {@code host:port}; in lower case
 */
public record DatabaseAccess(
        String url, @Nullable String user, @Nullable Secret password, Duration timeLimit, List<String> addresses) {

    /** Copies the list. */
    public DatabaseAccess {
        addresses = List.copyOf(addresses);
    }

    /** Shows no more than how often it is named: a URL may hold a password. */
    @Override
    public String toString() {
        return "DatabaseAccess[" + String.join(", ", addresses) + "]";
    }
}
