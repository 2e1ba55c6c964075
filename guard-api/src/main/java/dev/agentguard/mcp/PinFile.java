package dev.agentguard.mcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The file of pins, shared by all processes that share the store: one JSON object a line, only ever appended to. Not safe
 * for use by several threads of one object; several objects and processes may use one file.
 */
final class PinFile {

    static final String NAME = "mcp-tools.jsonl";

    private static final int LARGEST = 64 << 20;
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5);

    private final Path file;
    private final Consumer<PinLine> reader;
    private final Runnable anew;
    private long read;

    /**
     * @param reader is given each line
     * @param anew is told that the lines so far do not hold
     */
    PinFile(Path directory, Consumer<PinLine> reader, Runnable anew) {
        this.file = directory.toAbsolutePath().normalize().resolve(NAME);
        this.reader = reader;
        this.anew = anew;
    }

    /** Reads what was written since. */
    void refresh() throws PinsException {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                forget();
                return;
            }
            if (Files.size(file) != read) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    load(channel);
                }
            }
        } catch (IOException e) {
            throw new PinsException("`" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }

    /** Appends lines while nobody else does; they are asked for once all others are read. */
    void append(Supplier<List<PinLine>> lines) throws PinsException {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = lock(channel)) {
                if (!lock.isValid()) {
                    throw new PinsException("`" + file + "` cannot be locked");
                }
                load(channel);
                write(channel, lines.get());
            }
        } catch (IOException e) {
            throw new PinsException("`" + file + "` cannot be written: " + e.getMessage(), e);
        }
    }

    /** Another thread of this JVM may hold it by an object of its own: the library and the agent may both be here. */
    private FileLock lock(FileChannel channel) throws IOException, PinsException {
        long start = System.nanoTime();
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // held in this JVM
            }
            if (System.nanoTime() - start > LONGEST_WAIT) {
                throw new PinsException("`" + file + "` is locked by somebody else");
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PinsException("interrupted while waiting for `" + file + "`", e);
            }
        }
    }

    private void load(FileChannel channel) throws IOException, PinsException {
        long size = channel.size();
        if (size > LARGEST) {
            throw new PinsException("`" + file + "` is larger than " + LARGEST + " bytes; a human has to remove it");
        }
        if (size < read) {
            forget();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (size - read));
        while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
            // until all is read
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        List<PinLine> lines = new ArrayList<>();
        for (String line : text.substring(0, end).split("\n", -1)) {
            if (!line.isBlank()) {
                lines.add(PinLine.of(line));
            }
        }
        lines.forEach(reader);
        read += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private void forget() {
        anew.run();
        read = 0;
    }

    private void write(FileChannel channel, List<PinLine> lines) throws IOException, PinsException {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.json()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        long at = channel.size();
        if (at > read) {
            throw new PinsException("`" + file + "` ends in the middle of a line; a human has to remove it");
        }
        if (at + bytes.remaining() > LARGEST) {
            throw new PinsException("`" + file + "` would be larger than " + LARGEST + " bytes");
        }
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
        lines.forEach(reader);
        read = at;
    }
}
