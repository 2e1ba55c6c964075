package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * H2, 1.4.200 and later, in this process and remote: the one method that statements of every kind call right before they
 * run a command. It is called again, with null, once that is done, but nobody tells it how it ended. A command itself
 * knows the first of several statements only, so its text is kept from where it is made. What the URL has H2 run when it
 * connects ({@code INIT=}) passes none of this; it is judged before there is a connection.
 */
final class H2Instrumentation implements TypeInstrumentation {

    private static final String SESSION = "org.h2.engine.SessionRemote";

    private final SqlHooks hooks;
    private final Internals internals;
    private final WeakIdentityMap<Object, String> texts = new WeakIdentityMap<>();

    H2Instrumentation(SqlHooks hooks, Internals internals) {
        this.hooks = hooks;
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(
                // what it returns has another type since 2.0
                new Point(SESSION, "connectEmbeddedOrServer", "", Connect.class),
                new Point("org.h2.jdbc.JdbcConnection", "prepareCommand", "", Prepare.class),
                new Point(
                        "org.h2.jdbc.JdbcStatement",
                        "setExecutingStatement",
                        "(Lorg/h2/command/CommandInterface;)V",
                        Execute.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("h2.connect", arguments -> {
                    String init = initially(Objects.requireNonNull(arguments[0]));
                    if (init != null) {
                        hooks.sendOpen("H2", null, init);
                    }
                    return null;
                }),
                new Hook("h2.prepare", arguments -> {
                    texts.put(Objects.requireNonNull(arguments[0]), (String) Objects.requireNonNull(arguments[1]));
                    return null;
                }),
                new Hook("h2.execute", arguments -> {
                    Statement statement = (Statement) Objects.requireNonNull(arguments[0]);
                    String text = texts.get(Objects.requireNonNull(arguments[1]));
                    hooks.sendOpen(
                            "H2",
                            statement.getConnection(),
                            Objects.requireNonNull(text, "the driver's command cannot be read"));
                    return null;
                }));
    }

    private @Nullable String initially(Object session) {
        Object connection = Objects.requireNonNull(internals.field(session, SESSION, "connectionInfo"));
        Object settings = internals.field(connection, "org.h2.engine.ConnectionInfo", "prop");
        return ((Properties) Objects.requireNonNull(settings)).getProperty("INIT");
    }

    /** Inlined into the method by which connections of every kind begin. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Connect {
        private Connect() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object session) throws SQLException {
            Object refused = GuardBridge.before("h2.connect", session);
            if (refused instanceof String refusal) {
                throw new SQLException(refusal, GuardBridge.REFUSED_STATE);
            }
        }
    }

    /** Inlined into the method that makes a command of a text. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Prepare {
        private Prepare() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) String text, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object command) {
            GuardBridge.after("h2.prepare", command, text);
        }
    }

    /** Inlined into the method that a statement calls before it runs. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Execute {
        private Execute() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object statement,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object command)
                throws SQLException {
            if (command != null) {
                Object refused = GuardBridge.before("h2.execute", statement, command);
                if (refused instanceof String refusal) {
                    throw new SQLException(refusal, GuardBridge.REFUSED_STATE);
                }
            }
        }
    }
}
