package dev.agentguard.effect.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes up to a limit; what goes beyond fails. Not safe for use by threads. */
final class LimitedBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private boolean full;

    LimitedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int length) throws IOException {
        if (length > most - bytes.size()) {
            full = true;
            throw new IOException("more than " + most + " bytes");
        }
        bytes.write(more, from, length);
    }

    boolean isFull() {
        return full;
    }

    byte[] written() {
        return bytes.toByteArray();
    }
}
