package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB's driver, 3.0 and later: the two methods by which a client sends one message or several for a statement. What
 * is sent for none is the driver's own: the begin and end of transactions, the choice of a database.
 */
final class MariaDbInstrumentation implements TypeInstrumentation {

    private static final String CLIENT = "org.mariadb.jdbc.client.impl.StandardClient";
    private static final String MESSAGE = "org.mariadb.jdbc.message.ClientMessage";
    private static final String REST = "Lorg/mariadb/jdbc/Statement;IJIIZZ)Ljava/util/List;";

    /** What messages put in front of the text that they have the server execute. */
    private static final Map<String, String> PREFIXES = Map.of(
            "ExecutePacket", "EXECUTE ",
            "PrepareExecutePacket", "PREPARE + EXECUTE ",
            "BulkExecutePacket", "BULK: ");

    private final SqlHooks hooks;
    private final Internals internals;

    MariaDbInstrumentation(SqlHooks hooks, Internals internals) {
        this.hooks = hooks;
        this.internals = internals;
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point(CLIENT, "execute", "(Lorg/mariadb/jdbc/message/ClientMessage;" + REST, Execute.class),
                new Point(
                        CLIENT, "executePipeline", "([Lorg/mariadb/jdbc/message/ClientMessage;" + REST, Execute.class));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook("mariadb.execute", arguments -> {
            Statement statement = (Statement) Objects.requireNonNull(arguments[2]);
            List<String> texts = texts(arguments[1]);
            return texts.isEmpty()
                    ? null
                    : hooks.send(Objects.requireNonNull(arguments[0]), "MYSQL", statement.getConnection(), texts);
        }));
    }

    private List<String> texts(@Nullable Object what) {
        List<String> texts = new ArrayList<>();
        for (Object message : what instanceof Object[] several ? several : new Object[] {what}) {
            Object text = internals.call(Objects.requireNonNull(message), MESSAGE, "description");
            String type = message.getClass().getSimpleName();
            // what is only prepared is judged when it is executed
            if (text != null && !type.equals("PreparePacket")) {
                texts.add(without(PREFIXES.getOrDefault(type, ""), text.toString()));
            }
        }
        return texts;
    }

    private static String without(String prefix, String text) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    /** Inlined into the methods that send. */
    @SuppressWarnings("NullAway") // Runs inside the driver's code, where nothing is declared.
    static final class Execute {
        private Execute() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object client,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object message,
                @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) Object statement)
                throws SQLException {
            if (statement == null) {
                return null;
            }
            Object sent = GuardBridge.before("mariadb.execute", client, message, statement);
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
