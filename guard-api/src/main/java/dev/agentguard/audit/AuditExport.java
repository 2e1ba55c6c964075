package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands a part of the record on. As JSON lines they stand as they are in the record, from the first of a time to the
 * checkpoint that covers its last, and behind those of each file the checkpoints: who has them and the public key can check
 * them without the store, see {@link ExportCheck}. As OCSF each decision and outcome is an event. It streams. Not safe for
 * use by several threads.
 */
public final class AuditExport {

    private final Path store;
    private final Instant from;
    private final Instant to;
    private final Map<String, List<Checkpoint>> checkpoints = new HashMap<>();
    private long lines;
    private long uncovered;

    private AuditExport(Path store, Instant from, Instant to) {
        this.store = store;
        this.from = from;
        this.to = to;
    }

    /** How lines are written. */
    public enum Format {
        /** As they are in the record, with proof. */
        JSONL,
        /** As events of the Open Cybersecurity Schema Framework 1.3. */
        OCSF
    }

    /** Takes the lines that are written. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes a line.
         *
         * @param line the line, without its end
         * @throws IOException if it cannot be written
         */
        void line(String line) throws IOException;
    }

    /**
     * What was exported.
     *
     * @param lines how many lines are of the time
     * @param uncovered how many of them no checkpoint covers: those of processes that still run or died
     */
    public record Exported(long lines, long uncovered) {}

    /**
     * Exports the lines of a time.
     *
     * @param store the directory of the record
     * @param from the first moment
     * @param to the moment behind the last
     * @param format how lines are written
     * @param sink takes them
     * @return what was exported
     * @throws IOException if the record cannot be read or a line not be written
     */
    public static Exported write(Path store, Instant from, Instant to, Format format, Sink sink) throws IOException {
        AuditExport export = new AuditExport(store, from, to);
        new CheckpointReader()
                .read(
                        store,
                        (checkpoint, number, line) -> export.checkpoints
                                .computeIfAbsent(checkpoint.file(), unused -> new ArrayList<>())
                                .add(checkpoint));
        for (Path file : AuditDirectory.files(export.store)) {
            if (format == Format.JSONL) {
                export.verbatim(file, sink);
            } else {
                export.each(file, (line, json, within) -> {
                    ObjectNode event = within ? OcsfEvent.of(json, String.valueOf(file.getFileName())) : null;
                    if (event != null) {
                        sink.line(AuditJson.write(event));
                        export.lines++;
                    }
                    return true;
                });
            }
        }
        return new Exported(export.lines, export.uncovered);
    }

    /** Takes a line of a file; false ends the file. */
    private interface Taker {
        boolean take(byte[] line, JsonNode json, boolean within) throws IOException;
    }

    private void each(Path file, Taker taker) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            LineReader reader = new LineReader(in);
            boolean more = true;
            for (byte[] line = reader.next();
                    more && line != null && reader.end() == LineReader.End.NEWLINE;
                    line = reader.next()) {
                JsonNode json = json(line);
                more = json != null && taker.take(line, json, isWithin(json));
            }
        }
    }

    /** What is no line of the record ends its file: the verifier says why. */
    private static @Nullable JsonNode json(byte[] line) {
        try {
            return Line.isWhole(line) ? ChainCheck.parse(line) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private boolean isWithin(JsonNode json) {
        try {
            Instant time = Instant.parse(json.path("time").asText(""));
            return !time.isBefore(from) && time.isBefore(to);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void verbatim(Path file, Sink sink) throws IOException {
        String name = String.valueOf(file.getFileName());
        long[] range = {-1, -1, 0};
        each(file, (line, json, within) -> {
            if (within) {
                long number = json.path("seq").asLong();
                range[0] = range[0] < 0 ? number : range[0];
                range[1] = number;
                range[2]++;
            }
            return true;
        });
        if (range[0] < 0) {
            return;
        }
        List<Checkpoint> all = checkpoints.getOrDefault(name, List.of());
        long end = all.stream()
                .mapToLong(Checkpoint::sequence)
                .filter(number -> number >= range[1])
                .min()
                .orElse(range[1]);
        each(file, (line, json, within) -> {
            long number = json.path("seq").asLong();
            if (number >= range[0] && number <= end) {
                sink.line(new String(line, StandardCharsets.US_ASCII));
            }
            return number < end;
        });
        List<Checkpoint> covering = all.stream()
                .filter(one -> one.sequence() >= range[0] && one.sequence() <= end)
                .toList();
        lines += range[2];
        boolean covered = covering.stream().anyMatch(one -> one.sequence() >= range[1]);
        uncovered += covered ? 0 : range[2];
        sink.line(AuditJson.write(proof(name, range[0], end, covering)));
    }

    private static ObjectNode proof(String file, long first, long last, List<Checkpoint> covering) {
        ObjectNode json = AuditJson.object();
        ArrayNode signed = json.putObject("proof")
                .put("file", file)
                .put("first", first)
                .put("last", last)
                .putArray("checkpoints");
        covering.forEach(checkpoint -> signed.add(checkpoint.json()));
        return json;
    }
}
