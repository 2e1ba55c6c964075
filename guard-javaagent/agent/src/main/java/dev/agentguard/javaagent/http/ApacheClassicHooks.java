package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the advice of {@link ApacheClassicInstrumentation} calls. Safe for use by several threads.
 *
 * <p>The content of a request is replaced while it is sent and put back then, so that the client's own rules on what it
 * may repeat see the application's.
 */
final class ApacheClassicHooks {

    /** The request that this thread sends for another one, see {@link PushedBody}. */
    private static final ThreadLocal<@Nullable Object> RELAYED = new ThreadLocal<>();

    private final ApacheMessages messages;

    ApacheClassicHooks(ApacheMessages messages) {
        this.messages = messages;
    }

    /** One request on one connection. */
    private final class Hop implements PushedBody.Client {
        private final Object executor;
        private final @Nullable Object[] arguments;
        private final Object request;
        private final @Nullable Object entity;

        Hop(Object executor, @Nullable Object[] arguments) throws Exception {
            this.executor = executor;
            this.arguments = arguments;
            request = Objects.requireNonNull(arguments[0]);
            entity = messages.entity(request);
        }

        @Override
        public HttpHop judge(JudgedBody body) throws RefusedException {
            return ApacheHop.enter(messages, request, arguments[arguments.length - 1], body, "");
        }

        @Override
        public @Nullable Object send(PushedBody.Writer body, HttpHop hop) throws Exception {
            Object own = Objects.requireNonNull(entity);
            Members.call(request, "setEntity", ApacheEntity.written(own, messages.entityType(request), body));
            RELAYED.set(request);
            try {
                return sent(hop, request, own, Members.call(executor, "execute", arguments), null);
            } catch (Exception e) {
                sent(hop, request, own, null, e);
                throw e;
            } finally {
                RELAYED.remove();
            }
        }
    }

    /**
     * Judges the request that is about to be sent.
     *
     * @param arguments those of {@code execute}: the request, the connection, the context last
     * @return its hop, its own content, and if it was sent already the response or what was thrown; null if it is none
     *     to be judged
     */
    @SuppressWarnings("ReferenceEquality") // The same request, not an equal one.
    @Nullable
    Object @Nullable [] send(Object executor, @Nullable Object[] arguments) throws Exception {
        if (RELAYED.get() == arguments[0]) {
            return null;
        }
        Hop hop = new Hop(executor, arguments);
        Object entity = hop.entity;
        if (entity == null) {
            // What is asked of a proxy for the way to a host says nothing to that host.
            boolean way = messages.method(hop.request).equals("CONNECT");
            return way ? null : new @Nullable Object[] {hop.judge(JudgedBody.NONE), null, null, null};
        }
        if ((Long) Members.get(entity, "getContentLength") > BodyLimit.BYTES) {
            JudgedBody unread = JudgedBody.notInspected(BodyLimit.exceeded());
            return new @Nullable Object[] {hop.judge(unread), null, null, null};
        }
        PushedBody.Taken taken = PushedBody.take(out -> Members.call(entity, "writeTo", out), hop);
        byte[] bytes = taken.bytes();
        if (bytes != null) {
            Object held = ApacheEntity.of(entity, messages.entityType(hop.request), bytes);
            Members.call(hop.request, "setEntity", held);
        }
        return new @Nullable Object[] {taken.hop(), entity, taken.response(), taken.failure()};
    }

    /** After a request was sent, or was not. Returns the response. */
    @Nullable
    Object sent(
            HttpHop hop, Object request, @Nullable Object entity, @Nullable Object response, @Nullable Object thrown)
            throws Exception {
        if (entity != null) {
            Members.call(request, "setEntity", entity);
        }
        if (response == null) {
            hop.exit(HttpOutcome.of(null, thrown instanceof Throwable failure ? failure : null));
            return null;
        }
        try {
            answered(hop, response);
        } catch (Exception e) {
            // it was sent, and what it was answered is the application's
            GuardBridge.failed("apache.sent", e);
        }
        return response;
    }

    private void answered(HttpHop hop, Object response) throws Exception {
        int status = messages.status(response);
        hop.exit(HttpOutcome.ofStatus(status));
        Object content = hop.wantsAnswer() ? messages.entity(response) : null;
        if (content != null) {
            AnswerCopy copy = new AnswerCopy(hop, status, messages.headers(response));
            long length = (Long) Members.get(content, "getContentLength");
            InputStream stream = new AnswerStream((InputStream) Members.get(content, "getContent"), copy, length);
            Members.call(response, "setEntity", ApacheEntity.read(content, messages.entityType(response), stream));
        }
    }
}
