package dev.agentguard.javaagent.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was let through on one channel and waits for its answer, in order. Used by the channel's event loop. */
final class NettyAnswers {

    /** An answer of 1xx that is not the last one to its request, 101 aside. */
    private static final int FIRST_FINAL = 200;

    private static final int SWITCHING = 101;

    /** A client that never sees an answer, as a pipeline without a decoder, is not waited for. */
    private static final int MOST = 1_000;

    private final NettyHttp1 http;
    private final Deque<List<HttpHop>> waiting = new ArrayDeque<>();
    private @Nullable AnswerCopy copy;
    private int status;

    NettyAnswers(NettyHttp1 http) {
        this.http = http;
    }

    void await(List<HttpHop> hops) {
        if (waiting.size() < MOST) {
            waiting.add(hops);
        }
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    void received(Object message) {
        if (http.isResponse(message)) {
            status = http.status(message);
            copy = isFinal() ? copyOf(message) : null;
        }
        Object content = http.content(message);
        if (copy != null && content != null) {
            byte[] bytes = http.netty().bytes(content);
            int taken = Math.min(bytes.length, copy.room());
            copy.add(bytes, taken);
            copy.skipped(bytes.length - taken);
        }
        if (http.isLast(message) && isFinal()) {
            end(HttpOutcome.ofStatus(status));
        }
    }

    /** After the connection: what was not answered may have been done. */
    void lost() {
        while (!waiting.isEmpty()) {
            copy = null;
            end(HttpOutcome.UNKNOWN);
        }
    }

    private boolean isFinal() {
        return status >= FIRST_FINAL || status == SWITCHING;
    }

    private @Nullable AnswerCopy copyOf(Object head) {
        List<HttpHop> hops = waiting.peek();
        return hops == null
                ? null
                : hops.stream()
                        .filter(HttpHop::wantsAnswer)
                        .findFirst()
                        .map(hop -> new AnswerCopy(hop, status, http.headers(head)))
                        .orElse(null);
    }

    private void end(String outcome) {
        List<HttpHop> hops = waiting.poll();
        if (copy != null) {
            copy.end();
            copy = null;
        }
        if (hops != null) {
            hops.forEach(hop -> hop.exit(outcome));
        }
    }
}
