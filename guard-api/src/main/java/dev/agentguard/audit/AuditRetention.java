package dev.agentguard.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes files of the record whose last line is older than they are kept, six months at least. Which ones is recorded
 * before, so that the verifier does not miss them. Nothing is removed unless a human asks for it.
 */
public final class AuditRetention {

    /** Six months, whichever they are: nothing younger is removed. */
    public static final Duration SHORTEST = Duration.ofDays(184);

    private static final int MOST_AT_ONCE = 500;

    private AuditRetention() {}

    /**
     * Removes what is old enough, 500 files at most.
     *
     * @param store the directory of the record
     * @param keep how long lines are kept, not less than {@link #SHORTEST}
     * @param by who asks for it
     * @param clock the time
     * @return the names of the files that were removed
     * @throws AuditException if that cannot be recorded; nothing is removed then
     * @throws IOException if the store cannot be read or a file not be removed
     * @throws IllegalArgumentException if they are not kept long enough
     */
    public static List<String> prune(Path store, Duration keep, String by, InstantSource clock)
            throws IOException, AuditException {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the record is kept for " + SHORTEST.toDays() + " days at least");
        }
        Instant before = clock.instant().minus(keep);
        List<Path> old = new ArrayList<>();
        for (Path file : AuditDirectory.files(store)) {
            Instant last = last(file);
            if (last != null && last.isBefore(before) && old.size() < MOST_AT_ONCE) {
                old.add(file);
            }
        }
        List<String> names =
                old.stream().map(file -> String.valueOf(file.getFileName())).toList();
        if (names.isEmpty()) {
            return names;
        }
        try (AuditLog log = new AuditLog(store, clock)) {
            log.append(new AuditRecord.Pruned(AuditDirectory.newId(), by, names), true);
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
        return names;
    }

    /** Returns when the last line was written, or null if nobody knows, so that the file stays. */
    private static @Nullable Instant last(Path file) throws IOException {
        byte[] line = Line.last(file);
        try {
            return line == null || !Line.isWhole(line)
                    ? null
                    : Instant.parse(ChainCheck.parse(line).path("time").asText(""));
        } catch (IOException | DateTimeException e) {
            return null;
        }
    }
}
