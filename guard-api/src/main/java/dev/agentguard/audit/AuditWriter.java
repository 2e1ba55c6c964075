package dev.agentguard.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that writes, and the queue in front of it. */
final class AuditWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // no record is empty
    private static final String FLUSH = "";

    private record Pending(String record, boolean durable, CompletableFuture<@Nullable Void> written) {}

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Pending stop = new Pending("", false, new CompletableFuture<>());
    private final AuditDirectory directory;
    private final InstantSource clock;
    private final ChannelOpener opener;
    private final Checkpointing checkpoints;
    private final Object gate = new Object();

    private @Nullable Thread thread;
    private boolean closed;
    private volatile boolean failing;

    // of the writing thread only
    private @Nullable AuditFile file;
    private @Nullable Path lost;

    AuditWriter(Path store, InstantSource clock, ChannelOpener opener) {
        this.directory = new AuditDirectory(store);
        this.checkpoints = new Checkpointing(store, directory, clock);
        this.clock = clock;
        this.opener = opener;
    }

    /** Returns whether the last attempt to write failed. */
    boolean isFailing() {
        return failing;
    }

    /** Puts a record into the queue; the result completes when it is written and, if durable, on disk. */
    CompletableFuture<@Nullable Void> submit(String record, boolean durable) {
        Pending pending = new Pending(record, durable, new CompletableFuture<>());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // offered under the gate, so that nothing comes to stand behind the stop of close()
        while (!offer(pending)) {
            if (System.nanoTime() - deadline > 0) {
                pending.written.completeExceptionally(new IOException(
                        MOST_WAITING + " records wait to be written and none was for " + PATIENCE.toSeconds() + " s"));
                break;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return pending.written;
    }

    private boolean offer(Pending pending) {
        synchronized (gate) {
            if (closed) {
                pending.written.completeExceptionally(new IOException("the record is closed"));
                return true;
            }
            if (thread == null) {
                // without the thread locals of whoever records first
                thread = new Thread(null, this::run, "guard-audit", 0, false);
                thread.setDaemon(true);
                // not the application's, which it would keep from being unloaded
                thread.setContextClassLoader(AuditWriter.class.getClassLoader());
                thread.start();
            }
            return queue.offer(pending);
        }
    }

    /** Ends the file when all that was put into the queue so far is written; a later record begins a new one. */
    void flush() {
        synchronized (gate) {
            if (thread == null || closed) {
                return;
            }
        }
        try {
            submit(FLUSH, false).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the last lines of the record may be missing: {}", e.toString());
        }
    }

    void close() {
        Thread writing;
        synchronized (gate) {
            closed = true;
            writing = thread;
        }
        if (writing == null) {
            return;
        }
        boolean interrupted = false;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean stopping = false;
        while (writing.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                stopping = stopping || queue.offer(stop, 100, TimeUnit.MILLISECONDS);
                writing.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        boolean stopped = false;
        while (!stopped) {
            try {
                Pending first = queue.poll(checkpoints.patience(), TimeUnit.NANOSECONDS);
                if (first == null) {
                    checkpoints.now(file);
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, MOST_AT_ONCE - 1);
            } catch (InterruptedException e) {
                // nobody's signal to this thread: it ends when it is closed
                continue;
            }
            stopped = batch.remove(stop);
            List<Pending> flushed = batch.stream()
                    .filter(pending -> pending.record().equals(FLUSH))
                    .toList();
            batch.removeAll(flushed);
            if (!batch.isEmpty()) {
                write(batch);
            }
            batch.clear();
            if (!flushed.isEmpty()) {
                end();
                flushed.forEach(pending -> pending.written.complete(null));
            }
        }
        end();
    }

    private void write(List<Pending> batch) {
        AuditFile open = null;
        long goodUntil = 0;
        try {
            open = file();
            goodUntil = open.position();
            open.write(batch.stream().map(Pending::record).toList());
            if (batch.stream().anyMatch(Pending::durable)) {
                open.force();
            }
            failing = false;
        } catch (IOException | RuntimeException | Error e) {
            failed(e, open, goodUntil);
            batch.forEach(pending -> pending.written.completeExceptionally(e));
            return;
        }
        batch.forEach(pending -> pending.written.complete(null));
        checkpoints.written(batch.size());
        if (checkpoints.isDue()) {
            checkpoints.now(open);
        }
    }

    /** Returns the file to write to; a new one where the last was removed, changed from outside or full. */
    private AuditFile file() throws IOException {
        AuditFile open = file;
        if (open != null && !open.isIntact()) {
            LOG.warn("the record `{}` was removed or changed while it was written; a new file is begun", open.path());
            lost = open.path();
            file = null;
            open.abandon(Long.MAX_VALUE);
            open = null;
        }
        if (open != null && open.isFull()) {
            file = null;
            open.end();
            checkpoints.ended(open);
            open = null;
        }
        if (open == null) {
            open = AuditFile.start(directory, opener, clock, lost);
            file = open;
            lost = null;
        }
        return open;
    }

    // after a failed force nobody knows what is on disk, so the file is not written to any more
    private void failed(Throwable e, @Nullable AuditFile open, long goodUntil) {
        if (!failing) {
            LOG.error("the record cannot be written, so what cannot be undone is held from now on: {}", e.toString());
        }
        failing = true;
        file = null;
        if (open != null) {
            open.abandon(goodUntil);
        }
    }

    private void end() {
        AuditFile open = file;
        file = null;
        if (open != null) {
            try {
                open.end();
                checkpoints.ended(open);
            } catch (IOException | RuntimeException e) {
                LOG.warn("the record `{}` could not be ended: {}", open.path(), e.toString());
            }
        }
    }
}
