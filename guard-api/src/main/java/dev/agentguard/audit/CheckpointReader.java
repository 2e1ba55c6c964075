package dev.agentguard.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the checkpoints of a store and follows their chain. Not safe for use by threads. */
final class CheckpointReader {

    private static final int LONGEST = 4_096;

    private final Set<String> keys = new LinkedHashSet<>();
    private long read;
    private @Nullable String broken;

    /** Takes a checkpoint whose signature holds. */
    @FunctionalInterface
    interface Taker {
        void take(Checkpoint checkpoint, long number, byte[] line) throws IOException;
    }

    /** Reads until the first that does not hold; a last line that was cut off is none. */
    void read(Path directory, Taker taker) throws IOException {
        Path file = directory.resolve(CheckpointFile.NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String previous = Hash.NONE;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            LineReader reader = new LineReader(in);
            for (byte[] line = reader.next(); line != null && broken == null; line = reader.next()) {
                if (reader.end() == LineReader.End.FILE) {
                    return;
                }
                String problem = problem(line, previous, taker);
                if (problem != null) {
                    broken = CheckpointFile.NAME + ":" + (read + 1) + ": " + problem;
                    return;
                }
                read++;
                previous = Hash.of(line);
            }
        }
    }

    private @Nullable String problem(byte[] line, String previous, Taker taker) throws IOException {
        if (line.length > LONGEST) {
            return "is longer than " + LONGEST + " bytes";
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(line);
        } catch (IOException e) {
            return "is no checkpoint";
        }
        if (!checkpoint.previous().equals(previous)) {
            return "does not follow the one before it: checkpoints were removed, put in or moved";
        }
        if (!checkpoint.isSigned()) {
            return "is not signed by the key that it names";
        }
        keys.add(checkpoint.key());
        taker.take(checkpoint, read + 1, line);
        return null;
    }

    /** Returns the first checkpoint that does not hold and why, or null. */
    @Nullable
    String broken() {
        return broken;
    }

    long count() {
        return read;
    }

    /** Returns the public keys that the checkpoints are signed with, in the order in which they were first used. */
    Set<String> keys() {
        return keys;
    }
}
