package dev.agentguard.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a checkpoint is due: after so many lines, after so long with at least one, and at the end of a file. A store that
 * cannot be signed is recorded in all the same. Used by the writing thread only.
 */
final class Checkpointing {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);
    private static final int LINES = 1_000;
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final CheckpointFile file;
    private long lines;
    private long since;
    private boolean said;

    Checkpointing(Path store, AuditDirectory directory, InstantSource clock) {
        this.file = new CheckpointFile(store, directory, clock);
    }

    /** Takes note of lines that were written. */
    void written(int count) {
        if (lines == 0) {
            since = System.nanoTime();
        }
        lines += count;
    }

    /** Returns how long to wait for another record at most, in nanoseconds. */
    long patience() {
        return lines == 0 ? Long.MAX_VALUE : Math.max(0, INTERVAL - (System.nanoTime() - since));
    }

    boolean isDue() {
        return lines >= LINES || (lines > 0 && System.nanoTime() - since >= INTERVAL);
    }

    /** Signs what a file holds by now; its lines are put on disk first, since no crash may take what is signed. */
    void now(@Nullable AuditFile open) {
        if (open == null || lines == 0) {
            return;
        }
        try {
            open.force();
            signed(open);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** Signs a file that was ended, and so is on disk. */
    void ended(AuditFile file) {
        try {
            signed(file);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void signed(AuditFile open) throws IOException {
        lines = 0;
        file.add(String.valueOf(open.path().getFileName()), open.last(), open.head());
    }

    private void failed(Exception e) {
        if (!said) {
            said = true;
            LOG.warn("the record is written and not signed: {}", e.toString());
        }
    }
}
