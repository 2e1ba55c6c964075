package dev.agentguard.javaagent.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The stream of an answer, of which a copy is made as the application reads it. Used as streams are: by one thread. */
final class AnswerStream extends FilterInputStream {

    private final AnswerCopy copy;
    private final long length;
    private long read;

    /**
     * Creates it.
     *
     * @param length how long the answer is, or -1 if it does not say
     */
    AnswerStream(InputStream own, AnswerCopy copy, long length) {
        super(own);
        this.copy = copy;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        took(new byte[] {(byte) one}, 0, one < 0 ? -1 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        int taken = in.read(bytes, offset, count);
        took(bytes, offset, taken);
        return taken;
    }

    private void took(byte[] bytes, int offset, int count) {
        if (count > 0) {
            int kept = Math.min(count, copy.room());
            copy.add(Arrays.copyOfRange(bytes, offset, offset + kept), kept);
            copy.skipped(count - kept);
            read += count;
        }
        if (count < 0 || read == length) {
            copy.end();
        }
    }

    @Override
    public long skip(long count) throws IOException {
        copy.skipped(1);
        return in.skip(count);
    }

    @Override
    public synchronized void reset() throws IOException {
        copy.skipped(1);
        in.reset();
    }
}
