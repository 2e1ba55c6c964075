package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's driver, 8.0 and later: what a session sends as text, and statements that the server prepared. Text that is sent
 * for no statement is the driver's own: the begin and end of transactions, the choice of a database.
 */
final class MySqlInstrumentation implements TypeInstrumentation {

    private static final String PREPARED = "com.mysql.cj.jdbc.JdbcPreparedStatement";
    private static final String CLIENT_PREPARED = "com.mysql.cj.jdbc.ClientPreparedStatement";

    private final SqlHooks hooks;
    private final Internals internals;

    MySqlInstrumentation(SqlHooks hooks, Internals internals) {
        this.hooks = hooks;
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point("com.mysql.cj.NativeSession", "execSQL", "", Text.class),
                new Point(
                        "com.mysql.cj.jdbc.ServerPreparedStatement",
                        "serverExecute",
                        "(IZLcom/mysql/cj/protocol/ColumnDefinition;)"
                                + "Lcom/mysql/cj/jdbc/result/ResultSetInternalMethods;",
                        Prepared.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook("mysql.execute", arguments -> {
            Statement statement = (Statement) Objects.requireNonNull(arguments[1]);
            return hooks.send(
                    Objects.requireNonNull(arguments[0]),
                    "MYSQL",
                    statement.getConnection(),
                    List.of(text(statement, arguments[2])));
        }));
    }

    /** What a prepared statement sends has its parameters in it; what was prepared is the same each time. */
    private String text(Statement statement, @Nullable Object given) {
        Object text = given == null && Internals.is(statement, CLIENT_PREPARED)
                ? internals.call(statement, PREPARED, "getPreparedSql")
                : given;
        return String.valueOf(Objects.requireNonNull(text, "the driver's statement cannot be read"));
    }

    /** Inlined into the method that sends text. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Text {
        private Text() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object session,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object statement,
                @Advice.Argument(1) String text)
                throws SQLException {
            if (statement == null) {
                return null;
            }
            Object sent = GuardBridge.before("mysql.execute", session, statement, text);
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

    /** Inlined into the method that runs what the server prepared. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Prepared {
        private Prepared() {}

        @Advice.OnMethodEnter
        static Object enter(@Advice.This Object statement) throws SQLException {
            Object sent = GuardBridge.before("mysql.execute", statement, statement, null);
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
