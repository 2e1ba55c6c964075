package dev.agentguard.effect.sql;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import java.util.List;

/** Reads SQL text in tests. */
final class Readings {

    private static final SqlReader READER = new SqlReader(Limits.DEFAULT);

    private Readings() {}

    static List<Effect> effects(SqlDialect dialect, String sql) {
        return READER.read(new SqlCall(sql, dialect));
    }

    /** The worst of all effects. */
    static Reversibility classOf(SqlDialect dialect, String sql) {
        return effects(dialect, sql).stream()
                .map(Effect::reversibility)
                .reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }
}
