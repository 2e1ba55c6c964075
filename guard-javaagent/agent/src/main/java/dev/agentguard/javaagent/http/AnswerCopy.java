package dev.agentguard.javaagent.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The beginning of an answer, handed on once when all of it has come. What is longer is no answer with a credential. */
final class AnswerCopy {

    private static final int LONGEST = 256 * 1024;

    private final HttpHop hop;
    private final int status;
    private final Map<String, List<String>> headers;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean ended;

    AnswerCopy(HttpHop hop, int status, Map<String, List<String>> headers) {
        this.hop = hop;
        this.status = status;
        this.headers = headers;
    }

    /** How many more bytes are taken. */
    int room() {
        return ended ? 0 : LONGEST - bytes.size();
    }

    void add(byte[] more, int length) {
        if (!ended) {
            bytes.write(more, 0, length);
        }
    }

    /** Takes what fits of a buffer, which stays as it is. */
    void add(ByteBuffer buffer) {
        ByteBuffer same = buffer.duplicate();
        byte[] more = new byte[Math.min(same.remaining(), room())];
        same.get(more);
        add(more, more.length);
        skipped(same.remaining());
    }

    /** Says that there were more bytes than are taken. */
    void skipped(int count) {
        ended |= count > 0;
    }

    void end() {
        if (!ended) {
            ended = true;
            hop.answered(status, headers, bytes.toByteArray());
        }
    }
}
