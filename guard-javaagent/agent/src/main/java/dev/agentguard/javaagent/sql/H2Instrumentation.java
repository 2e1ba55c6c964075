package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * H2, 1.4.200 and later, in this process and remote: the one method that statements of every kind call right before they
 * run a command. It is called again, with null, once that is done, but nobody tells it how it ended. A command itself
 * knows the first of several statements only, so its text is kept from where it is made.
 */
final class H2Instrumentation implements TypeInstrumentation {

    private final SqlHooks hooks;
    private final WeakIdentityMap<Object, String> texts = new WeakIdentityMap<>();

    H2Instrumentation(SqlHooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public List<Point> points() {
        return List.of(
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
