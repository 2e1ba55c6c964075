package dev.agentguard.javaagent;

import dev.agentguard.Guard;
import dev.agentguard.action.Database;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Says of a statement in which database it will run, as far as that matters for it. Threadsafe. */
final class SqlCalls {

    private final Guard guard;
    private final boolean places;
    private final Connections connections = new Connections();

    /**
     * Creates it.
     *
     * @param guard reads what statements do
     * @param places whether it is declared where databases are
     */
    SqlCalls(Guard guard, boolean places) {
        this.guard = guard;
        this.places = places;
    }

    SqlCall of(String sql, SqlDialect dialect, @Nullable Connection connection) {
        SqlCall call = new SqlCall(sql, dialect);
        Reversibility worst = Reversibility.READ_ONLY;
        for (Effect effect : guard.effects(call)) {
            worst = worst.worse(effect.reversibility());
        }
        Database database = database(sql, dialect, connection, worst);
        if (connection != null) {
            connections.runs(connection, sql);
        }
        return new SqlCall(sql, dialect, database);
    }

    private @Nullable Database database(
            String sql, SqlDialect dialect, @Nullable Connection connection, Reversibility worst) {
        boolean matters = places || worst.compareTo(Reversibility.REVERSIBLE) > 0;
        if (!matters) {
            return null;
        }
        if (connection == null) {
            return worst == Reversibility.READ_ONLY
                    ? null
                    : Database.unknown("the driver does not say which connection it is");
        }
        if (worst == Reversibility.READ_ONLY) {
            return connections.unasked(connection, dialect);
        }
        return SessionMoves.hasSeveral(sql) && SessionMoves.mayMoveWithin(sql)
                ? Database.unknown("the text itself may change the database it runs in")
                : connections.asked(connection, dialect);
    }
}
