package dev.agentguard.audit;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the record: JSON lines, chained by hashes, in a file of this process alone. Safe for use by many threads; lines
 * stand in the order in which they were appended.
 *
 * <p>One background thread writes, because a thread that is interrupted while it writes to a file closes that file for
 * everyone. Durable records of several threads share one force. The file is made by the first record.
 */
public final class AuditLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AuditWriter writer;

    /**
     * Writes to a directory.
     *
     * @param directory the store's directory; it is made, for its owner only, if it is not there
     * @param clock the time
     */
    public AuditLog(Path directory, InstantSource clock) {
        this(directory, clock, FileChannel::open);
    }

    AuditLog(Path directory, InstantSource clock, ChannelOpener opener) {
        this.writer = new AuditWriter(directory, clock, opener);
    }

    /**
     * Adds a record.
     *
     * @param record the record; secrets in it are not written
     * @param durable true if it must be on disk before this returns, which is so for every action that cannot be undone
     *     and is about to proceed; false if it may still be on its way. After a failure the next records wait for their
     *     write in any case, so that a broken store is not silent
     * @throws AuditException if it was not written, or a durable one is not on disk within 30 seconds; the action must
     *     not proceed if it cannot be undone
     */
    public void append(AuditRecord record, boolean durable) throws AuditException {
        CompletableFuture<@Nullable Void> written = writer.submit(record.json(), durable);
        if (durable || writer.isFailing() || written.isCompletedExceptionally()) {
            await(written);
        }
    }

    /**
     * Returns whether the last write failed.
     *
     * @return true if records cannot be written at the moment
     */
    public boolean isFailing() {
        return writer.isFailing();
    }

    // not ended by an interrupt: what to do with an action must not depend on it, so it is kept for the caller
    private static void await(CompletableFuture<@Nullable Void> written) throws AuditException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    written.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    throw new AuditException("the record was not written within " + PATIENCE.toSeconds() + " s", e);
                } catch (ExecutionException e) {
                    throw new AuditException("the record cannot be written: " + e.getCause(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes what is on its way, says in the file that it ends, and closes it. What is appended later begins a new one. */
    public void flush() {
        writer.flush();
    }

    /** Writes what is on its way, says in the file that it ends, and closes it. What is appended later fails. */
    @Override
    public void close() {
        writer.close();
    }
}
