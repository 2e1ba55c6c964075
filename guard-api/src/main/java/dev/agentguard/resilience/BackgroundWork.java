package dev.agentguard.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Work that nobody waits for, on threads of Guard's own: four at a time, sixty more may wait for their turn, and each has a
 * time limit, after which its thread is interrupted. The threads end when there is nothing to do. Safe for use by many
 * threads.
 */
public final class BackgroundWork implements AutoCloseable {

    private static final int AT_ONCE = 4;
    private static final int WAITING = 60;

    private final Bulkhead bulkhead;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Creates the bounds around one kind of work.
     *
     * @param name what it is, for the names of its threads
     */
    public BackgroundWork(String name) {
        AtomicInteger number = new AtomicInteger();
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(AT_ONCE + WAITING)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING),
                task -> new OwnThread(task, "guard-" + name + "-" + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> new OwnThread(task, "guard-" + name + "-timer"));
        timer.setKeepAliveTime(5, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Something to do. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @throws Exception if it could not be done
         */
        void run() throws Exception;
    }

    /**
     * Starts work and returns at once.
     *
     * @param timeLimit how long it may take, counted from now
     * @param work the work
     * @param failed is told why it was not done: lower case, no final period, never what an exception says, for that may
     *     hold anything
     */
    public void start(Duration timeLimit, Work work, Consumer<String> failed) {
        if (!bulkhead.tryAcquirePermission()) {
            failed.accept("is busy: " + (AT_ONCE + WAITING) + " pieces of work are not done yet");
            return;
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Future<?> running;
        CompletionStage<Boolean> ended;
        try {
            running = threads.submit(() -> run(work, done));
            ended = TimeLimiter.of(timeLimit).executeCompletionStage(timer, () -> done);
        } catch (RejectedExecutionException e) {
            bulkhead.onComplete();
            failed.accept(threads.isShutdown() ? "is closed" : "is busy: all its threads hang");
            return;
        }
        ended.whenComplete((ok, failure) -> {
            bulkhead.onComplete();
            if (failure != null) {
                failed.accept(words(failure));
                running.cancel(true);
            }
        });
    }

    private static void run(Work work, CompletableFuture<Boolean> done) {
        try {
            if (!done.isDone()) {
                work.run();
            }
            done.complete(true);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CallFailedException failed) {
            return failed.because();
        }
        return cause instanceof TimeoutException
                ? "was not done in time"
                : "failed: " + cause.getClass().getName();
    }

    /** Takes no further work; what runs is interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
        timer.shutdownNow();
    }
}
