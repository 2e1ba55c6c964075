package dev.agentguard.javaagent.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was let through on one connection of HTTP/2 and waits for its answer. Used by the channel's event loop. */
final class Http2Answers {

    /** An answer of 1xx is not the last one to its request. */
    private static final int FIRST_FINAL = 200;

    /** A client that never sees an answer is not waited for. */
    private static final int MOST = 1_000;

    /** The server has not looked at the request (RFC 9113 section 8.7). */
    private static final long REFUSED_STREAM = 7;

    private final Map<Object, Waiting> byStream = new LinkedHashMap<>();

    private static final class Waiting {
        private final List<HttpHop> hops;
        private int status;
        private @Nullable AnswerCopy copy;

        Waiting(List<HttpHop> hops) {
            this.hops = hops;
        }
    }

    void await(Object stream, List<HttpHop> hops) {
        if (byStream.size() < MOST) {
            byStream.put(stream, new Waiting(hops));
        }
    }

    void head(Object stream, int status, Supplier<Map<String, List<String>>> headers, boolean last) {
        Waiting waiting = byStream.get(stream);
        if (waiting == null) {
            return;
        }
        if (status >= FIRST_FINAL) {
            waiting.status = status;
            waiting.copy = waiting.hops.stream()
                    .filter(HttpHop::wantsAnswer)
                    .findFirst()
                    .map(hop -> new AnswerCopy(hop, status, headers.get()))
                    .orElse(null);
        }
        if (last) {
            end(stream, waiting.status == 0 ? HttpOutcome.UNKNOWN : HttpOutcome.ofStatus(waiting.status));
        }
    }

    /** Whether the content of an answer is looked at. */
    boolean wants(Object stream) {
        Waiting waiting = byStream.get(stream);
        return waiting != null && waiting.copy != null;
    }

    void data(Object stream, byte[] bytes, boolean last) {
        Waiting waiting = byStream.get(stream);
        if (waiting != null && waiting.copy != null) {
            int taken = Math.min(bytes.length, waiting.copy.room());
            waiting.copy.add(bytes, taken);
            waiting.copy.skipped(bytes.length - taken);
        }
        if (waiting != null && last) {
            end(stream, HttpOutcome.ofStatus(waiting.status));
        }
    }

    /** After a stream was reset: what was not answered may have been done. */
    void reset(Object stream, long code) {
        Waiting waiting = byStream.get(stream);
        if (waiting != null) {
            waiting.copy = null;
            boolean unseen = code == REFUSED_STREAM && waiting.status == 0;
            end(stream, unseen ? HttpOutcome.FAILED : HttpOutcome.UNKNOWN);
        }
    }

    /** After the connection. */
    void lost() {
        for (Object stream : List.copyOf(byStream.keySet())) {
            reset(stream, 0);
        }
    }

    private void end(Object stream, String outcome) {
        Waiting waiting = byStream.remove(stream);
        if (waiting == null) {
            return;
        }
        if (waiting.copy != null) {
            waiting.copy.end();
        }
        waiting.hops.forEach(hop -> hop.exit(outcome));
    }
}
