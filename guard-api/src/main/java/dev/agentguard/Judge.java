package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.audit.AuditRecord;
import dev.agentguard.config.Mode;
import dev.agentguard.decision.Decider;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Policy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One action from its effects to its verdict: the flow of the package page, in order. */
final class Judge {

    private final FactsGatherer gatherer;
    private final DependantFacts dependants;
    private final Policy policy;
    private final Mode mode;
    private final ApprovalDesk desk;
    private final Waiting waiting;
    private final Recorder recorder;
    private final SessionWork sessions;
    private final Budgeting budgeting;
    private final Listeners listeners;
    private final Tickets tickets = new Tickets();

    Judge(
            FactsGatherer gatherer,
            DependantFacts dependants,
            Policy policy,
            Mode mode,
            ApprovalDesk desk,
            Waiting waiting,
            Recorder recorder,
            SessionWork sessions,
            Budgeting budgeting,
            Listeners listeners) {
        this.budgeting = budgeting;
        this.gatherer = gatherer;
        this.dependants = dependants;
        this.policy = policy;
        this.mode = mode;
        this.desk = desk;
        this.waiting = waiting;
        this.recorder = recorder;
        this.sessions = sessions;
        this.listeners = listeners;
    }

    Verdict verdict(ActionReading reading, CallContext context) {
        if (listeners.isEmpty()) {
            return judged(reading, context);
        }
        long start = System.nanoTime();
        Verdict verdict = judged(reading, context);
        listeners.judged(reading.action(), context, verdict, reading.effects(), System.nanoTime() - start);
        return verdict;
    }

    private Verdict judged(ActionReading reading, CallContext context) {
        Action action = reading.action();
        Facts facts = gatherer.gather(reading, context, false);
        Decision decision = Decider.decide(facts, policy);
        if (mode == Mode.MONITOR) {
            if (decision instanceof Decision.Deny) {
                sessions.refused(context);
            }
            return Objects.requireNonNull(proceed(action, context, facts, decision, ApprovalDesk.Answer.NOT_ASKED));
        }
        if (decision instanceof Decision.Ask) {
            ApprovalDesk.Answer ticket =
                    context.origin() == Origin.TOOL ? null : tickets.use(context, facts, requests(reading));
            if (ticket != null) {
                return Objects.requireNonNull(proceed(action, context, facts, decision, ticket));
            }
            return judgedAnew(reading, context, true);
        }
        return decided(reading, context, facts, decision, true);
    }

    /** An approval is bound to what holds now, not to what a resolver said a moment ago. */
    private Verdict judgedAnew(ActionReading reading, CallContext context, boolean mayWait) {
        Facts facts = gatherer.gather(reading, context, true);
        return decided(reading, context, facts, Decider.decide(facts, policy), mayWait);
    }

    private Verdict decided(
            ActionReading reading, CallContext context, Facts facts, Decision decision, boolean mayWait) {
        if (decision instanceof Decision.Ask) {
            return ask(reading, context, facts, decision, mayWait);
        }
        Action action = reading.action();
        if (decision instanceof Decision.Allow) {
            Verdict verdict = proceed(action, context, facts, decision, ApprovalDesk.Answer.NOT_ASKED);
            return verdict == null ? usedUp(reading, context, mayWait) : verdict;
        }
        return stop(action, context, facts, decision, ApprovalDesk.Answer.NOT_ASKED, RefusalText.refused(decision));
    }

    /** Another action took the rest of a permit or of a budget in the meantime. */
    private Verdict usedUp(ActionReading reading, CallContext context, boolean mayWait) {
        Facts facts = gatherer.gather(reading, context, true);
        Decision decision = Decider.decide(facts, policy);
        return decision instanceof Decision.Ask
                ? ask(reading, context, facts, decision, mayWait)
                : stop(
                        reading.action(),
                        context,
                        facts,
                        decision,
                        ApprovalDesk.Answer.NOT_ASKED,
                        decision instanceof Decision.Deny
                                ? RefusalText.refused(decision)
                                : RefusalText.failed("what it is permitted by is being used up by others"));
    }

