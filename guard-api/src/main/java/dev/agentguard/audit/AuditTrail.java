package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the record as it is, to show it; what it shows is not verified, {@link AuditVerifier} does that. Lines that are
 * no JSON are passed over. Safe for use by many threads; every call reads anew.
 */
public final class AuditTrail {

    private static final int MOST_FILES = 20;
    private static final int TAIL = 1 << 20;
    private static final long MOST_SEARCHED = 256L << 20;

    private final Path directory;

    /**
     * Reads the record of a store.
     *
     * @param directory the store's directory, as {@link AuditLog} takes it
     */
    public AuditTrail(Path directory) {
        this.directory = directory;
    }

    /**
     * What a search found.
     *
     * @param lines the latest lines that match, oldest first
     * @param whole whether the whole record was searched; if not, older lines may match too
     */
    public record Found(List<JsonNode> lines, boolean whole) {
        /** Copies the list. */
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Returns the latest lines of all processes.
     *
     * @param most how many at most
     * @return the lines, oldest first; none if there is no record
     * @throws IOException if the record cannot be read
     */
    public List<JsonNode> latest(int most) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : newest()) {
            tail(file, lines::add);
        }
        return last(lines, most);
    }

    /**
     * Looks for a text in the record, the newest 256 MiB of it.
     *
     * @param text what is looked for, in any case; every line holds the empty text
     * @param most how many lines at most
     * @return the latest lines that hold it
     * @throws IOException if the record cannot be read
     */
    public Found find(String text, int most) throws IOException {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<JsonNode> found = new ArrayList<>();
        long searched = 0;
        boolean whole = true;
        for (Path file : files()) {
            if (searched >= MOST_SEARCHED || found.size() >= most) {
                whole = false;
                break;
            }
            Deque<JsonNode> matches = new ArrayDeque<>();
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                lines(in, json -> {
                    if (json.toString().toLowerCase(Locale.ROOT).contains(wanted)) {
                        matches.addLast(json);
                        if (matches.size() > most) {
                            matches.removeFirst();
                        }
                    }
                });
            }
            searched += Files.size(file);
            found.addAll(matches);
        }
        return new Found(last(found, most), whole);
    }

    private static List<JsonNode> last(List<JsonNode> lines, int most) {
        lines.sort(Comparator.comparing(line -> line.path("time").asText()));
        return List.copyOf(lines.subList(Math.max(0, lines.size() - most), lines.size()));
    }

    private List<Path> newest() throws IOException {
        List<Path> files = files();
        return files.subList(0, Math.min(files.size(), MOST_FILES));
    }

    /** The files, newest first by their last change: a process that runs for long has an old name. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try {
            files.addAll(AuditDirectory.files(directory));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        record Changed(Path file, long at) {}
        List<Changed> changed = new ArrayList<>();
        for (Path file : files) {
            changed.add(new Changed(
                    file,
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis()));
        }
        changed.sort(Comparator.comparingLong(Changed::at).reversed());
        return changed.stream().map(Changed::file).toList();
    }

    private static void tail(Path file, Consumer<JsonNode> each) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long start = Math.max(0, channel.size() - TAIL);
            channel.position(start);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(TAIL, channel.size() - start));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is read
            }
            int from = start == 0 ? 0 : afterNewline(bytes.array(), bytes.position());
            lines(new ByteArrayInputStream(bytes.array(), from, bytes.position() - from), each);
        }
    }

    private static int afterNewline(byte[] bytes, int end) {
        int i = 0;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return Math.min(end, i + 1);
    }

    private static void lines(InputStream in, Consumer<JsonNode> each) throws IOException {
        LineReader reader = new LineReader(in);
        for (byte[] line = reader.next();
                line != null && reader.end() == LineReader.End.NEWLINE;
                line = reader.next()) {
            try {
                each.accept(AuditJson.read(line));
            } catch (IOException e) {
                // no JSON: the verifier says so
            }
        }
    }
}
