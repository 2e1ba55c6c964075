package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * {@code java.net.http.HttpClient}, the same private methods on JDK 17 to 25. {@code send} is refused by an exception,
 * {@code sendAsync} and the WebSocket handshake, which share one private method, by a failed future, and a redirect, which
 * passes neither, where the exchange starts its next hop.
 */
public final class JdkHttpClientInstrumentation implements TypeInstrumentation {

    private static final String CLIENT = "jdk.internal.net.http.HttpClientImpl";
    private static final String EXCHANGE = "jdk.internal.net.http.MultiExchange";

    private final JdkHttpClientHooks hooks = new JdkHttpClientHooks();

    @Override
    public List<Point> points() {
        return List.of(
                new Point(
                        CLIENT,
                        "send",
                        "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;)Ljava/net/http/HttpResponse;",
                        Send.class),
                new Point(
                        CLIENT,
                        "sendAsync",
                        "(Ljava/net/http/HttpRequest;Ljava/net/http/HttpResponse$BodyHandler;"
                                + "Ljava/net/http/HttpResponse$PushPromiseHandler;Ljava/util/concurrent/Executor;)"
                                + "Ljava/util/concurrent/CompletableFuture;",
                        SendAsync.class),
                new Point(EXCHANGE, "responseAsyncImpl", "()Ljava/util/concurrent/CompletableFuture;", Redirect.class));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "`java.net.http.HttpClient`: `send`, `sendAsync`, WebSocket handshake",
                "JDK 17, 25",
                "`RefusedException`, thrown by `send` or in the future"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "jdk-client.send",
                        arguments -> hooks.send((HttpRequest) arguments[0], (BodyHandler<?>) arguments[1])),
                new Hook("jdk-client.sent", arguments -> {
                    hooks.sent(arguments[0], arguments[1]);
                    return null;
                }),
                new Hook(
                        "jdk-client.send-async",
                        arguments -> hooks.sendAsync((HttpRequest) arguments[0], (BodyHandler<?>) arguments[1])),
                new Hook("jdk-client.sending", arguments -> {
                    hooks.sending((CompletableFuture<?>) arguments[0], arguments[1]);
                    return null;
                }),
                new Hook("jdk-client.redirect", arguments -> {
                    hooks.redirect((HttpRequest) arguments[0], (HttpRequest) arguments[1]);
                    return null;
                }));
    }

    /** Inlined into {@code send}. */
    @SuppressWarnings("NullAway") // Runs inside the JDK's code, where nothing is declared.
    static final class Send {
        private Send() {}

        @Advice.OnMethodEnter
        static Object enter(
                @Advice.Argument(value = 0, readOnly = false) HttpRequest request,
                @Advice.Argument(value = 1, readOnly = false) BodyHandler<?> handler)
                throws RefusedException {
            if (request == null || handler == null || GuardBridge.bypassed()) {
                return null;
            }
            Object[] judged = (Object[]) GuardBridge.on("jdk-client.send", request, handler);
            request = (HttpRequest) judged[0];
            handler = (BodyHandler<?>) judged[2];
            return judged[1];
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter Object hop,
                @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
                @Advice.Thrown(readOnly = false) Throwable thrown) {
            if (hop != null) {
                GuardBridge.after("jdk-client.sent", hop, response);
            }
            if (thrown instanceof IOException && thrown.getCause() instanceof RefusedException) {
                // A refused redirect: `send` has wrapped it.
                thrown = thrown.getCause();
            }
        }
    }

    /** Inlined into the private {@code sendAsync} of four parameters. */
    @SuppressWarnings({"NullAway", "FutureReturnValueIgnored"
    }) // Runs inside the JDK's code, and returns the future there.
    static final class SendAsync {
        private SendAsync() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.Argument(value = 0, readOnly = false) HttpRequest request,
                @Advice.Argument(value = 1, readOnly = false) BodyHandler<?> handler,
                @Advice.Local("hop") Object hop) {
            if (request == null || handler == null || GuardBridge.bypassed()) {
                return null;
            }
            try {
                Object[] judged = (Object[]) GuardBridge.on("jdk-client.send-async", request, handler);
                request = (HttpRequest) judged[0];
                handler = (BodyHandler<?>) judged[2];
                hop = judged[1];
                return null;
            } catch (RefusedException refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object refused,
                @Advice.Local("hop") Object hop,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object future) {
            if (refused != null) {
                future = refused;
            } else if (hop != null) {
                GuardBridge.after("jdk-client.sending", future, hop);
            }
        }
    }

    /** Inlined into the method that starts each hop of an exchange. */
    @SuppressWarnings({"NullAway", "FutureReturnValueIgnored"}) // As above.
    static final class Redirect {
        private Redirect() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(
                @Advice.FieldValue("userRequest") HttpRequest first,
                @Advice.FieldValue(value = "currentreq", typing = Assigner.Typing.DYNAMIC) Object current,
                @Advice.FieldValue(value = "previousreq", typing = Assigner.Typing.DYNAMIC) Object previous) {
            // The first hop was judged when it was sent; a hop that is tried again is the same request.
            if (previous == null || previous == current) {
                return null;
            }
            try {
                GuardBridge.on("jdk-client.redirect", current, first);
                return null;
            } catch (RefusedException refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object refused,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object future) {
            if (refused != null) {
                future = refused;
            }
        }
    }
}
