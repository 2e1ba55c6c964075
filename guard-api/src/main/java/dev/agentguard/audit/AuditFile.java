package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file of the record, while it is written. Used by one thread only. */
final class AuditFile {

    private static final int SCHEMA = 1;
    private static final long LARGEST = 256L << 20;

    private final Path path;
    private final FileChannel channel;
    private final InstantSource clock;
    private final @Nullable Object key;
    private long position;
    private long sequence;
    private String previous = Hash.NONE;

    private AuditFile(Path path, FileChannel channel, InstantSource clock) throws IOException {
        this.path = path;
        this.channel = channel;
        this.clock = clock;
        this.key = key(path);
    }

    /**
     * Starts a file and puts its first line and its name on disk.
     *
     * @param lost the file that this one continues because it was removed or changed while it was open, or null
     */
    static AuditFile start(AuditDirectory directory, ChannelOpener opener, InstantSource clock, @Nullable Path lost)
            throws IOException {
        directory.create();
        Path newest = directory.newest();
        String id = AuditDirectory.newId();
        Path path = directory.file(clock.instant(), id);
        FileChannel channel = opener.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), directory.ownersOnly());
        try {
            AuditFile file = new AuditFile(path, channel, clock);
            file.write(List.of(AuditJson.write(header(id, newest, lost))));
            file.force();
            directory.force();
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static ObjectNode header(String id, @Nullable Path newest, @Nullable Path lost) {
        String version = AuditFile.class.getPackage().getImplementationVersion();
        ObjectNode json = AuditJson.object()
                .put("kind", "START")
                .put("schema", SCHEMA)
                .put("guard", version == null ? "unknown" : version)
                .put("log", id);
        if (newest != null) {
            after(json.putObject("after"), newest);
        }
        if (lost != null) {
            json.put("lost", lost.getFileName().toString());
        }
        return json;
    }

    // names where the record stood when this file began, so that a file that vanishes or is cut off later is missed
    private static void after(ObjectNode json, Path newest) {
        json.put("file", newest.getFileName().toString());
        try {
            byte[] last = Line.last(newest);
            JsonNode sequence = last == null ? null : AuditJson.read(last).path("seq");
            if (last != null && sequence != null && sequence.isIntegralNumber()) {
                json.put("seq", sequence.longValue()).put("line", Line.hash(last));
            }
        } catch (IOException e) {
            // it may be broken or another's; its name says enough
            return;
        }
    }

    Path path() {
        return path;
    }

    /** Returns the number of the last line. */
    long last() {
        return sequence - 1;
    }

    /** Returns the hash of the last line. */
    String head() {
        return previous;
    }

    /** Writes records, each as one line, all at once; they are not on disk before {@link #force}. */
    void write(List<String> records) throws IOException {
        long next = sequence;
        String link = previous;
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (String record : records) {
            byte[] line = Line.of(next++, clock.instant(), link, record);
            link = Line.hash(Arrays.copyOf(line, line.length - 1));
            lines.write(line, 0, line.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(lines.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        position += buffer.limit();
        sequence = next;
        previous = link;
    }

    void force() throws IOException {
        channel.force(false);
    }

    long position() {
        return position;
    }

    boolean isFull() {
        return position >= LARGEST;
    }

    /** Returns whether the file still stands at its place, with exactly what was written to it. */
    boolean isIntact() {
        try {
            return Files.size(path) == position && Objects.equals(key, key(path));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Takes back what stands behind a position, so far as that is possible, and closes the file. */
    void abandon(long goodUntil) {
        try (channel) {
            channel.truncate(goodUntil);
        } catch (IOException e) {
            // the verifier names what is incomplete
            return;
        }
    }

    /** Says that nothing follows, and closes the file. */
    void end() throws IOException {
        try (channel) {
            write(List.of(AuditJson.write(AuditJson.object().put("kind", "END"))));
            force();
        }
    }
}
