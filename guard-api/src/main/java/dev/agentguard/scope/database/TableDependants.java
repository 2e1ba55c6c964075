package dev.agentguard.scope.database;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.DependantFinder;
import dev.agentguard.scope.Dependants;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.remote.DependantLookUps;
import dev.agentguard.scope.remote.NotResolvedException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database which tables refer to one by a foreign key, and, where it can tell, which views read it and which
 * partitions it has. Only catalogs are read, on a read-only connection of Guard's own. Safe for use by many threads.
 */
public final class TableDependants implements DependantFinder {

    private static final String DELETE = "sql:delete";
    private static final String TRUNCATE = "sql:truncate";
    private static final Set<String> OPERATIONS = Set.of(DELETE, TRUNCATE, "sql:drop-table");
    private static final String TABLE = "sql:table";
    private static final int LONGEST_NAME = 400;

    private record Question(String database, String schema, String table, TableCatalog.Goes goes) {}

    private final List<DatabaseAccess> databases;
    private final Map<DatabaseAccess, DependantLookUps<Question>> lookUps = new HashMap<>();

    /**
     * Creates a finder.
     *
     * @param databases the databases that Guard may read
     */
    public TableDependants(List<DatabaseAccess> databases) {
        this.databases = List.copyOf(databases);
        this.databases.forEach(access -> lookUps.put(
                access, new DependantLookUps<>("database for dependants", access.timeLimit(), Ticker.systemTicker())));
    }

    @Override
    public boolean responsibleFor(Effect effect) {
        return access(effect) != null;
    }

    private @Nullable DatabaseAccess access(Effect effect) {
        String id = effect.resource().id();
        String database = place(effect, Place.DATABASE_NAME);
        return OPERATIONS.contains(effect.operation())
                        && effect.resource().type().equals(TABLE)
                        && id != null
                        && id.length() <= LONGEST_NAME
                        && database != null
                ? access(effect, database)
                : null;
    }

    /** A database in this process has no address, and is named by its file or memory. */
    private @Nullable DatabaseAccess access(Effect effect, String database) {
        String host = place(effect, Place.DATABASE_HOST);
        if (host == null) {
            boolean here =
                    effect.places().stream().noneMatch(place -> place.type().equals(Place.DATABASE_HOST));
            return here && "/:\\".chars().anyMatch(c -> database.indexOf(c) >= 0)
                    ? Connections.reading(databases, "", database)
                    : null;
        }
        return Connections.reading(databases, host, database);
    }

    /** Of several servers or databases nobody knows which one it is. */
    private static @Nullable String place(Effect effect, String type) {
        String found = null;
        for (Place place : effect.places()) {
            if (place.type().equals(type)) {
                if (place.value() == null || (found != null && !found.equals(place.value()))) {
                    return null;
                }
                found = place.value();
            }
        }
        return found;
    }

    @Override
    public Dependants find(Effect effect, Location location) {
        DatabaseAccess access = access(effect);
        String id = effect.resource().id();
        String database = place(effect, Place.DATABASE_NAME);
        DependantLookUps<Question> own = access == null ? null : lookUps.get(access);
        if (access == null || own == null || id == null || database == null) {
            return Dependants.NONE;
        }
        String schema = place(effect, Place.DATABASE_SCHEMA);
        Question question = new Question(database, schema == null ? "" : schema, id, goes(effect));
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader application = context == null ? ClassLoader.getSystemClassLoader() : context;
        return own.answer(question, deadline -> {
            try {
                return OwnConnection.ask(
                        access,
                        database,
                        application,
                        deadline,
                        connection -> uses(TableCatalog.of(connection, deadline), question));
            } catch (NotResolvedException e) {
                return Dependants.unknown(e.because());
            }
        });
    }

    private static TableCatalog.Goes goes(Effect effect) {
        if (effect.operation().equals(DELETE)) {
            return TableCatalog.Goes.CASCADE;
        }
        // of what is dropped with CASCADE nobody else's rows go
        return effect.operation().equals(TRUNCATE) && !effect.cascades().isEmpty()
                ? TableCatalog.Goes.ALL
                : TableCatalog.Goes.NONE;
    }

    private static Dependants uses(TableCatalog catalog, Question question)
            throws SQLException, CallFailedException, NotResolvedException {
        Table table =
                Table.meant(question.table(), question.schema(), catalog.named(question.table()), catalog::folded);
        TableCatalog.Uses uses = catalog.uses(table, question.goes());
        return Dependants.of(
                uses.found().stream()
                        .map(use -> use.shown(question.goes()))
                        .distinct()
                        .toList(),
                uses.unread());
    }

    @Override
    public void close() {
        lookUps.values().forEach(DependantLookUps::close);
    }
}
