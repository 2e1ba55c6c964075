package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link OkHttpInstrumentation} calls. Safe for use by several threads. */
final class OkHttpHooks {

    private static final String DISPATCHED = "OkHttp ";

    /** The chain whose last step this thread is in: older versions pass it twice. */
    private static final ThreadLocal<@Nullable Object> INSIDE = new ThreadLocal<>();

    /** Bodies that can be read once, by call: a connection that was lost before it took one is no reason to read on. */
    private final WeakIdentityMap<Object, Once> once = new WeakIdentityMap<>();

    /**
     * A body of a call that was read.
     *
     * @param bytes all of it; null if it was too long to be held
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Once(Object body, byte @Nullable [] bytes) {}

    /** One request of a chain. */
    private final class Hop implements PushedBody.Client {
        private final Object chain;
        private final @Nullable Object[] arguments;
        private final Object request;

        Hop(Object chain, @Nullable Object[] arguments) {
            this.chain = chain;
            this.arguments = arguments;
            request = Objects.requireNonNull(arguments[0]);
        }

        @Override
        public HttpHop judge(JudgedBody body) throws RefusedException {
            try {
                return HttpHop.enter(
                        Members.text(request, "method"),
                        Members.text(request, "url"),
                        headers(request),
                        body,
                        isDispatched() ? HttpHop.UNATTRIBUTED : "");
            } catch (RefusedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable Object send(PushedBody.Writer body, HttpHop hop) throws Exception {
            @Nullable Object[] relayed = arguments.clone();
            relayed[0] = withBody(request, body);
            INSIDE.set(chain);
            try {
                return sent(hop, Members.call(chain, "proceed", relayed), null);
            } catch (Exception e) {
                sent(hop, null, e);
                throw e;
            } finally {
                INSIDE.remove();
            }
        }
    }

    /**
     * Judges the request that is about to be sent.
     *
     * @param arguments those of {@code proceed}, the request first
     * @return the request to send in its place, its hop, and if it was sent already the response or what was thrown; null
     *     if it was judged before
     */
    @SuppressWarnings("ReferenceEquality") // One chain is one attempt.
    @Nullable
    Object @Nullable [] send(Object chain, @Nullable Object[] arguments) throws Exception {
        if (INSIDE.get() == chain) {
            return null;
        }
        Hop hop = new Hop(chain, arguments);
        Object request = hop.request;
        Object body = Members.call(request, "body");
        @Nullable Object[] judged;
        if (body == null) {
            judged = new @Nullable Object[] {request, hop.judge(JudgedBody.NONE), null, null};
        } else if (Members.is(body, "isDuplex")) {
            JudgedBody unread = JudgedBody.notInspected("the body is written while the response is read");
            judged = new @Nullable Object[] {request, hop.judge(unread), null, null};
        } else if ((Long) Members.get(body, "contentLength") > BodyLimit.BYTES) {
            JudgedBody unread = JudgedBody.notInspected(BodyLimit.exceeded());
            judged = new @Nullable Object[] {request, hop.judge(unread), null, null};
        } else {
            judged = read(hop, body);
        }
        if (judged[2] == null && judged[3] == null) {
            INSIDE.set(chain);
        }
        return judged;
    }

    private @Nullable Object[] read(Hop hop, Object body) throws Exception {
        Object call = call(hop.chain);
        Once before = call == null ? null : once.get(call);
        PushedBody.Writer own = out -> push(body, out);
        if (before != null && before.body() == body) {
            byte[] bytes = before.bytes();
            if (bytes == null) {
                throw new InterruptedIOException("the body can be read once and was");
            }
            own = out -> out.write(bytes);
        }
        PushedBody.Taken taken = PushedBody.take(own, hop);
        if (call != null && Members.is(body, "isOneShot")) {
            once.put(call, new Once(body, taken.bytes()));
        }
        byte[] bytes = taken.bytes();
        Object request = bytes == null ? hop.request : withBody(hop.request, out -> out.write(bytes));
        return new @Nullable Object[] {request, taken.hop(), taken.response(), taken.failure()};
    }

    /** After the request was sent, or was not. Returns the response. */
    @Nullable
    Object sent(HttpHop hop, @Nullable Object response, @Nullable Object thrown) {
        INSIDE.remove();
        if (response == null) {
            hop.exit(HttpOutcome.of(null, thrown instanceof Throwable failure ? failure : null));
            return null;
        }
        try {
            int status = (Integer) Members.get(response, "code");
            hop.exit(HttpOutcome.ofStatus(status));
            return hop.wantsAnswer() ? noted(response, status, hop) : response;
        } catch (Exception e) {
            // it was sent, and what it was answered is the application's
            GuardBridge.failed("okhttp.sent", e);
            return response;
        }
    }

    /** The call in whose course a request is sent; versions before 3.9 do not tell. */
    private static @Nullable Object call(Object chain) throws Exception {
        return Members.has(chain, "call") ? Members.call(chain, "call") : null;
    }

    /** Whether this is a thread of OkHttp's own, which it names while a call that was enqueued runs. */
    private static boolean isDispatched() {
        return Thread.currentThread().getName().startsWith(DISPATCHED);
    }

    private static void push(Object body, OutputStream out) throws Exception {
        Class<?> okio = Members.type(body.getClass(), "okio.Okio");
        Object sink = Members.getStatic(okio, "sink", new Class<?>[] {OutputStream.class}, out);
        Class<?> sinkType = Members.type(okio, "okio.Sink");
        Object buffered = Members.getStatic(okio, "buffer", new Class<?>[] {sinkType}, sink);
        Members.call(body, "writeTo", buffered);
        Members.call(buffered, "flush");
    }

    private static Object withBody(Object request, PushedBody.Writer content) throws Exception {
        Class<?> requestBody = Members.type(request.getClass(), "okhttp3.RequestBody");
        Object own = Members.get(request, "body");
        Object builder = Members.get(request, "newBuilder");
        Object body = OkHttpBody.like(own, requestBody, content);
        Members.call(builder, "method", Members.text(request, "method"), body);
        return Members.get(builder, "build");
    }

    private static Map<String, List<String>> headers(Object message) throws Exception {
        Object headers = Members.get(message, "headers");
        Map<String, List<String>> fields = new HashMap<>();
        for (Map.Entry<?, ?> field : ((Map<?, ?>) Members.get(headers, "toMultimap")).entrySet()) {
            fields.put(
                    String.valueOf(field.getKey()),
                    ((List<?>) field.getValue()).stream().map(String::valueOf).toList());
        }
        return fields;
    }

    private static Object noted(Object response, int status, HttpHop hop) throws Exception {
        Object body = Members.call(response, "body");
        if (body == null) {
            return response;
        }
        long length = (Long) Members.get(body, "contentLength");
        InputStream own = (InputStream) Members.get(body, "byteStream");
        InputStream stream = new AnswerStream(own, new AnswerCopy(hop, status, headers(response)), length);
        Class<?> okio = Members.type(response.getClass(), "okio.Okio");
        Object source = Members.getStatic(okio, "source", new Class<?>[] {InputStream.class}, stream);
        Object buffered = Members.getStatic(okio, "buffer", new Class<?>[] {Members.type(okio, "okio.Source")}, source);
        Class<?> responseBody = Members.type(response.getClass(), "okhttp3.ResponseBody");
        Object copied = Members.getStatic(
                responseBody,
                "create",
                new Class<?>[] {
                    Members.type(response.getClass(), "okhttp3.MediaType"),
                    long.class,
                    Members.type(okio, "okio.BufferedSource")
                },
                Members.call(body, "contentType"),
                length,
                buffered);
        Object builder = Members.get(response, "newBuilder");
        Members.call(builder, "body", copied);
        return Members.get(builder, "build");
    }
}
