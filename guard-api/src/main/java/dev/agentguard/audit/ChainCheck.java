package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Follows the chain of one file, line by line. */
final class ChainCheck {

    private final String fileName;
    private long expected;
    private String previous = Hash.NONE;
    private String beforePrevious = "";
    private boolean ended;

    ChainCheck(String fileName) {
        this.fileName = fileName;
    }

    /** Returns what is wrong with the next line, or null. */
    @Nullable
    String problem(byte[] line, JsonNode json) {
        JsonNode sequence = json.path("seq");
        String link = json.path("prev").asText("");
        if (!sequence.isIntegralNumber()) {
            return "is no line of this record";
        }
        if (sequence.longValue() > expected) {
            return "has number " + sequence.longValue() + " where " + expected
                    + " was due: lines were deleted or reordered";
        }
        if (sequence.longValue() < expected) {
            return sequence.longValue() == expected - 1 && link.equals(beforePrevious)
                    ? "forks: it and the line before it follow the same line"
                    : "has number " + sequence.longValue() + " where " + expected
                            + " was due: lines were inserted, repeated or reordered";
        }
        if (!link.equals(previous)) {
            return "does not follow the line before it: that one was replaced, or this one is of another file";
        }
        if (ended) {
            return "stands behind the end of the record";
        }
        String kind = json.path("kind").asText("");
        if (kind.equals("START") != (expected == 0)) {
            return expected == 0 ? "is not the first line of a record" : "starts a record within another";
        }
        if (expected == 0 && !fileName.endsWith("-" + json.path("log").asText("") + AuditDirectory.SUFFIX)) {
            return "belongs to a file of another name: this one was renamed or is a copy";
        }
        ended = kind.equals("END");
        beforePrevious = previous;
        previous = Line.hash(line);
        expected++;
        return null;
    }

    static JsonNode parse(byte[] line) throws IOException {
        JsonNode json = AuditJson.read(line);
        if (json == null || !json.isObject()) {
            throw new IOException("no JSON object");
        }
        return json;
    }

    boolean ended() {
        return ended;
    }

    long lines() {
        return expected;
    }

    String head() {
        return expected == 0 ? "" : previous;
    }
}
