package dev.agentguard.javaagent.store;

import java.io.OutputStream;
import java.util.Arrays;

/** The first bytes of a message; not safe for use by several threads. */
final class MongoHead extends OutputStream {

    private static final int MOST = 4 << 20;

    private byte[] bytes = new byte[1 << 10];
    private int size;
    private boolean whole = true;

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) {
        int kept = Math.min(length, MOST - size);
        whole &= kept == length;
        if (size + kept > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + kept));
        }
        System.arraycopy(more, offset, bytes, size, kept);
        size += kept;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Whether these are all bytes of the message. */
    boolean isWhole() {
        return whole;
    }
}
