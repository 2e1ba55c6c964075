package dev.agentguard;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.audit.AuditException;
import dev.agentguard.audit.AuditLog;
import dev.agentguard.audit.AuditRecord;
import dev.agentguard.decision.Facts;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Writes decisions and outcomes to the record. */
final class Recorder implements AutoCloseable {

    private final AuditLog log;
    private final Failures failures;
    private final String prefix = Long.toString(RandomGenerator.getDefault().nextLong(1L << 40), Character.MAX_RADIX);
    private final AtomicLong count = new AtomicLong();

    Recorder(AuditLog log, Failures failures) {
        this.log = log;
        this.failures = failures;
    }

    /** Unique in all processes that share a store, as far as chance goes. */
    String nextId() {
        return prefix + "-" + count.incrementAndGet();
    }

    /**
     * Records a decision; on disk before this returns if what cannot be undone is about to proceed.
     *
     * @return whether it was recorded
     */
    boolean decided(AuditRecord.Decided decided) {
        boolean durable = decided.proceeds() && mayNotBeUndone(decided.facts());
        try {
            log.append(decided, durable);
            return true;
        } catch (AuditException e) {
            failures.report("a decision was not recorded", e);
            return false;
        }
    }

    void ended(String id, Outcome outcome) {
        try {
            log.append(new AuditRecord.Ended(id, AuditRecord.Ending.valueOf(outcome.name())), false);
        } catch (AuditException e) {
            failures.report("the outcome of `" + id + "` was not recorded", e);
        }
    }

    void rulesChanged(List<String> files, boolean usable) {
        try {
            log.append(new AuditRecord.RulesChanged(nextId(), files, usable), true);
        } catch (AuditException e) {
            failures.report("a change of the rules was not recorded", e);
        }
    }

    void modelTools(String model, List<String> tools) {
        try {
            log.append(new AuditRecord.ModelTools(nextId(), model, tools), false);
        } catch (AuditException e) {
            failures.report("the tools of a model were not recorded", e);
        }
    }

    private static boolean mayNotBeUndone(Facts facts) {
        return facts.effects().stream()
                .anyMatch(effect -> effect.effect().reversibility().compareTo(Reversibility.RECOVERABLE) >= 0);
    }

    boolean isFailing() {
        return log.isFailing();
    }

    void flush() {
        log.flush();
    }

    @Override
    public void close() {
        log.close();
    }
}
