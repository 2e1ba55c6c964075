package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link ApacheAsync4Instrumentation} calls. Safe for use by several threads. */
final class ApacheAsync4Hooks {

    private static final String NIO = "org.apache.http.nio.";

    /** What is known of the request that a handler sent last. */
    private static final class Sent {
        private HttpHop hop = HttpHop.NONE;
        private @Nullable ApacheAsyncBody body;
        private @Nullable AnswerCopy copy;
    }

    private final WeakIdentityMap<Object, Sent> sent = new WeakIdentityMap<>();

    /** Judges the request that a handler is about to give to its connection. */
    void generated(Object handler, Object request) throws Exception {
        Sent before = sent.get(handler);
        if (before != null) {
            before.hop.exit(HttpOutcome.UNKNOWN);
        }
        Sent now = new Sent();
        sent.put(handler, now);
        Object entity = ApacheMessages.FOUR.entity(request);
        if (entity == null && ApacheMessages.FOUR.method(request).equals("CONNECT")) {
            // What is asked of a proxy for the way to a host says nothing to that host.
            return;
        }
        JudgedBody known = JudgedBody.NONE;
        if (entity != null && (Long) Members.get(entity, "getContentLength") > BodyLimit.BYTES) {
            known = JudgedBody.notInspected(BodyLimit.exceeded());
        } else if (entity != null) {
            ApacheAsyncBody body = new ApacheAsyncBody(
                    channel -> Members.call(handler, "produceContent", channel, channel),
                    Members.type(handler.getClass(), NIO + "ContentEncoder"),
                    Members.type(handler.getClass(), NIO + "IOControl"));
            known = body.read();
            now.body = body;
        }
        now.hop = ApacheHop.enter(
                ApacheMessages.FOUR, request, Members.field(handler, "localContext"), known, HttpHop.UNATTRIBUTED);
    }

    /** Sends what was read of a body. Returns whether that is all for now. */
    boolean produced(Object handler, Object encoder, Object control) throws Exception {
        Sent now = sent.get(handler);
        ApacheAsyncBody body = now == null ? null : now.body;
        return body != null && !ApacheAsyncBody.isChannel(encoder) && body.produced(encoder, control);
    }

    void answered(Object handler, Object response) throws Exception {
        Sent now = sent.get(handler);
        if (now != null) {
            int status = ApacheMessages.FOUR.status(response);
            now.hop.exit(HttpOutcome.ofStatus(status));
            now.copy = now.hop.wantsAnswer()
                    ? new AnswerCopy(now.hop, status, ApacheMessages.FOUR.headers(response))
                    : null;
        }
    }

    /** Returns what an answer is read from, with a copy made of it if one is wanted. */
    Object decoder(Object handler, Object own) throws ClassNotFoundException {
        Sent now = sent.get(handler);
        AnswerCopy copy = now == null ? null : now.copy;
        if (copy == null) {
            return own;
        }
        Class<?> type = Members.type(handler.getClass(), NIO + "ContentDecoder");
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
            @Nullable Object[] arguments = given == null ? new Object[0] : given;
            ByteBuffer target = method.getName().equals("read") ? (ByteBuffer) arguments[0] : null;
            int before = target == null ? 0 : target.position();
            Object result = Members.invoke(method, own, arguments);
            if (target != null) {
                copy.add(target.duplicate().flip().position(before));
                if (Members.is(own, "isCompleted")) {
                    copy.end();
                }
            }
            return result;
        });
    }

    /** Says how a request ended; that one was refused, also to the future that the minimal client of 4.1.5 forgets. */
    void failed(Object handler, @Nullable Object cause) throws Exception {
        Sent now = sent.get(handler);
        Object future = cause instanceof RefusedException ? Members.field(handler, "resultFuture") : null;
        if (future != null) {
            Members.call(future, "failed", cause);
        } else if (now != null) {
            now.hop.exit(HttpOutcome.of(null, cause instanceof Throwable failure ? failure : null));
        }
    }
}
