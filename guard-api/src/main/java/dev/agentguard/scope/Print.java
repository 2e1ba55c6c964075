package dev.agentguard.scope;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Half of a SHA-256: enough to tell secrets apart, and small. */
record Print(long high, long low) {

    static Print of(byte[] digest) {
        ByteBuffer buffer = ByteBuffer.wrap(digest);
        return new Print(buffer.getLong(), buffer.getLong());
    }

    static @Nullable Print of(String fingerprint) {
        int start = "sha256:".length();
        if (fingerprint.length() < start + 32) {
            return null;
        }
        try {
            return new Print(
                    Long.parseUnsignedLong(fingerprint, start, start + 16, 16),
                    Long.parseUnsignedLong(fingerprint, start + 16, start + 32, 16));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
