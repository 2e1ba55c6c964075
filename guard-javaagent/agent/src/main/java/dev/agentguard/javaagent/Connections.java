package dev.agentguard.javaagent;

import dev.agentguard.action.Database;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.ConnectionText;
import dev.agentguard.effect.Place;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import dev.agentguard.scope.database.EffectiveDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which database the connections of the application are in. A server is asked once for each connection and again after
 * anything that may have moved it; one in this process is asked each time. Threadsafe, each connection by one thread at a
 * time, as JDBC has it.
 */
final class Connections {

    /** What was found out about a connection. */
    private static final class Known {
        private @Nullable Database database;
        private @Nullable String catalog;
        private boolean moved;
    }

    private final WeakIdentityMap<Connection, Known> known = new WeakIdentityMap<>();

    private Known of(Connection connection) {
        Known found = known.get(connection);
        if (found == null) {
            found = new Known();
            known.put(connection, found);
        }
        return found;
    }

    /** Returns the database as the server itself names it. */
    Database asked(Connection connection, SqlDialect dialect) {
        if (dialect == SqlDialect.H2 || dialect == SqlDialect.SQLITE) {
            return EffectiveDatabase.of(connection);
        }
        Known found = of(connection);
        String catalog = catalog(connection);
        Database database = found.database;
        if (database == null || catalog == null || !catalog.equals(found.catalog)) {
            database = EffectiveDatabase.of(connection);
            boolean answered = database.unknown() == null;
            found.database = answered ? database : null;
            found.catalog = catalog;
        }
        return database;
    }

    /** Returns the database as far as it is known without asking. */
    Database unasked(Connection connection, SqlDialect dialect) {
        Known found = of(connection);
        Database database = found.database;
        if (database != null && Objects.equals(found.catalog, catalog(connection))) {
            return database;
        }
        try {
            String url = connection.getMetaData().getURL();
            List<Place> places = url == null ? List.of() : ConnectionText.places(url);
            String catalog = dialect == SqlDialect.H2 || dialect == SqlDialect.SQLITE ? null : catalog(connection);
            String name = catalog == null ? value(places, Place.DATABASE_NAME) : catalog;
            boolean one = places.stream()
                            .filter(place -> place.type().equals(Place.DATABASE_HOST))
                            .count()
                    == 1;
            return new Database(one ? value(places, Place.DATABASE_HOST) : "", name, "", "");
        } catch (SQLException | RuntimeException e) {
            return Database.unknown("its driver does not say where the connection is");
        }
    }

    private static String value(List<Place> places, String type) {
        return places.stream()
                .filter(place -> place.type().equals(type))
                .map(Place::value)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** Drivers of servers know it without asking, and know when it was changed through them. */
    private static @Nullable String catalog(Connection connection) {
        try {
            return connection.getCatalog();
        } catch (SQLException | RuntimeException e) {
            return null;
        }
    }

    /** Takes note of a statement that runs now: behind it the connection may be elsewhere. */
    void runs(Connection connection, String sql) {
        Known found = of(connection);
        if (SessionMoves.mayMove(sql)) {
            found.moved = true;
            found.database = null;
        } else if (found.moved && SessionMoves.endsTransaction(sql)) {
            // what was set in a transaction may be taken back with it
            found.moved = false;
            found.database = null;
        }
    }
}