    private Verdict ask(ActionReading reading, CallContext context, Facts decided, Decision decision, boolean mayWait) {
        Action action = reading.action();
        Facts facts = dependants.added(decided);
        ApprovalDesk.Answer answer = desk.answer(action, facts, decision, context.session());
        String id = answer.id();
        sessions.asked(context, id);
        if (answer.approver() != null) {
            Verdict verdict = Objects.requireNonNull(proceed(action, context, facts, decision, answer));
            if (verdict.proceeds() && context.origin() == Origin.TOOL) {
                tickets.open(verdict.id(), answer, context.session(), facts, requests(reading));
            }
            return verdict;
        }
        String message =
                id == null ? RefusalText.unanswerable(decision, answer.problem()) : RefusalText.held(decision, id);
        Verdict held = stop(action, context, facts, decision, answer, message);
        // what waited a while may have become something else: all of it is read and decided again, and asked once more
        return id != null && mayWait && waiting.answered(id) ? judgedAnew(reading, context, false) : held;
    }

    private static List<Map<String, @Nullable Object>> requests(ActionReading reading) {
        return reading.requests().stream().map(CanonicalAction::request).toList();
    }

    /** Returns null if it needs a permit that is used up by now. */
    private @Nullable Verdict proceed(
            Action action, CallContext context, Facts facts, Decision decision, ApprovalDesk.Answer answer) {
        if (decision instanceof Decision.Allow && onlyReads(facts)) {
            sessions.reads(context, facts);
            return new Verdict("", true, decision, null, "");
        }
        String id = recorder.nextId();
        boolean approved = !(decision instanceof Decision.Allow);
        boolean counted =
                sessions.proceeds(id, context, action, facts, decision) && budgeting.take(id, context, facts, approved);
        if (!counted && mode == Mode.ENFORCE) {
            ended(id, Outcome.FAILED);
            return null;
        }
        boolean recorded = recorder.decided(record(id, action, context, facts, decision, true, answer));
        if (!recorded && mode == Mode.ENFORCE) {
            ended(id, Outcome.FAILED);
            return new Verdict(
                    id, false, decision, answer.id(), RefusalText.failed("it could not be recorded before it runs"));
        }
        return new Verdict(id, true, decision, answer.id(), "");
    }

    private Verdict stop(
            Action action,
            CallContext context,
            Facts facts,
            Decision decision,
            ApprovalDesk.Answer answer,
            String message) {
        String id = recorder.nextId();
        recorder.decided(record(id, action, context, facts, decision, false, answer));
        if (answer.id() == null) {
            sessions.refused(context);
            budgeting.stopped(context, facts, decision);
        }
        sessions.stopped(context.session(), facts, answer.id());
        return new Verdict(id, false, decision, answer.id(), message);
    }

    private AuditRecord.Decided record(
            String id,
            Action action,
            CallContext context,
            Facts facts,
            Decision decision,
            boolean proceeds,
            ApprovalDesk.Answer answer) {
        return new AuditRecord.Decided(
                id,
                context.session(),
                action,
                facts,
                decision,
                proceeds,
                answer.id(),
                answer.approver(),
                policy.version());
    }

    void completed(Verdict verdict, Outcome outcome) {
        if (!verdict.id().isEmpty() && verdict.proceeds()) {
            tickets.close(verdict.id());
            ended(verdict.id(), outcome);
            recorder.ended(verdict.id(), outcome);
        }
    }

    private void ended(String id, Outcome outcome) {
        sessions.completed(id, outcome);
        budgeting.completed(id, outcome);
    }

    private static boolean onlyReads(Facts facts) {
        for (EffectFacts effect : facts.effects()) {
            if (effect.effect().reversibility() != Reversibility.READ_ONLY) {
                return false;
            }
        }
        return true;
    }
}
