package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Jetty's HTTP client from 9.4 on: {@code HttpSender}, which writes every request to its connection whatever the protocol,
 * redirects and authenticated repetitions too. The body is taken where a sender is given an exchange, and the request is
 * judged where its listeners have seen the head that will be written next.
 */
public final class JettyInstrumentation implements TypeInstrumentation {

    private static final String CLIENT = "org.eclipse.jetty.client.";
    private static final String TRANSPORT = CLIENT + "transport.";

    private final JettyHooks hooks = new JettyHooks();

    @Override
    public List<Point> points() {
        String exchange = "Lorg/eclipse/jetty/client/HttpExchange;";
        // 12.0 moved them
        String later = "Lorg/eclipse/jetty/client/transport/HttpExchange;";
        String result = "()Lorg/eclipse/jetty/client/api/Result;";
        String laterResult = "()Lorg/eclipse/jetty/client/Result;";
        return List.of(
                new Point(CLIENT + "HttpSender", "send", "(" + exchange + ")V", Send.class),
                new Point(CLIENT + "HttpSender", "beginToHeaders", "(" + exchange + ")Z", Head.class),
                new Point(CLIENT + "HttpExchange", "terminateRequest", result, End.class),
                new Point(CLIENT + "HttpExchange", "terminateResponse", result, End.class),
                new Point(TRANSPORT + "HttpSender", "send", "(" + later + ")V", Send.class),
                new Point(TRANSPORT + "HttpSender", "beginToHeaders", "(" + later + ")Z", Head.class),
                new Point(TRANSPORT + "HttpExchange", "terminateRequest", laterResult, End.class),
                new Point(TRANSPORT + "HttpExchange", "terminateResponse", laterResult, End.class));
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor(CLIENT + "HttpClient", List.of(CLIENT + "HttpSender", TRANSPORT + "HttpSender")));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "Jetty's HTTP client, HTTP/2 too",
                "9.4.0, 9.4.58, 10.0.0, 10.0.26, 11.0.0, 11.0.26, 12.0.0, 12.0.29, 12.1.14",
                "`RefusedException`, the cause of an `ExecutionException` or given to the listeners"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "jetty.send",
                        arguments -> hooks.isHeldBack(
                                Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]))),
                new Hook("jetty.head", arguments -> hooks.mayGo(Objects.requireNonNull(arguments[0]))),
                new Hook("jetty.end", arguments -> {
                    hooks.ended(Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]));
                    return null;
                }));
    }

    /** Inlined into the method that is given an exchange, which does nothing as long as the body is awaited. */
    @SuppressWarnings("NullAway") // Runs inside Jetty's code, where nothing is declared.
    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(
                @Advice.This Object sender,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object exchange)
                throws RefusedException {
            return exchange != null
                    && !GuardBridge.bypassed()
                    && Boolean.TRUE.equals(GuardBridge.on("jetty.send", sender, exchange));
        }
    }

    /** Inlined into the method behind which the head is written; it returns whether it is. */
    @SuppressWarnings("UnusedVariable") // Runs inside Jetty's code.
    static final class Head {
        private Head() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object exchange,
                @Advice.Return(readOnly = false) boolean goes)
                throws RefusedException {
            if (goes && !GuardBridge.bypassed()) {
                goes = Boolean.TRUE.equals(GuardBridge.on("jetty.head", exchange));
            }
        }
    }

    /** Inlined into the methods that tell how an exchange ended, once both of its directions have. */
    static final class End {
        private End() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object exchange, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
            if (result != null) {
                GuardBridge.after("jetty.end", exchange, result);
            }
        }
    }
}
