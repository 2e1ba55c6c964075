package dev.agentguard.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a line of the record is put together: {@code {"seq":…,"time":…,"prev":…,<the record>,"hash":…}}. */
final class Line {

    /** A longer line is none of this record. */
    static final int LONGEST = 1 << 20;

    private static final byte[] BEFORE_HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_LENGTH = 64;
    private static final int TAIL = BEFORE_HASH.length + HASH_LENGTH + 2;

    private Line() {}

    /**
     * Returns a line with its end.
     *
     * @param record the record as a JSON object of ASCII, not empty
     */
    static byte[] of(long sequence, Instant time, String previous, String record) {
        String content = "{\"seq\":" + sequence + ",\"time\":\"" + time + "\",\"prev\":\"" + previous + "\","
                + record.substring(1, record.length() - 1);
        String hash = Hash.of(content.getBytes(StandardCharsets.US_ASCII));
        return (content + ",\"hash\":\"" + hash + "\"}\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns what the next line names as its predecessor. */
    static String hash(byte[] lineWithoutEnd) {
        return Hash.of(lineWithoutEnd);
    }

    /** Returns whether a line without its end carries the hash of what stands before it. */
    static boolean isWhole(byte[] line) {
        int tail = line.length - TAIL;
        if (tail < 1
                || line[line.length - 1] != '}'
                || line[line.length - 2] != '"'
                || !Arrays.equals(line, tail, tail + BEFORE_HASH.length, BEFORE_HASH, 0, BEFORE_HASH.length)) {
            return false;
        }
        String stated = new String(line, tail + BEFORE_HASH.length, HASH_LENGTH, StandardCharsets.US_ASCII);
        return stated.equals(Hash.of(line, 0, tail));
    }

    /** Returns the last complete line of a file without its end, or null if there is none that is short enough. */
    static byte @Nullable [] last(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = channel.size();
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, 2L * LONGEST + 2));
            channel.position(size - tail.capacity());
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // until all is read
            }
            byte[] bytes = tail.array();
            int end = lastNewline(bytes, tail.position());
            int start = lastNewline(bytes, end) + 1;
            return end < 0 || (start == 0 && size > bytes.length) ? null : Arrays.copyOfRange(bytes, start, end);
        }
    }

    private static int lastNewline(byte[] bytes, int before) {
        int i = before - 1;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i;
    }
}
