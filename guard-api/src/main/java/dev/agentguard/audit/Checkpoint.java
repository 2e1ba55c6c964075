package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * That a file of the record held a line: it and with it all lines before it.
 *
 * @param file the file's name
 * @param sequence the line's number in its file
 * @param line the line's hash
 * @param time when this was signed
 * @param previous the hash of the checkpoint before this one
 * @param key the public key
 * @param signature the signature of all above
 */
record Checkpoint(String file, long sequence, String line, String time, String previous, String key, String signature) {

    private static final String SIGNED = "dev.agentguard.audit/1";

    static Checkpoint of(CheckpointKey key, String file, long sequence, String line, String time, String previous)
            throws IOException {
        Checkpoint unsigned = new Checkpoint(file, sequence, line, time, previous, key.publicKey(), "");
        return new Checkpoint(file, sequence, line, time, previous, key.publicKey(), key.sign(unsigned.signed()));
    }

    /** Returns what is signed. It says what it is; none of its parts holds a line break. */
    private byte[] signed() {
        return String.join("\n", SIGNED, file, Long.toString(sequence), line, time, previous, key)
                .getBytes(StandardCharsets.UTF_8);
    }

    boolean isSigned() {
        return CheckpointKey.isSigned(key, signed(), signature);
    }

    ObjectNode json() {
        return AuditJson.object()
                .put("file", file)
                .put("seq", sequence)
                .put("line", line)
                .put("time", time)
                .put("previous", previous)
                .put("key", key)
                .put("signature", signature);
    }

    static Checkpoint of(byte[] text) throws IOException {
        JsonNode json = AuditJson.read(text);
        Checkpoint checkpoint = new Checkpoint(
                json.path("file").asText(""),
                json.path("seq").asLong(-1),
                json.path("line").asText(""),
                json.path("time").asText(""),
                json.path("previous").asText(""),
                json.path("key").asText(""),
                json.path("signature").asText(""));
        boolean plain = !(checkpoint.file()
                        + checkpoint.line()
                        + checkpoint.time()
                        + checkpoint.previous()
                        + checkpoint.key())
                .contains("\n");
        if (!plain || checkpoint.sequence() < 0) {
            throw new IOException("no checkpoint");
        }
        return checkpoint;
    }
}
