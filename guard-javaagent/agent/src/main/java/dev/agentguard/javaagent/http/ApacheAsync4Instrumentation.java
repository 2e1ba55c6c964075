package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Apache HttpAsyncClient 4.1 and the asynchronous core below it: each handler of an exchange generates a request, for a
 * redirect and a repetition too, and then its content. A refusal is thrown where it generates the request; the connection
 * then tells the handler that the exchange failed.
 */
public final class ApacheAsync4Instrumentation implements TypeInstrumentation {

    private static final String CLIENT = "org.apache.http.impl.nio.client.";
    private static final String CORE = "org.apache.http.nio.protocol.";
    private static final String ABSTRACT = CLIENT + "AbstractClientExchangeHandler";
    private static final List<String> OF_THE_CLIENT = List.of(
            CLIENT + "DefaultClientExchangeHandlerImpl",
            CLIENT + "MinimalClientExchangeHandlerImpl",
            CLIENT + "PipeliningClientExchangeHandlerImpl");
    private static final List<String> OF_THE_CORE =
            List.of(CORE + "BasicAsyncClientExchangeHandler", CORE + "PipeliningClientExchangeHandler");

    private final ApacheAsync4Hooks hooks = new ApacheAsync4Hooks();

    @Override
    public List<Point> points() {
        String control = "Lorg/apache/http/nio/IOControl;)V";
        List<String> handlers = new ArrayList<>(OF_THE_CLIENT);
        handlers.addAll(OF_THE_CORE);
        List<Point> points = new ArrayList<>();
        for (String handler : handlers) {
            points.add(new Point(handler, "generateRequest", "()Lorg/apache/http/HttpRequest;", Generate.class));
            points.add(new Point(
                    handler, "produceContent", "(Lorg/apache/http/nio/ContentEncoder;" + control, Produce.class));
            points.add(new Point(
                    handler, "consumeContent", "(Lorg/apache/http/nio/ContentDecoder;" + control, Consume.class));
            points.add(new Point(handler, "responseReceived", "(Lorg/apache/http/HttpResponse;)V", Received.class));
        }
        points.add(new Point(ABSTRACT, "failed", "(Ljava/lang/Exception;)V", Failed.class));
        OF_THE_CORE.forEach(
                handler -> points.add(new Point(handler, "failed", "(Ljava/lang/Exception;)V", Failed.class)));
        return points;
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(new Anchor("org.apache.http.nio.client.HttpAsyncClient", OF_THE_CLIENT));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "Apache HttpAsyncClient", "4.1, 4.1.5", "`RefusedException` in the future and the callback"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("apache-async4.generated", arguments -> {
                    hooks.generated(Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]));
                    return null;
                }),
                new Hook(
                        "apache-async4.produce",
                        arguments -> hooks.produced(
                                        Objects.requireNonNull(arguments[0]),
                                        Objects.requireNonNull(arguments[1]),
                                        Objects.requireNonNull(arguments[2]))
                                ? Boolean.TRUE
                                : null),
                new Hook(
                        "apache-async4.consume",
                        arguments -> hooks.decoder(
                                Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]))),
                new Hook("apache-async4.received", arguments -> {
                    hooks.answered(Objects.requireNonNull(arguments[0]), Objects.requireNonNull(arguments[1]));
                    return null;
                }),
                new Hook("apache-async4.failed", arguments -> {
                    hooks.failed(Objects.requireNonNull(arguments[0]), arguments[1]);
                    return null;
                }));
    }

    /** Inlined into the method that gives the request to the connection. */
    static final class Generate {
        private Generate() {}

        @Advice.OnMethodExit
        static void exit(@Advice.This Object handler, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object request)
                throws RefusedException {
            if (request != null && !GuardBridge.bypassed()) {
                GuardBridge.on("apache-async4.generated", handler, request);
            }
        }
    }

    /** Inlined into the method that writes the content. */
    @SuppressWarnings("NullAway") // Runs inside Apache's code, where nothing is declared.
    static final class Produce {
        private Produce() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.This Object handler,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object encoder,
                @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) Object control)
                throws RefusedException {
            return GuardBridge.on("apache-async4.produce", handler, encoder, control);
        }
    }

    /** Inlined into the method that reads an answer. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside Apache's code, where nothing is declared.
    static final class Consume {
        private Consume() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object handler,
                @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object decoder)
                throws RefusedException {
            decoder = GuardBridge.on("apache-async4.consume", handler, decoder);
        }
    }

    /** Inlined into the method that takes the head of an answer. */
    static final class Received {
        private Received() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object handler,
                @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object response) {
            GuardBridge.after("apache-async4.received", handler, response);
        }
    }

    /** Inlined into the method that is told of a failure. */
    static final class Failed {
        private Failed() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object handler, @Advice.Argument(0) Exception cause) {
            GuardBridge.after("apache-async4.failed", handler, cause);
        }
    }
}
