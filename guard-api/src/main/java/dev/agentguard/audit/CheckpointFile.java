package dev.agentguard.audit;

import dev.agentguard.store.ChannelLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a store, one a line, each naming the one before it; all processes that write the record append to it.
 * Used by one thread only.
 */
final class CheckpointFile {

    static final String NAME = "audit.checkpoints";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path file;
    private final AuditDirectory directory;
    private final InstantSource clock;
    private @Nullable CheckpointKey key;

    CheckpointFile(Path store, AuditDirectory directory, InstantSource clock) {
        this.file = store.resolve(NAME);
        this.directory = directory;
        this.clock = clock;
    }

    /** Signs that a file, whose lines are on disk, holds a line. */
    void add(String of, long sequence, String line) throws IOException {
        CheckpointKey signer = key;
        if (signer == null) {
            signer = CheckpointKey.of(file.resolveSibling("."), directory);
            key = signer;
        }
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                directory.ownersOnly())) {
            if (!ChannelLock.take(channel, PATIENCE)) {
                throw new IOException("somebody else had it locked for " + PATIENCE.toSeconds() + " s");
            }
            byte[] last = Line.last(file);
            String previous = last == null ? Hash.NONE : Hash.of(last);
            Checkpoint checkpoint =
                    Checkpoint.of(signer, of, sequence, line, clock.instant().toString(), previous);
            append(channel, AuditJson.write(checkpoint.json()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void append(FileChannel channel, String line) throws IOException {
        long end = endOfLines(channel);
        channel.truncate(end); // of what a process that died left half written
        channel.position(end);
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private long endOfLines(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return 0;
        }
        byte[] tail = Files.size(file) == size ? tail(size) : new byte[0];
        int end = tail.length;
        while (end > 0 && tail[end - 1] != '\n') {
            end--;
        }
        return size - (tail.length - end);
    }

    private byte[] tail(long size) throws IOException {
        int length = (int) Math.min(size, 4_096);
        try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && reading.read(bytes, size - length + bytes.position()) >= 0) {
                // until all is read
            }
            return bytes.array();
        }
    }
}
