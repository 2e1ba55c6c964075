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
 * SQLite's driver, 3.36 and later: the methods of its database that run a prepared statement or a text, batches of a
 * prepared statement, and those that put another database in its place.
 */
final class SqliteInstrumentation implements TypeInstrumentation {

    private static final String DATABASE = "org.sqlite.core.DB";
    private static final String NATIVE = "org.sqlite.core.NativeDB";
    private static final String PREPARED = "org.sqlite.core.CorePreparedStatement";
    private static final String STATEMENT = "org.sqlite.core.CoreStatement";
    private static final String DIALECT = "SQLITE";

    private final SqlHooks hooks;
    private final Internals internals;

    SqliteInstrumentation(SqlHooks hooks, Internals internals) {
        this.hooks = hooks;
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point("org.sqlite.SQLiteConnection", "getDatabase", "()Lorg/sqlite/core/DB;", Database.class),
                new Point(DATABASE, "execute", "(Lorg/sqlite/core/CoreStatement;[Ljava/lang/Object;)Z", Execute.class),
                new Point(NATIVE, "_exec", "(Ljava/lang/String;)I", Execute.class),
                new Point(PREPARED, "executeBatch", "()[I", Batch.class),
                new Point(PREPARED, "executeLargeBatch", "()[J", Batch.class, true),
                new Point(
                        NATIVE,
                        "restore",
                        "(Ljava/lang/String;Ljava/lang/String;Lorg/sqlite/core/DB$ProgressObserver;)I",
                        Restore.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("sqlite.database", arguments -> {
                    hooks.belongs(arguments[0], arguments[1]);
                    return null;
                }),
                new Hook("sqlite.execute", arguments -> send(Objects.requireNonNull(arguments[0]), arguments[1])),
                new Hook("sqlite.batch", arguments -> {
                    Object statement = Objects.requireNonNull(arguments[0]);
                    return send(statement, statement);
                }));
    }

    private @Nullable Object send(Object sender, @Nullable Object what) throws SQLException, java.io.IOException {
        if (what instanceof String text) {
            return hooks.send(sender, DIALECT, hooks.connectionOf(sender), List.of(text));
        }
        Statement statement = (Statement) Objects.requireNonNull(what);
        String text = (String) internals.field(statement, STATEMENT, "sql");
        return hooks.send(sender, DIALECT, statement.getConnection(), List.of(Objects.requireNonNull(text)));
    }

    /** Inlined into the method by which all others get the database of a connection. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Database {
        private Database() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object connection, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object database) {
            GuardBridge.after("sqlite.database", database, connection);
        }
    }

    /** Inlined into the methods that run a statement or a text. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Execute {
        private Execute() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object database, @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object what)
                throws SQLException {
            Object sent = GuardBridge.before("sqlite.execute", database, what);
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

    /** Inlined into the methods that run a prepared statement several times. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Batch {
        private Batch() {}

        @Advice.OnMethodEnter
        static Object enter(@Advice.This Object statement) throws SQLException {
            Object sent = GuardBridge.before("sqlite.batch", statement);
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

    /** Inlined into the method that replaces the content of the database by that of a file. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Restore {
        private Restore() {}

        @Advice.OnMethodEnter
        static Object enter(@Advice.This Object database) throws SQLException {
            Object sent = GuardBridge.before("sqlite.execute", database, "restore from a_file");
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
