package dev.agentguard.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A file of lines that is only ever appended to, shared by all processes that share a store. Each object reads on where it
 * stopped; what one appends is on disk when it goes on. Links are not followed. A file is 64 MiB long at most. Not safe for
 * use by several threads of one object; several objects and processes may use one file.
 */
public final class LineFile {

    private static final int LARGEST = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<OpenOption> APPENDING = Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Reader reader;
    private final Runnable anew;
    private long read;

    /**
     * Uses a file.
     *
     * @param file the file; it and its directory are made when something is appended
     * @param reader is given each line, the own ones too
     * @param anew is told that the lines so far no longer hold: a human shortened or removed the file
     */
    public LineFile(Path file, Reader reader, Runnable anew) {
        this.file = file.toAbsolutePath().normalize();
        this.reader = reader;
        this.anew = anew;
    }

    /** Takes the lines of a file in order. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Takes a line.
         *
         * @param line the line, never blank
         * @throws IOException if it is none of those that belong there
         */
        void take(String line) throws IOException;
    }

    /** Says what is appended once all that others wrote is read. */
    @FunctionalInterface
    public interface Lines {

        /**
         * Returns the lines.
         *
         * @return the lines, without their ends; none means that nothing is written
         * @throws IOException if they cannot be told
         */
        List<String> get() throws IOException;
    }

    /**
     * Reads what was written since.
     *
     * @throws IOException if the file cannot be read, is too long, or holds a line that the reader does not take
     */
    public void refresh() throws IOException {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                forget();
            } else if (Files.size(file) != read) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    load(channel);
                }
            }
        } catch (IOException e) {
            throw new IOException("`" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Appends lines while nobody else does.
     *
     * @param lines the lines, asked for once all others are read
     * @throws IOException if the file cannot be read or written; nothing is taken for written then
     */
    public void append(Lines lines) throws IOException {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, APPENDING)) {
                if (!ChannelLock.take(channel, PATIENCE)) {
                    throw new IOException("somebody else had it locked for " + PATIENCE.toSeconds() + " s");
                }
                load(channel);
                write(channel, lines.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for `" + file + "`", e);
        } catch (IOException e) {
            throw new IOException("`" + file + "` cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void load(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > LARGEST) {
            throw new IOException("it is larger than " + LARGEST + " bytes; a human has to remove it");
        }
        if (size < read) {
            forget();
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (size - read));
        while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
            // until all is read
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        take(new String(bytes.array(), 0, end, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList());
        read += end;
    }

    private void take(List<String> lines) throws IOException {
        try {
            for (String line : lines) {
                reader.take(line);
            }
        } catch (IOException e) {
            forget(); // half of it would count twice the next time
            throw e;
        }
    }

    private void forget() {
        anew.run();
        read = 0;
    }

    private void write(FileChannel channel, List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        long at = channel.size();
        if (at > read) {
            // a process that died left it half written; what was to stand there is not known
            throw new IOException("it ends in the middle of a line; a human has to remove it");
        }
        if (at + bytes.remaining() > LARGEST) {
            throw new IOException("it would be larger than " + LARGEST + " bytes");
        }
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
        take(lines);
        read = at;
    }
}
