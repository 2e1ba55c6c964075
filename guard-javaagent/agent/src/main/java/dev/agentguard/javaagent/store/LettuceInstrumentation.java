package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.instrumentation.Internals;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Lettuce, 5.0 and later: the methods by which connections of every kind, of clusters and of subscriptions too, hand
 * commands to their channel. What a client sends by itself when it connects (its name, its login, the number of its
 * database) passes none of this.
 */
final class LettuceInstrumentation implements TypeInstrumentation {

    static final String ENDPOINT = "io.lettuce.core.protocol.DefaultEndpoint";

    private final LettuceHooks hooks;

    LettuceInstrumentation(Internals internals) {
        this.hooks = new LettuceHooks(internals);
    }

    @Override
    public List<Point> points() {
        return List.of(new Point(ENDPOINT, "write", "", Write.class));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor("io.lettuce.core.RedisClient", List.of(ENDPOINT)));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "Lettuce: commands, transactions, clusters, reactive",
                "5.0.0, 6.0.0, 6.8.1, 7.1.0",
                "`RedisCommandExecutionException` with `RefusedException` as its cause, thrown or in the future"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook(
                "lettuce.write",
                arguments -> hooks.write(Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]))));
    }

    /** Inlined into the methods that write; they are skipped if nothing is left to be written. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside the client's code, where nothing is declared.
    static final class Write {
        private Write() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object endpoint,
                @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object written) {
            Object left = GuardBridge.before("lettuce.write", endpoint, written);
            if (left instanceof String) {
                throw new IllegalStateException(left.toString());
            }
            if (left instanceof Object[] some) {
                Object given = written;
                written = some[0];
                return written == null ? given : null;
            }
            return null;
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object refused,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            if (refused != null) {
                result = refused;
            }
        }
    }
}
