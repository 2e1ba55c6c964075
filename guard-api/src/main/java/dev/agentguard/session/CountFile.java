package dev.agentguard.session;

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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file of counts in the store: lines that are appended, and now and then written anew as what they come to. A lock of its
 * own keeps others out meanwhile, so that the file itself can be replaced. Not safe for use by several threads of one object;
 * several objects and processes may use one file.
 */
final class CountFile {

    private static final long LARGEST = 16 << 20;
    private static final long WORTH_IT = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<OpenOption> WRITING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Path lock;
    private final Counts counts;
    private @Nullable Object key;
    private long read;
    private long worthIt = WORTH_IT;

    CountFile(Path store, Counts counts) {
        this.file = store.toAbsolutePath().normalize().resolve("budgets.counts");
        this.lock = file.resolveSibling("budgets.lock");
        this.counts = counts;
    }

    /** Says what to append, once all that others counted is read. */
    @FunctionalInterface
    interface Lines {
        List<Count> get() throws IOException;
    }

    void change(Lines lines) throws IOException {
        Files.createDirectories(file.getParent(), owned("rwx------"));
        try (FileChannel locked = FileChannel.open(lock, WRITING, owned("rw-------"))) {
            if (!ChannelLock.take(locked, PATIENCE)) {
                throw new IOException("`" + lock + "` was locked for " + PATIENCE.toSeconds() + " s");
            }
            refresh();
            List<Count> more = lines.get();
            if (!more.isEmpty()) {
                append(more);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for `" + lock + "`", e);
        }
    }

    void refresh() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            forget();
            return;
        }
        if (!Objects.equals(attributes.fileKey(), key) || attributes.size() < read) {
            forget();
            key = attributes.fileKey();
        }
        if (attributes.size() > LARGEST) {
            throw new IOException("`" + file + "` is larger than " + LARGEST + " bytes; a human has to remove it");
        }
        if (attributes.size() > read) {
            load();
        }
    }

    private void load() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LARGEST, channel.size() - read));
            while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
                // until all is read
            }
            int end = bytes.position();
            while (end > 0 && bytes.get(end - 1) != '\n') {
                end--;
            }
            for (String line : new String(bytes.array(), 0, end, StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                counts.take(Count.of(line));
            }
            read += end;
        } catch (IOException e) {
            forget(); // half of it would count twice the next time
            throw new IOException("`" + file + "` cannot be read: " + e.getMessage() + "; a human has to remove it", e);
        }
    }

    private void forget() {
        counts.clear();
        key = null;
        read = 0;
    }

    private void append(List<Count> more) throws IOException {
        if (read > worthIt) {
            replace();
        }
        byte[] bytes = bytes(more);
        if (read + bytes.length > LARGEST) {
            throw new IOException("`" + file + "` would be larger than " + LARGEST + " bytes");
        }
        try (FileChannel channel = FileChannel.open(file, WRITING, owned("rw-------"))) {
            // nobody went on for what a process that died left half written
            channel.truncate(read);
            write(channel, bytes, read);
        }
        refresh();
    }

    /** Writes what the lines come to in their place. */
    private void replace() throws IOException {
        Path next = file.resolveSibling("budgets.next");
        Files.deleteIfExists(next);
        try (FileChannel channel = FileChannel.open(
                next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owned("rw-------"))) {
            write(channel, bytes(counts.lines()), 0);
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forget();
        refresh();
        worthIt = Math.max(WORTH_IT, 2 * read);
    }

    private static byte[] bytes(List<Count> counts) {
        return counts.stream()
                .map(Count::line)
                .collect(Collectors.joining("\n", "", counts.isEmpty() ? "" : "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = at;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
    }

    private FileAttribute<?>[] owned(String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
