package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what {@link AuditExport} wrote as JSON lines, without the store: that each line is whole, that the lines of a file
 * follow each other without a gap, and that a signed checkpoint names one behind the last of the time. Not safe for use by
 * several threads.
 */
public final class ExportCheck {

    private final Map<Long, String> hashes = new HashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private String previous = "";
    private long last = -1;
    private long first = -1;
    private long lines;
    private long covered;
    private int number;

    private ExportCheck() {}

    /**
     * What was found.
     *
     * @param lines how many lines hold
     * @param covered how many of them stand at or before a signed checkpoint
     * @param keys the public keys of the checkpoints
     * @param broken the first line that does not hold and why, or null
     */
    public record Checked(
            long lines,
            long covered,
            Set<String> keys,
            @Nullable String broken) {

        /** Copies the keys. */
        public Checked {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * Checks an export.
     *
     * @param in the export
     * @return what was found; a hostile one is a finding, not a failure
     * @throws IOException if it cannot be read
     */
    public static Checked of(InputStream in) throws IOException {
        ExportCheck check = new ExportCheck();
        LineReader reader = new LineReader(in);
        String problem = null;
        for (byte[] line = reader.next(); line != null && problem == null; line = reader.next()) {
            check.number++;
            problem = reader.end() == LineReader.End.NEWLINE ? check.line(line) : "is cut off or too long";
        }
        if (problem == null && check.last >= 0) {
            problem = "no proof stands behind the last lines";
        }
        return new Checked(
                check.lines,
                check.covered,
                check.keys,
                problem == null ? null : "line " + check.number + ": " + problem);
    }

    private @Nullable String line(byte[] line) {
        try {
            JsonNode json = ChainCheck.parse(line);
            return json.has("proof") ? proof(json.path("proof")) : record(line, json);
        } catch (IOException e) {
            return "is no JSON";
        }
    }

    private @Nullable String record(byte[] line, JsonNode json) {
        long sequence = json.path("seq").asLong(-1);
        if (!Line.isWhole(line)) {
            return "was changed: its hash does not match what it holds";
        }
        boolean follows = last < 0
                ? sequence >= 0
                : sequence == last + 1 && json.path("prev").asText("").equals(previous);
        if (!follows) {
            return "does not follow the line before it: lines were taken out, put in or moved";
        }
        first = last < 0 ? sequence : first;
        last = sequence;
        previous = Line.hash(line);
        hashes.put(sequence, previous);
        lines++;
        return null;
    }

    private @Nullable String proof(JsonNode proof) throws IOException {
        if (proof.path("first").asLong(-1) != first || proof.path("last").asLong(-1) != last) {
            return "is the proof of other lines: some were taken out, or put in";
        }
        long until = -1;
        for (JsonNode one : proof.path("checkpoints")) {
            Checkpoint checkpoint = Checkpoint.of(one.toString().getBytes(StandardCharsets.UTF_8));
            boolean holds = checkpoint.file().equals(proof.path("file").asText(""))
                    && checkpoint.line().equals(hashes.get(checkpoint.sequence()))
                    && checkpoint.isSigned();
            if (!holds) {
                return "holds a checkpoint that is not signed, or is of other lines";
            }
            keys.add(checkpoint.key());
            until = Math.max(until, checkpoint.sequence());
        }
        covered += until < first ? 0 : until - first + 1;
        hashes.clear();
        last = -1;
        first = -1;
        return null;
    }
}
