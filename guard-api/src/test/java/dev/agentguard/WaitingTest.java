package dev.agentguard;

import static dev.agentguard.HeldVolume.IN_TOOL;
import static dev.agentguard.HeldVolume.delete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalReply;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A held call that waits for its answer where its host may block. */
@Timeout(60)
class WaitingTest {

    private static final String WAITS = "version: 1\napproval: {wait: 10s}";

    @TempDir
    Path home;

    private HeldVolume held;

    @BeforeEach
    void atHome() {
        held = new HeldVolume(home);
    }

    /** A human who answers what they are asked after a while. */
    private record Human(Duration after, Answering answering) implements ApprovalChannel {

        interface Answering {
            void answer(ApprovalRequest request, ApprovalReply reply) throws Exception;
        }

        @Override
        public String name() {
            return "human";
        }

        @Override
        public void requested(ApprovalRequest request, ApprovalReply reply) throws Exception {
            Thread.sleep(after.toMillis());
            answering.answer(request, reply);
        }
    }

    private static Human says(Human.Answering answering) {
        return new Human(Duration.ofMillis(300), answering);
    }

    @Test
    void what_is_approved_meanwhile_runs_in_place_once() throws Exception {
        try (Guard guard = held.guard(WAITS, says((request, reply) -> reply.approve(request.confirm(), "dana")))) {
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isTrue();
        }
        try (Guard guard = held.guard("version: 1\napproval: {wait: 300ms}")) {
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
        }
    }

    @Test
    void of_twenty_threads_that_wait_for_one_approval_one_runs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try (Guard guard = held.guard(
                "version: 1\napproval: {wait: 3s}",
                new Human(Duration.ofSeconds(1), (request, reply) -> reply.approve(request.confirm(), "dana")))) {
            List<Future<Verdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                verdicts.add(threads.submit(() -> guard.check(delete("v1"), IN_TOOL)));
            }
            int ran = 0;
            for (Future<Verdict> verdict : verdicts) {
                ran += verdict.get().proceeds() ? 1 : 0;
            }
            assertThat(ran).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_is_rejected_meanwhile_is_refused_with_the_reason_and_remembered() throws Exception {
        try (Guard guard = held.guard(WAITS, says((request, reply) -> reply.reject("not on a Friday", "dana")))) {
            long start = System.nanoTime();
            assertThat(guard.check(delete("v1"), IN_TOOL).message()).contains("not on a Friday");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(8));
        }
    }

    @Test
    void an_answer_on_the_command_line_counts_too() throws Exception {
        try (Guard guard = held.guard(WAITS)) {
            Approvals store = held.approvals();
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            new Thread(() -> verdict.complete(guard.check(delete("v1"), IN_TOOL))).start();
            while (store.pending().isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(verdict).isNotDone();
            ApprovalRequest request = store.pending().get(0);
            store.approve(request, "v1", "dana");
            assertThat(verdict.get(8, TimeUnit.SECONDS).proceeds()).isTrue();
        }
    }

    @Test
    void silence_holds_the_call_as_ever() throws Exception {
        try (Guard guard = held.guard("version: 1\napproval: {wait: 400ms}")) {
            long start = System.nanoTime();
            Verdict verdict = guard.check(delete("v1"), IN_TOOL);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
            assertThat(verdict.proceeds()).isFalse();
            assertThat(verdict.message()).startsWith("held by Guard for a human");
            assertThat(held.approvals().pending()).hasSize(1);
        }
    }

    @Test
    void an_event_loop_never_waits() throws Exception {
        try (Guard guard = held.guard("version: 1\napproval: {wait: 10m}")) {
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            new FastThreadLocalThread(() -> verdict.complete(guard.check(delete("v1"), IN_TOOL))).start();
            assertThat(verdict.get(10, TimeUnit.SECONDS).message()).startsWith("held by Guard for a human");
        }
    }

    @Test
    void whoever_is_interrupted_stops_waiting_and_stays_interrupted() throws Exception {
        try (Guard guard = held.guard("version: 1\napproval: {wait: 10m}")) {
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                boolean proceeds = guard.check(delete("v1"), IN_TOOL).proceeds();
                stillInterrupted.complete(!proceeds && Thread.currentThread().isInterrupted());
            });
            thread.start();
            while (held.approvals().pending().isEmpty()) {
                Thread.sleep(20);
            }
            thread.interrupt();
            assertThat(stillInterrupted.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
