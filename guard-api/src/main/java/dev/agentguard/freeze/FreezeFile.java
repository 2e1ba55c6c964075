package dev.agentguard.freeze;

import dev.agentguard.store.ChannelLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of freezes in the store, for its owner only. It is small and read whole: what stood in it before has to stand
 * in it still. Safe for use by many threads and processes.
 */
final class FreezeFile {

    static final String NAME = "freezes.jsonl";

    private static final int LARGEST = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<OpenOption> APPENDING = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;

    FreezeFile(Path store) {
        this.file = store.toAbsolutePath().normalize().resolve(NAME);
    }

    /** By what a change of the file is seen without reading it. */
    record Stamp(long size, FileTime time, @Nullable Object key) {}

    /** Returns the stamp of the file, or null if there is none. */
    @Nullable
    Stamp stamp() throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new IOException("it is no file");
            }
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Returns the lines of the file; what a process that died left half written at its end is none. */
    byte[] read() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return read(channel);
        }
    }

    private static byte[] read(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // until all is read
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        return Arrays.copyOf(bytes.array(), end);
    }

    /** Says what to append, once all that stands there is read. */
    @FunctionalInterface
    interface Writer {
        FreezeEntry entry(byte[] lines) throws IOException, FreezeException;
    }

    /** Appends an entry while nobody else does; it is on disk when this returns. */
    FreezeEntry append(Writer writer) throws FreezeException {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(file.getParent(), owned(posix, "rwx------"));
            try (FileChannel channel = FileChannel.open(file, APPENDING, owned(posix, "rw-------"))) {
                if (!ChannelLock.take(channel, PATIENCE)) {
                    throw new IOException("somebody else had it locked for " + PATIENCE.toSeconds() + " s");
                }
                return append(channel, writer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FreezeException("interrupted while waiting for `" + file + "`", e);
        } catch (IOException e) {
            throw new FreezeException("`" + file + "` cannot be read or written: " + e.getMessage(), e);
        }
    }

    private FreezeEntry append(FileChannel channel, Writer writer) throws IOException, FreezeException {
        byte[] before = read(channel);
        FreezeEntry entry = writer.entry(before);
        // nobody was told that what is half written holds, and no line may hide behind it
        channel.truncate(before.length);
        ByteBuffer line = ByteBuffer.wrap((EntryJson.write(entry) + "\n").getBytes(StandardCharsets.US_ASCII));
        long at = before.length;
        if (at + line.remaining() > LARGEST) {
            throw new IOException("it would be larger than " + LARGEST + " bytes; a human has to remove it");
        }
        while (line.hasRemaining()) {
            at += channel.write(line, at);
        }
        channel.force(true);
        Stamp now = stamp();
        if (now == null || now.size() != at) {
            throw new IOException("somebody removed or changed it meanwhile");
        }
        return entry;
    }

    private static FileAttribute<?>[] owned(boolean posix, String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
