package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Apache HttpClient 5, asynchronous, HTTP/1.1 and HTTP/2: where a client hands an exchange to a connection, below redirects
 * and repetitions, the exchange's handler is replaced by one that judges.
 */
public final class ApacheAsyncInstrumentation implements TypeInstrumentation {

    private static final String IMPL = "org.apache.hc.client5.http.impl.async.";
    private static final String HANDLER = "Lorg/apache/hc/core5/http/nio/AsyncClientExchangeHandler;";
    private static final String FULL =
            "(Ljava/lang/String;" + HANDLER + "Lorg/apache/hc/client5/http/protocol/HttpClientContext;)";
    private static final String MINIMAL = "(" + HANDLER
            + "Lorg/apache/hc/core5/http/nio/HandlerFactory;Lorg/apache/hc/core5/http/protocol/HttpContext;)";
    private static final String CANCELLABLE = "Lorg/apache/hc/core5/concurrent/Cancellable;";

    @Override
    public List<Point> points() {
        return List.of(
                new Point(IMPL + "InternalHttpAsyncExecRuntime", "execute", FULL + CANCELLABLE, Full.class),
                new Point(IMPL + "InternalH2AsyncExecRuntime", "execute", FULL + CANCELLABLE, Full.class),
                new Point(
                        IMPL + "MinimalHttpAsyncClient$InternalAsyncClientEndpoint",
                        "execute",
                        MINIMAL + "V",
                        Minimal.class),
                new Point(IMPL + "MinimalH2AsyncClient", "execute", MINIMAL + CANCELLABLE, Minimal.class));
    }

    @Override
    public List<Anchor> anchors() {
        // each client has its own way to a connection
        return List.of(
                new Anchor(IMPL + "HttpAsyncClientBuilder", List.of(IMPL + "InternalHttpAsyncExecRuntime")),
                new Anchor(IMPL + "H2AsyncClientBuilder", List.of(IMPL + "InternalH2AsyncExecRuntime")),
                new Anchor(
                        IMPL + "MinimalHttpAsyncClient",
                        List.of(IMPL + "MinimalHttpAsyncClient$InternalAsyncClientEndpoint")));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "Apache HttpClient 5, asynchronous, HTTP/2 too",
                "5.0, 5.2.3, 5.4.4, 5.6.5",
                "`RefusedException` in the future and the callback"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(new Hook(
                "apache-async.exchange",
                arguments -> ApacheAsyncExchange.of(Objects.requireNonNull(arguments[0]), arguments[1])));
    }

    /** Inlined into the runtimes of the full clients. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside Apache's code, where nothing is declared.
    static final class Full {
        private Full() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object handler,
                @Advice.Argument(value = 2, typing = Assigner.Typing.DYNAMIC) Object context)
                throws RefusedException {
            if (handler != null && !GuardBridge.bypassed()) {
                handler = GuardBridge.on("apache-async.exchange", handler, context);
            }
        }
    }

    /** Inlined into the minimal clients, for HTTP/1.1 into their connections, those that an application leases too. */
    @SuppressWarnings({"NullAway", "UnusedVariable"}) // Runs inside Apache's code, where nothing is declared.
    static final class Minimal {
        private Minimal() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC) Object handler,
                @Advice.Argument(value = 2, typing = Assigner.Typing.DYNAMIC) Object context)
                throws RefusedException {
            if (handler != null && !GuardBridge.bypassed()) {
                handler = GuardBridge.on("apache-async.exchange", handler, context);
            }
        }
    }
}
