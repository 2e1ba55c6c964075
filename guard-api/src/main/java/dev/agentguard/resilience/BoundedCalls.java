package dev.agentguard.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs look-ups at one service under one time limit each, a few at a time, and pauses after repeated failures. Safe for
 * use by many threads, from any thread; the look-ups run on daemon threads of their own, which end when idle.
 *
 * <p>A look-up that outlives its time limit keeps its place until it ends: a service that hangs cannot pile up threads.
 */
public final class BoundedCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedCalls.class);
    private static final int AT_ONCE = 4;
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final String name;
    private final Duration timeLimit;
    private final ThreadPoolExecutor threads;
    private final TimeLimiter timeLimiter;
    private final CircuitBreaker circuitBreaker;
    private final Bulkhead bulkhead;
    private final Retry retry;

    /**
     * Creates the bounds around one service.
     *
     * @param name the service's name in messages
     * @param timeLimit the time that one look-up may take, all its requests together
     */
    public BoundedCalls(String name, Duration timeLimit) {
        this(name, timeLimit, PAUSE);
    }

    BoundedCalls(String name, Duration timeLimit, Duration pause) {
        this.name = name;
        this.timeLimit = timeLimit;
        this.threads = daemonThreads(name);
        this.timeLimiter = TimeLimiter.of(
                TimeLimiterConfig.custom().timeoutDuration(timeLimit).build());
        this.bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(AT_ONCE)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(2)
                        .waitDuration(Duration.ofMillis(100))
                        .retryOnException(e -> e instanceof CallFailedException failed && failed.mayPass())
                        .build());
        this.circuitBreaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(4)
                        .minimumNumberOfCalls(4)
                        .failureRateThreshold(75)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .ignoreExceptions(
                                BulkheadFullException.class,
                                AcquirePermissionCancelledException.class,
                                InterruptedException.class)
                        .build());
        circuitBreaker.getEventPublisher().onStateTransition(event -> {
            switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN, HALF_OPEN_TO_OPEN ->
                    LOG.warn("look-ups at {} are paused for {} s after repeated failures", name, pause.toSeconds());
                case HALF_OPEN_TO_CLOSED -> LOG.warn("look-ups at {} work again", name);
                default -> LOG.debug("look-ups at {}: {}", name, event.getStateTransition());
            }
        });
    }

    private static ThreadPoolExecutor daemonThreads(String name) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(AT_ONCE),
                task -> new OwnThread(task, "guard-" + name + "-" + number.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * A look-up that may send several requests.
     *
     * @param <T> the type of its answer
     */
    @FunctionalInterface
    public interface LookUp<T> {

        /**
         * Does the look-up.
         *
         * @param deadline the moment after which nobody waits for the answer
         * @return the answer
         * @throws CallFailedException if the service could not be asked
         */
        T run(Deadline deadline) throws CallFailedException;
    }

    /**
     * Runs a look-up and waits for its answer, no longer than the time limit.
     *
     * @param lookUp the look-up
     * @param <T> the type of the answer
     * @return the answer
     * @throws CallFailedException if there is none in time, if the service failed or is paused after failures, or if
     *     too many look-ups are running
     */
    public <T> T call(LookUp<T> lookUp) throws CallFailedException {
        Deadline deadline = Deadline.in(timeLimit);
        try {
            return circuitBreaker.executeCallable(
                    () -> timeLimiter.executeFutureSupplier(() -> start(lookUp, deadline)));
        } catch (CallFailedException e) {
            throw e;
        } catch (CallNotPermittedException e) {
            throw failed("is paused after repeated failures; try again later");
        } catch (BulkheadFullException e) {
            throw failed("is busy: " + AT_ONCE + " look-ups are still running");
        } catch (TimeoutException e) {
            throw failed("gave no complete answer within " + inWords(timeLimit));
        } catch (InterruptedException | AcquirePermissionCancelledException e) {
            Thread.currentThread().interrupt();
            throw failed("was not asked to the end: the thread was interrupted");
        } catch (RejectedExecutionException e) {
            throw failed("can no longer be asked: Guard is closed");
        } catch (Exception e) {
            // Not its message: that may hold anything.
            throw failed("could not be asked: " + e.getClass().getSimpleName());
        }
    }

    private <T> CompletableFuture<T> start(LookUp<T> lookUp, Deadline deadline) {
        bulkhead.acquirePermission();
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    answer.complete(lookUp.run(deadline));
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                } finally {
                    bulkhead.onComplete();
                }
            });
        } catch (RejectedExecutionException e) {
            bulkhead.onComplete();
            throw e;
        }
        return answer;
    }

    /**
     * Sends one request of a look-up, once more if it {@linkplain CallFailedException#mayPass() may pass} then.
     *
     * @param request the request
     * @param <T> the type of its answer
     * @return the answer
     * @throws CallFailedException if it failed, and failed again where it was retried
     */
    public <T> T request(Callable<T> request) throws CallFailedException {
        try {
            return retry.executeCallable(request);
        } catch (CallFailedException e) {
            throw e;
        } catch (Exception e) {
            throw failed("could not be asked: " + e.getClass().getSimpleName());
        }
    }

    private CallFailedException failed(String because) {
        return new CallFailedException(name + " " + because, false);
    }

    private static String inWords(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** Takes no further look-ups; those that run are interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
