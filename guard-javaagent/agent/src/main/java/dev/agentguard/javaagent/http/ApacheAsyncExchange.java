package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an {@code AsyncClientExchangeHandler} of Apache's asynchronous client 5: judges the request where the
 * handler gives it to the connection, and sees how it ends. Used as the client uses a handler, by one thread at a time.
 */
final class ApacheAsyncExchange implements InvocationHandler {

    private static final String CORE = "org.apache.hc.core5.http.";

    private final Object own;
    private final @Nullable Object context;
    private HttpHop hop = HttpHop.NONE;
    private @Nullable ApacheAsyncBody body;
    private @Nullable AnswerCopy copy;
    private @Nullable RefusedException refusal;

    private ApacheAsyncExchange(Object own, @Nullable Object context) {
        this.own = own;
        this.context = context;
    }

    /**
     * Returns the handler to use in place of the client's own.
     *
     * @param context the exchange's context, which knows the route
     */
    static Object of(Object own, @Nullable Object context) throws ClassNotFoundException {
        return proxy(own, "nio.AsyncClientExchangeHandler", new ApacheAsyncExchange(own, context));
    }

    private static Object proxy(Object own, String type, InvocationHandler handler) throws ClassNotFoundException {
        Class<?> face = Members.type(own.getClass(), CORE + type);
        return Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            case "produceRequest" -> {
                Object channel = proxy(own, "nio.RequestChannel", judging(Objects.requireNonNull(arguments[0])));
                yield Members.call(own, "produceRequest", channel, arguments[1]);
            }
            case "available" -> {
                int held = body == null ? 0 : body.available();
                yield held > 0 ? held : Members.invoke(method, own, arguments);
            }
            case "produce" -> {
                if (body == null) {
                    yield Members.invoke(method, own, arguments);
                }
                body.produce(Objects.requireNonNull(arguments[0]));
                yield null;
            }
            case "failed" -> {
                Object cause = refusal == null ? arguments[0] : refusal;
                hop.exit(HttpOutcome.of(null, cause instanceof Throwable failure ? failure : null));
                yield Members.invoke(method, own, cause);
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> {
                try {
                    note(method.getName(), arguments);
                } catch (Exception e) {
                    // it was sent, and what it was answered is the application's
                    GuardBridge.failed("apache-async.answer", e);
                }
                yield Members.invoke(method, own, arguments);
            }
        };
    }

    /** The connection's channel for the request, which only takes one that may be sent. */
    private InvocationHandler judging(Object channel) {
        return (proxy, method, given) -> {
            @Nullable Object[] arguments = given == null ? new Object[0] : given;
            if (method.getName().equals("sendRequest")) {
                try {
                    judge(Objects.requireNonNull(arguments[0]), arguments[1]);
                } catch (RefusedException refused) {
                    refusal = refused;
                    // What ends one exchange of a connection of HTTP/2, and none of the others.
                    throw (Throwable) Members.type(own.getClass(), CORE + "ProtocolException")
                            .getConstructor(String.class, Throwable.class)
                            .newInstance(refused.getMessage(), refused);
                }
            }
            return Members.invoke(method, channel, arguments);
        };
    }

    private void judge(Object request, @Nullable Object details) throws Exception {
        if (details == null) {
            // What is asked of a proxy for the way to a host says nothing to that host.
            if (!ApacheMessages.FIVE.method(request).equals("CONNECT")) {
                hop = ApacheHop.enter(ApacheMessages.FIVE, request, context, JudgedBody.NONE, HttpHop.UNATTRIBUTED);
            }
            return;
        }
        JudgedBody known = JudgedBody.notInspected(BodyLimit.exceeded());
        if ((Long) Members.get(details, "getContentLength") <= BodyLimit.BYTES) {
            ApacheAsyncBody taken = new ApacheAsyncBody(
                    channel -> Members.call(own, "produce", channel),
                    Members.type(own.getClass(), CORE + "nio.DataStreamChannel"));
            body = taken;
            known = taken.read();
        }
        hop = ApacheHop.enter(ApacheMessages.FIVE, request, context, known, HttpHop.UNATTRIBUTED);
    }

    private void note(String method, @Nullable Object[] arguments) throws Exception {
        switch (method) {
            case "consumeResponse" -> answered(Objects.requireNonNull(arguments[0]));
            case "consume" -> {
                if (copy != null && arguments[0] instanceof ByteBuffer buffer) {
                    copy.add(buffer);
                }
            }
            case "streamEnd" -> {
                if (copy != null) {
                    copy.end();
                }
            }
            case "cancel", "releaseResources" -> hop.exit(HttpOutcome.UNKNOWN);
            default -> {}
        }
    }

    private void answered(Object response) throws Exception {
        int status = ApacheMessages.FIVE.status(response);
        hop.exit(HttpOutcome.ofStatus(status));
        if (hop.wantsAnswer()) {
            copy = new AnswerCopy(hop, status, ApacheMessages.FIVE.headers(response));
        }
    }
}
