package dev.agentguard.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {

    private static final Duration PAUSE = Duration.ofMillis(150);

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final BoundedCalls calls = new BoundedCalls("cellar", Duration.ofMillis(300), PAUSE);

    @AfterEach
    void stop() {
        testIsOver.countDown();
        calls.close();
    }

    private String hang() {
        try {
            testIsOver.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "too late";
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> calls.call(deadline -> {
                        throw new CallFailedException("down", false);
                    }))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessage("down");
        }
    }

    @Test
    void call_answerInTime_isReturned() throws Exception {
        assertThat(calls.<String>call(deadline -> "wine")).isEqualTo("wine");
        assertThat(calls.<Boolean>call(deadline -> deadline.within(Duration.ofSeconds(1))))
                .isTrue();
        assertThat(calls.<Boolean>call(deadline -> deadline.within(Duration.ofMillis(50))))
                .isFalse();
    }

    @Test
    void call_noAnswerInTime_failsWithinTheLimit() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> calls.call(deadline -> hang()))
                .hasMessage("cellar gave no complete answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void call_tooManyRunning_failsAtOnceWithoutAThreadForEach() throws Exception {
        AtomicInteger running = new AtomicInteger();
        CountDownLatch allRun = new CountDownLatch(4);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(callers.submit(() -> calls.call(deadline -> {
                    running.incrementAndGet();
                    allRun.countDown();
                    return hang();
                })));
            }
            assertThat(allRun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> calls.call(deadline -> "wine"))
                    .hasMessage("cellar is busy: 4 look-ups are still running");
            for (Future<?> future : waiting) {
                assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                        .hasRootCauseInstanceOf(CallFailedException.class);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(running.get()).isEqualTo(4);
    }

    @Test
    void call_repeatedFailures_pausesAndThenTriesAgain() throws Exception {
        fail(4);
        AtomicInteger ran = new AtomicInteger();
        assertThatThrownBy(() -> calls.call(deadline -> ran.incrementAndGet()))
                .hasMessage("cellar is paused after repeated failures; try again later");
        assertThat(ran).hasValue(0);
        assertThat(eventually()).isEqualTo("wine");
    }

    private String eventually() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            try {
                return calls.call(deadline -> "wine");
            } catch (CallFailedException e) {
                assertThat(testIsOver.await(20, TimeUnit.MILLISECONDS)).isFalse();
            }
        }
        return "never";
    }

    @Test
    void call_fewFailures_doNotPause() throws Exception {
        fail(3);
        assertThat(calls.<String>call(deadline -> "wine")).isEqualTo("wine");
    }

    @Test
    void call_exceptionOfAnyKind_saysNothingOfItsMessage() {
        assertThatThrownBy(() -> calls.call(deadline -> {
                    throw new IllegalStateException("secret-0123456789");
                }))
                .isInstanceOf(CallFailedException.class)
                .hasMessage("cellar could not be asked: IllegalStateException")
                .hasNoCause();
    }

    @Test
    void call_interruptedCaller_failsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> calls.call(deadline -> hang())).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void call_afterClose_failsAndLeavesNoThread() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        calls.call(deadline -> {
            worker.set(Thread.currentThread());
            return "wine";
        });
        assertThat(worker.get().isDaemon()).isTrue();
        calls.close();
        assertThatThrownBy(() -> calls.call(deadline -> "wine")).hasMessageContaining("Guard is closed");
        worker.get().join(10_000);
        assertThat(worker.get().isAlive()).isFalse();
    }

    @Test
    void request_mayPass_isSentOnceMore() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        assertThat(calls.<String>request(() -> {
                    if (sent.incrementAndGet() == 1) {
                        throw new CallFailedException("hiccup", true);
                    }
                    return "wine";
                }))
                .isEqualTo("wine");
        assertThatThrownBy(() -> calls.request(() -> {
                    sent.incrementAndGet();
                    throw new CallFailedException("hiccup", true);
                }))
                .hasMessage("hiccup");
        assertThat(sent).hasValue(4);
    }

    @Test
    void request_cannotPass_isSentOnce() {
        AtomicInteger sent = new AtomicInteger();
        assertThatThrownBy(() -> calls.request(() -> {
                    sent.incrementAndGet();
                    throw new CallFailedException("no", false);
                }))
                .hasMessage("no");
        assertThat(sent).hasValue(1);
    }
}
