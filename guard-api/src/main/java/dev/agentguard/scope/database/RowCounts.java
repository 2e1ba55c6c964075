package dev.agentguard.scope.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.effect.sql.RowQuestion;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.Affected;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how many rows a statement would touch: what the database expects, and a count where the condition gives the same
 * whenever it is computed. Safe for use by many threads.
 *
 * <p>The statement itself is never sent, nor explained: a query with its condition is, put together from what is known to
 * compute only, in a transaction that only reads and is rolled back.
 */
public final class RowCounts implements AutoCloseable {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 1_000;

    private record Asked(DatabaseAccess access, BoundedCalls calls) {}

    private record Question(DatabaseAccess access, RowQuestion rows, String schema) {}

    private final List<DatabaseAccess> accesses;
    private final List<Asked> databases;
    private final Cache<Question, Affected> known;

    /**
     * Creates it.
     *
     * @param databases the databases that Guard may read
     */
    public RowCounts(List<DatabaseAccess> databases) {
        this.accesses = List.copyOf(databases);
        this.databases = databases.stream()
                .map(access -> new Asked(access, new BoundedCalls("database", access.timeLimit())))
                .toList();
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST_KEPT)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Returns how many rows a statement would touch.
     *
     * @param call the statement
     * @param fresh whether a number that was read a moment ago must not be used
     * @return the number, or why it is not known; null if no database that Guard may read runs the statement, or it is none
     *     that touches rows
     */
    public @Nullable Affected of(SqlCall call, boolean fresh) {
        Database database = call.database();
        Asked asked = database == null ? null : asked(database);
        if (database == null || asked == null) {
            return null;
        }
        RowQuestion rows = RowQuestion.of(call);
        if (rows == null) {
            return Affected.unknown("what it touches cannot be asked without running something of it");
        }
        Question question = new Question(asked.access(), rows, database.schema());
        Affected before = fresh ? null : known.getIfPresent(question);
        if (before != null) {
            return before;
        }
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        ClassLoader application = own == null ? ClassLoader.getSystemClassLoader() : own;
        try {
            Affected affected = asked.calls()
                    .call(deadline -> RowLookUp.ask(asked.access(), database, rows, application, deadline));
            known.put(question, affected);
            return affected;
        } catch (CallFailedException e) {
            known.invalidate(question);
            return Affected.unknown(e.because());
        }
    }

    private @Nullable Asked asked(Database database) {
        DatabaseAccess access = Connections.reading(accesses, database.address(), database.name());
        return access == null ? null : databases.get(accesses.indexOf(access));
    }

    @Override
    public void close() {
        databases.forEach(one -> one.calls().close());
    }
}
