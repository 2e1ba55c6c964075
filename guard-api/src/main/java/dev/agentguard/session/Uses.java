package dev.agentguard.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of what was used of each quota, shared by all processes that share the store: one JSON object a line, only
 * ever appended to. Safe for use by many threads and processes.
 */
final class Uses {

    private static final String FILE = "uses.jsonl";
    private static final int LARGEST = 64 << 20;

    private final Path file;
    private final List<Use> uses = new ArrayList<>();
    private long read;

    Uses(Path directory) {
        this.file = directory.toAbsolutePath().normalize().resolve(FILE);
    }

    /** What is done with the uses while nobody else changes them. */
    interface Work<T> {
        T run() throws UsesException;
    }

    /** Does something with all uses known, while nobody else changes them; writes the lines that it returns. */
    synchronized List<String> change(Work<List<String>> work) throws UsesException {
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new UsesException("`" + file + "` cannot be locked");
                }
                load(channel);
                List<String> lines = work.run();
                append(channel, lines);
                return lines;
            }
        } catch (IOException e) {
            throw new UsesException("`" + file + "` cannot be read or written: " + e.getMessage(), e);
        }
    }

    /** Takes note of what other processes wrote. */
    synchronized void refresh() throws UsesException {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == read) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                load(channel);
            }
        } catch (IOException e) {
            throw new UsesException("`" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private void load(FileChannel channel) throws IOException, UsesException {
        long size = channel.size();
        if (size > LARGEST) {
            throw new UsesException("`" + file + "` is larger than " + LARGEST + " bytes; a human has to set it back");
        }
        if (size < read) {
            // a human set it back
            uses.clear();
            read = 0;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) (size - read));
        while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
            // until all is read
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        for (String line : text.substring(0, end).split("\n", -1)) {
            if (!line.isBlank()) {
                take(UseJson.parse(line));
            }
        }
        read += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private void append(FileChannel channel, List<String> lines) throws IOException, UsesException {
        if (lines.isEmpty()) {
            return;
        }
        // what a process that died left half written stays a line of its own, which the next start reports
        ByteBuffer bytes = ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        long at = channel.size();
        if (at > read) {
            throw new UsesException("`" + file + "` ends in the middle of a line; a human has to set it back");
        }
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
        for (String line : lines) {
            take(UseJson.parse(line));
        }
        read = at;
    }

    private void take(JsonNode line) throws UsesException {
        String back = UseJson.back(line);
        String reset = UseJson.reset(line);
        if (reset != null) {
            uses.removeIf(use -> use.quota().equals(reset));
        } else if (back == null) {
            uses.add(UseJson.use(line));
        } else {
            uses.removeIf(use -> use.id().equals(back));
        }
    }

    /** Returns what was used of a limit of a quota. */
    synchronized BigDecimal used(Quota quota, Limit limit, String session, Instant now) {
        BigDecimal sum = BigDecimal.ZERO;
        if (limit.span() == Limit.Span.EACH) {
            return sum;
        }
        Instant since = now.minus(limit.length());
        for (Use use : uses) {
            boolean counts = use.quota().equals(quota.id())
                    && (limit.span() == Limit.Span.SESSION
                            ? use.session().equals(session)
                            : use.time().isAfter(since));
            if (counts) {
                sum = sum.add(use.of(limit));
            }
        }
        return sum;
    }

    /** Returns whether a resource was used within a quota. */
    synchronized boolean used(Quota quota, String resource) {
        return uses.stream()
                .anyMatch(
                        use -> use.quota().equals(quota.id()) && use.resource().equals(resource));
    }
}
