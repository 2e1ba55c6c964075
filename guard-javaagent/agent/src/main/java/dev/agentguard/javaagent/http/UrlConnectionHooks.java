package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the advice of {@link HttpUrlConnectionInstrumentation} calls. Safe for use by several threads, each connection by
 * one of them at a time, as the JDK has it.
 *
 * <p>A streamed body leaves while the application writes it, too early to be judged, so streaming is turned back into
 * buffering, in bounds: a fixed length up to the limit is buffered, a longer one is judged as not inspected before its
 * head leaves; a chunked body is buffered up to the limit and, once it grows over it, judged as not inspected and
 * streamed from there on ({@link HeldBody}).
 */
final class UrlConnectionHooks {

    /** What is known of one connection. */
    private static final class State {
        private int chunkLength = -1;
        private boolean resume;
        private String notInspected = "";
        private int writing;
        private HttpHop hop = HttpHop.NONE;
        private @Nullable InputStream answer;
        private @Nullable String refusal;
    }

    private final WeakIdentityMap<HttpURLConnection, State> states = new WeakIdentityMap<>();

    private State state(HttpURLConnection connection) {
        State state = states.get(connection);
        if (state == null) {
            state = new State();
            states.put(connection, state);
        }
        return state;
    }

    /** Judges one hop; the JDK's own second attempt at it, made inside the first, is the same request. */
    void write(HttpURLConnection connection, @Nullable Object method, @Nullable Object headers, @Nullable Object held)
            throws RefusedException {
        State state = state(connection);
        if (state.refusal != null) {
            // Some clients go on with the same connection after an exception, by then without a body.
            throw new RefusedException(state.refusal);
        }
        if (state.writing > 0) {
            state.writing++;
            return;
        }
        state.hop.exit(HttpOutcome.SUCCEEDED);
        state.hop = HttpHop.NONE;
        String url = connection.getURL().toString();
        try {
            JudgedBody body = judgedBody(state, held);
            state.hop = HttpHop.enter(String.valueOf(method), url, headers(method, headers, body), body, "");
        } catch (RefusedException refused) {
            state.refusal = refused.getMessage();
            throw refused;
        }
        state.writing++;
    }

    private static JudgedBody judgedBody(State state, @Nullable Object held) {
        if (!state.notInspected.isEmpty()) {
            return JudgedBody.notInspected(state.notInspected);
        }
        if (!(held instanceof ByteArrayOutputStream buffer)) {
            return JudgedBody.NONE;
        }
        closeHeld(buffer);
        return buffer.size() > BodyLimit.BYTES
                ? JudgedBody.notInspected(BodyLimit.exceeded())
                : JudgedBody.of(buffer.toByteArray());
    }

    void written(HttpURLConnection connection) {
        state(connection).writing--;
    }

    /** The JDK's buffer takes no more once it is closed: what is judged now is what will be sent. */
    private static void closeHeld(ByteArrayOutputStream buffer) {
        try {
            buffer.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Decides how the body is taken.
     *
     * @return the chunk length to stream with from now on, {@code true} to buffer what the application wanted to stream,
     *     or null to leave everything as it is
     */
    @Nullable
    Object body(HttpURLConnection connection, @Nullable Object[] arguments) {
        State state = state(connection);
        int chunk = arguments[1] instanceof Integer length ? length : -1;
        long fixed = arguments[2] instanceof Integer length && length >= 0
                ? length
                : arguments[3] instanceof Long longLength ? longLength : -1;
        if (state.resume) {
            state.resume = false;
            state.notInspected = BodyLimit.exceeded();
            return state.chunkLength;
        }
        if (!state.notInspected.isEmpty()) {
            return null;
        }
        if (fixed > BodyLimit.BYTES) {
            state.notInspected = BodyLimit.exceeded();
            return null;
        }
        if (chunk != -1) {
            state.chunkLength = chunk;
        }
        boolean streamed = state.chunkLength != -1 || fixed != -1;
        return streamed ? Boolean.TRUE : null;
    }

    /** Wraps the buffer of a body whose length nobody declared. */
    Object stream(HttpURLConnection connection, @Nullable Object buffer) {
        State state = state(connection);
        return state.chunkLength != -1 && buffer instanceof ByteArrayOutputStream held
                ? new HeldBody(connection, held, () -> state.resume = true)
                : Objects.requireNonNull(buffer);
    }

    /** After the response was read, or was not. */
    @Nullable
    Object read(HttpURLConnection connection, @Nullable Object stream, @Nullable Object thrown) {
        State state = state(connection);
        HttpHop hop = state.hop;
        state.hop = HttpHop.NONE;
        if (hop.wantsAnswer() && stream instanceof InputStream answer) {
            state.answer = copied(connection, answer, hop);
        }
        hop.exit(thrown instanceof Throwable failure ? HttpOutcome.ofUrlConnection(failure) : HttpOutcome.SUCCEEDED);
        return state.answer == null ? stream : state.answer;
    }

    private static InputStream copied(HttpURLConnection connection, InputStream answer, HttpHop hop) {
        try {
            // neither asks the server again: the answer has begun
            AnswerCopy copy = new AnswerCopy(hop, connection.getResponseCode(), fields(connection));
            return new AnswerStream(answer, copy, connection.getContentLengthLong());
        } catch (IOException e) {
            return answer;
        }
    }

    private static Map<String, List<String>> fields(HttpURLConnection connection) {
        Map<String, List<String>> fields = new HashMap<>(connection.getHeaderFields());
        fields.remove(null); // the status line
        return fields;
    }

    /** The fields of the request, with the media type that the JDK adds where the application gave none. */
    private static Map<String, List<String>> headers(
            @Nullable Object method, @Nullable Object headers, JudgedBody body) {
        Map<String, List<String>> fields = headers == null ? new HashMap<>() : MessageHeaders.read(headers);
        if (!body.isAbsent()
                && !"PUT".equals(method)
                && fields.keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            fields.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        }
        return fields;
    }
}
