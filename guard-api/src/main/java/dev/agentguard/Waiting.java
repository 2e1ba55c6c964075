package dev.agentguard;

import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.Approvals;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;

/** Has a held action wait for its human, where that is configured and its thread may wait. Threadsafe. */
final class Waiting {

    private static final int MOST_AT_ONCE = 64;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Approvals approvals;
    private final Duration limit;
    private final Bulkhead bulkhead = Bulkhead.of(
            "approval-wait",
            BulkheadConfig.custom()
                    .maxConcurrentCalls(MOST_AT_ONCE)
                    .maxWaitDuration(Duration.ZERO)
                    .build());

    Waiting(Approvals approvals, Duration limit) {
        this.approvals = approvals;
        this.limit = limit;
    }

    /** Returns whether a request was answered, or expired, while this thread waited for it. */
    boolean answered(String id) {
        if (limit.isZero() || !HostThread.mayWait(Thread.currentThread()) || !bulkhead.tryAcquirePermission()) {
            return false;
        }
        try {
            long start = System.nanoTime();
            while (approvals.waits(id)) {
                long left = limit.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    return false;
                }
                Thread.sleep(Math.min(PAUSE.toMillis(), left / 1_000_000 + 1));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ApprovalException e) {
            return false; // it stays held, as it would be without waiting
        } finally {
            bulkhead.onComplete();
        }
    }
}
