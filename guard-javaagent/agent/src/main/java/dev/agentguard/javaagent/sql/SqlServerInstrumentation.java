package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server's driver, 7.4 and later: the method that statements of every kind give their command to, and the row that a
 * result set deletes. Rows that a result set or a bulk copy writes are not looked at.
 */
final class SqlServerInstrumentation implements TypeInstrumentation {

    private static final String STATEMENT = "com.microsoft.sqlserver.jdbc.SQLServerStatement";
    private static final String PREPARED = "com.microsoft.sqlserver.jdbc.SQLServerPreparedStatement";
    private static final String TEXT_COMMAND = STATEMENT + "$StmtExecCmd";
    private static final String BATCH_COMMAND = STATEMENT + "$StmtBatchExecCmd";

    private final SqlHooks hooks;
    private final Internals internals;

    SqlServerInstrumentation(SqlHooks hooks, Internals internals) {
        this.hooks = hooks;
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point(STATEMENT, "executeStatement", "(Lcom/microsoft/sqlserver/jdbc/TDSCommand;)V", Execute.class),
                new Point("com.microsoft.sqlserver.jdbc.SQLServerResultSet", "deleteRow", "()V", Delete.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("sqlserver.execute", arguments -> {
                    Statement statement = (Statement) Objects.requireNonNull(arguments[0]);
                    return hooks.send(
                            statement,
                            "SQLSERVER",
                            statement.getConnection(),
                            texts(statement, Objects.requireNonNull(arguments[1])));
                }),
                new Hook("sqlserver.delete", arguments -> {
                    Statement statement = ((java.sql.ResultSet) Objects.requireNonNull(arguments[0])).getStatement();
                    return hooks.send(
                            Objects.requireNonNull(arguments[0]),
                            "SQLSERVER",
                            statement == null ? null : statement.getConnection(),
                            List.of("DELETE FROM rows_of_a_cursor WHERE CURRENT OF a_cursor"));
                }));
    }

    private List<@Nullable String> texts(Statement statement, Object command) {
        List<@Nullable String> texts = new ArrayList<>();
        String type = command.getClass().getName();
        if (type.equals(BATCH_COMMAND)) {
            Object batch = Objects.requireNonNull(internals.field(statement, STATEMENT, "batchStatementBuffer"));
            ((List<?>) batch).forEach(text -> texts.add((String) text));
        } else {
            texts.add((String)
                    (type.equals(TEXT_COMMAND)
                            ? internals.field(command, TEXT_COMMAND, "sql")
                            : internals.field(statement, PREPARED, "userSQL")));
        }
        return texts;
    }

    /** Inlined into the method that statements give their command to. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Execute {
        private Execute() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object statement,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object command)
                throws SQLException {
            Object sent = GuardBridge.before("sqlserver.execute", statement, command);
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

    /** Inlined into the method that deletes the row of a cursor. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Delete {
        private Delete() {}

        @Advice.OnMethodEnter
        static Object enter(@Advice.This Object resultSet) throws SQLException {
            Object sent = GuardBridge.before("sqlserver.delete", resultSet);
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
