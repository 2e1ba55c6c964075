package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver, 42.2 and later. Statements, batches, result sets that are updated, {@code COPY} and calls of
 * functions by their number meet at the executor of a connection; an overload of it that calls another is one sending.
 */
final class PostgresInstrumentation implements TypeInstrumentation {

    private static final String EXECUTOR = "org.postgresql.core.v3.QueryExecutorImpl";
    private static final String QUERY = "org.postgresql.core.Query";
    private static final String DIALECT = "POSTGRESQL";

    /** Numbers of the functions of large objects; they are the same in every server (pg_proc.dat). */
    private static final Map<Integer, String> LARGE_OBJECTS = Map.ofEntries(
            Map.entry(764, "lo_import"),
            Map.entry(765, "lo_export"),
            Map.entry(952, "lo_open"),
            Map.entry(953, "lo_close"),
            Map.entry(954, "loread"),
            Map.entry(955, "lowrite"),
            Map.entry(956, "lo_lseek"),
            Map.entry(957, "lo_creat"),
            Map.entry(715, "lo_create"),
            Map.entry(958, "lo_tell"),
            Map.entry(964, "lo_unlink"),
            Map.entry(1004, "lo_truncate"),
            Map.entry(3170, "lo_lseek64"),
            Map.entry(3171, "lo_tell64"),
            Map.entry(3172, "lo_truncate64"));

    private final SqlHooks hooks;
    private final Internals internals;

    PostgresInstrumentation(SqlHooks hooks, Internals internals) {
        this.hooks = hooks;
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point(
                        "org.postgresql.jdbc.PgConnection",
                        "getQueryExecutor",
                        "()Lorg/postgresql/core/QueryExecutor;",
                        Executor.class),
                new Point(EXECUTOR, "execute", "", Execute.class),
                new Point(
                        EXECUTOR,
                        "startCopy",
                        "(Ljava/lang/String;Z)Lorg/postgresql/copy/CopyOperation;",
                        Execute.class),
                new Point(EXECUTOR, "fastpathCall", "(ILorg/postgresql/core/ParameterList;Z)[B", Execute.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("postgres.executor", arguments -> {
                    hooks.belongs(arguments[0], arguments[1]);
                    return null;
                }),
                new Hook("postgres.execute", arguments -> {
                    Object executor = Objects.requireNonNull(arguments[0]);
                    return hooks.isInUse(executor)
                            ? hooks.send(executor, DIALECT, hooks.connectionOf(executor), texts(arguments[1]))
                            : null;
                }));
    }

    private List<String> texts(@Nullable Object what) {
        if (what instanceof String copy) {
            return List.of(copy);
        }
        if (what instanceof Integer function) {
            String name = LARGE_OBJECTS.get(function);
            return List.of(name == null ? "CALL function_number_" + function + "()" : "SELECT " + name + "($1)");
        }
        if (what instanceof Object[] queries) {
            List<String> texts = new ArrayList<>(queries.length);
            Object before = null;
            for (Object query : queries) {
                if (query != before) {
                    texts.add(text(query));
                    before = query;
                }
            }
            return texts;
        }
        return List.of(text(Objects.requireNonNull(what)));
    }

    private String text(Object query) {
        return String.valueOf(internals.call(query, QUERY, "getNativeSql"));
    }

    /** Inlined into the method by which all others get the executor of a connection. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Executor {
        private Executor() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object connection, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object executor) {
            GuardBridge.after("postgres.executor", executor, connection);
        }
    }

    /** Inlined into the methods that send. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Execute {
        private Execute() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object executor, @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object what)
                throws SQLException {
            Object sent = GuardBridge.before("postgres.execute", executor, what);
            if (sent instanceof String refusal) {
                throw new SQLException(refusal, GuardBridge.REFUSED_STATE);
            }
            return sent;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object sent, @Advice.Thrown Throwable thrown) {
            if (sent != null) {
                GuardBridge.after("sql.sent", sent, thrown);
            }
        }
    }
}
