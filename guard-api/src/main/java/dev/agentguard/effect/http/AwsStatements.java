package dev.agentguard.effect.http;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.sql.SqlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the SQL that operations of AWS services carry: they do what their statements do. */
final class AwsStatements {

    /** Where the statements stand: the argument and, behind a dot, the field of each of its items. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("dynamodb:ExecuteStatement", "Statement"),
            Map.entry("dynamodb:BatchExecuteStatement", "Statements.Statement"),
            Map.entry("dynamodb:ExecuteTransaction", "TransactStatements.Statement"),
            Map.entry("athena:StartQueryExecution", "QueryString"),
            Map.entry("rds-data:ExecuteStatement", "sql"),
            Map.entry("rds-data:BatchExecuteStatement", "sql"),
            Map.entry("rds-data:ExecuteSql", "sqlStatements"),
            Map.entry("redshift-data:ExecuteStatement", "Sql"),
            Map.entry("redshift-data:BatchExecuteStatement", "Sqls"));

    private AwsStatements() {}

    /** Returns what the statements of an operation do, or null if it carries none or not all of them can be read. */
    static @Nullable List<Effect> read(Effect effect, Map<String, @Nullable Object> arguments, Limits limits) {
        String place = ARGUMENTS.get(effect.operation());
        if (place == null) {
            return null;
        }
        String[] path = place.split("\\.", 2);
        Object value = arguments.get(path[0]);
        Collection<?> items =
                value instanceof Collection<?> several ? several : value == null ? List.of() : List.of(value);
        List<Effect> effects = new ArrayList<>();
        SqlReader reader = new SqlReader(limits);
        for (Object item : items) {
            Object text = path.length > 1 && item instanceof Map<?, ?> fields ? fields.get(path[1]) : item;
            if (!(text instanceof String statement) || effects.size() > limits.operations()) {
                return null;
            }
            String where = "body." + path[0].toLowerCase(Locale.ROOT);
            for (Effect inner : reader.read(new SqlCall(statement, SqlDialect.UNKNOWN), where)) {
                effects.add(inner.toBuilder().host(effect.host()).build());
            }
        }
        return effects.isEmpty() ? null : effects;
    }
}
