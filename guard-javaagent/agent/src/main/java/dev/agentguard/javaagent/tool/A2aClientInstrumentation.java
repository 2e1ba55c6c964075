package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;

/**
 * The client of the A2A protocol's Java SDK, which LangChain4j's agentic module sends by and an application may call itself:
 * whatever it sends to an agent passes {@code Client.sendMessage}, over any transport.
 */
public final class A2aClientInstrumentation implements TypeInstrumentation {

    private final MessagesToAgents messages = new MessagesToAgents();

    @Override
    public List<Point> points() {
        return List.of(
                new Point("io.a2a.client.Client", "sendMessage", "", Send.class), // 0.3
                new Point("org.a2aproject.sdk.client.Client", "sendMessage", "", Send.class)); // 1.0
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "a2a.send",
                        arguments -> messages.enter(
                                Objects.requireNonNull(arguments[0]),
                                Objects.requireNonNull(arguments[1]),
                                String.valueOf(arguments[2]))),
                new Hook("a2a.sent", arguments -> {
                    MessagesToAgents.exit(arguments[0], (Throwable) arguments[1]);
                    return null;
                }));
    }

    /** Inlined into what sends a message. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside the client's code, where nothing is declared.
    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.This Object client,
                @Advice.Argument(0) Object message,
                @Advice.Origin("#m#s") String method,
                @Advice.Local("run") Object run)
                throws Exception {
            Object[] judged;
            try {
                judged = (Object[]) GuardBridge.on("a2a.send", client, message, method);
            } catch (RefusedException failure) {
                throw new IllegalStateException(failure.getMessage());
            }
            if (judged != null && judged.length > 0) {
                if (judged[1] != null) {
                    throw (Exception) judged[1];
                }
                run = judged[0];
            }
            return run;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter Object run, @Advice.Thrown Throwable thrown) {
            if (run != null) {
                GuardBridge.after("a2a.sent", run, thrown);
            }
        }
    }
}
