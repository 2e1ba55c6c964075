package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.sql.SqlReader;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.database.EffectiveDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The data sources on which tools run the SQL in their arguments; each is asked for its database when it matters. */
final class ToolDatabases implements AutoCloseable {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final String SQL = "sql:";

    private record Asked(DataSource dataSource, BoundedCalls calls) {}

    private final Map<String, Asked> byTool = new HashMap<>();

    ToolDatabases(Map<String, DataSource> dataSources) {
        dataSources.forEach((tool, dataSource) ->
                byTool.put(tool, new Asked(dataSource, new BoundedCalls("data source of `" + tool + "`", TIME_LIMIT))));
    }

    /**
     * Returns the database in which an action's SQL runs.
     *
     * @return the database, unknown if it could not be asked; null if nobody said which, or only reads run in it
     */
    @Nullable
    Database of(Action action, List<Effect> effects) {
        if (action instanceof SqlCall call) {
            return call.database();
        }
        Asked asked = action instanceof ToolCall call ? byTool.get(call.tool()) : null;
        if (asked == null || effects.stream().noneMatch(ToolDatabases::changesSomething)) {
            return null;
        }
        try {
            return asked.calls().call(deadline -> ask(asked.dataSource()));
        } catch (CallFailedException e) {
            return Database.unknown(e.because());
        }
    }

    private static Database ask(DataSource dataSource) throws CallFailedException {
        try (Connection connection = dataSource.getConnection()) {
            return EffectiveDatabase.of(connection);
        } catch (SQLException e) {
            // Not its message: that may hold anything.
            throw new CallFailedException(
                    "no connection could be had: " + e.getClass().getSimpleName(), false);
        }
    }

    private static boolean changesSomething(Effect effect) {
        return isHere(effect) && effect.reversibility() != Reversibility.READ_ONLY;
    }

    private static boolean isHere(Effect effect) {
        return effect.operation().startsWith(SQL)
                && effect.host() == null
                && effect.places().isEmpty();
    }

    /** Returns a tool call's effects with the database as the place of those of its SQL. */
    static List<Effect> placed(List<Effect> effects, @Nullable Database database) {
        return database == null
                ? effects
                : effects.stream()
                        .map(effect -> isHere(effect) ? SqlReader.in(effect, database) : effect)
                        .toList();
    }

    @Override
    public void close() {
        byTool.values().forEach(asked -> asked.calls().close());
    }
}
