package dev.agentguard;

import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.session.Budget;
import dev.agentguard.session.BudgetCount;
import dev.agentguard.session.Budgets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what tool calls, and what they send, use of budgets, and freezes the session whose budget is used up. What a session
 * made itself does not count, and one act counts once: the request by which a tool does what it was called for is part of the call.
 */
final class Budgeting {

    private final Budgets budgets;
    private final KillSwitch killSwitch;
    private final Failures failures;
    private final InstantSource clock;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Set<String> counted = ConcurrentHashMap.newKeySet();

    /** A tool call that runs, and of what it was counted for that no request took yet. */
    private record Call(String session, List<Effect> left) {}

    Budgeting(Budgets budgets, KillSwitch killSwitch, Failures failures, InstantSource clock) {
        this.budgets = budgets;
        this.killSwitch = killSwitch;
        this.failures = failures;
        this.clock = clock;
    }

    List<BudgetCount> standing(CallContext context, List<EffectFacts> facts, Instant now) {
        if (context.origin() == Origin.WIRE) {
            return List.of();
        }
        List<Effect> effects = effects(context, facts, false);
        return effects.isEmpty() ? List.of() : budgets.standing(effects, session(context), now);
    }

    private static @Nullable String session(CallContext context) {
        return context.session().equals(CallContext.APPLICATION) ? null : context.session();
    }

    /** An effect counts with each of several credentials, and is one effect. */
    private List<Effect> effects(CallContext context, List<EffectFacts> facts, boolean takes) {
        List<Effect> effects = new ArrayList<>(0);
        Set<Effect> seen = null;
        for (EffectFacts one : facts) {
            Effect effect = one.effect();
            if (!counts(effect) || one.history().own() != null) {
                continue;
            }
            seen = seen == null ? Collections.newSetFromMap(new IdentityHashMap<>()) : seen;
            if (seen.add(effect)) {
                effects.add(effect);
            }
        }
        if (!effects.isEmpty() && context.origin() == Origin.WIRE_IN_TOOL) {
            withoutCovered(context.session(), effects, takes);
        }
        return effects;
    }

    private static boolean counts(Effect effect) {
        for (Budget.Measure measure : Budget.Measure.values()) {
            if (measure.counts(effect)) {
                return true;
            }
        }
        return false;
    }

    private void withoutCovered(String session, List<Effect> effects, boolean takes) {
        for (Call call : calls.values()) {
            if (call.session().equals(session)) {
                synchronized (call) {
                    List<Effect> left = takes ? call.left() : new ArrayList<>(call.left());
                    effects.removeIf(effect -> covered(left, effect));
                }
            }
        }
    }

    private static boolean covered(List<Effect> left, Effect effect) {
        for (int i = 0; i < left.size(); i++) {
            Effect one = left.get(i);
            boolean same = one.reversibility() == effect.reversibility()
                    && one.kind() == effect.kind()
                    && (effect.quantity() == null || effect.quantity().equals(one.quantity()));
            if (same) {
                left.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Counts an action that is about to run; false if somebody else used up what it needs, or it cannot be counted. */
    boolean take(String id, CallContext context, Facts facts, boolean approved) {
        if (context.origin() == Origin.WIRE || facts.onlyRead()) {
            return true;
        }
        List<Effect> effects = effects(context, facts.effects(), true);
        if (effects.isEmpty()) {
            return true;
        }
        boolean taken = budgets.take(id, effects, session(context), facts.time(), approved);
        if (taken) {
            counted.add(id);
            if (context.origin() == Origin.TOOL) {
                calls.put(id, new Call(context.session(), effects));
            }
        }
        return taken;
    }

    void completed(String id, Outcome outcome) {
        calls.remove(id);
        if (counted.remove(id) && outcome == Outcome.FAILED) {
            budgets.back(id, clock.instant());
        }
    }

    /** Freezes the session if it was stopped by a budget, or was refused too often. */
    void stopped(CallContext context, Facts facts, Decision decision) {
        String session = session(context);
        if (session == null
                || context.origin() == Origin.WIRE
                || facts.controls().frozen() != null) {
            return;
        }
        for (Reason reason : decision.reasons()) {
            if (decision instanceof Decision.Deny && reason.rule().startsWith(Budget.ID)) {
                freeze(session, reason.rule(), reason.text());
                return;
            }
        }
        Budget refusals = decision instanceof Decision.Deny ? budgets.refused(session, facts.time()) : null;
        if (refusals != null) {
            freeze(session, refusals.id(), "it was refused more often than the budget of `" + refusals + "`");
        }
    }

    private void freeze(String session, String rule, String reason) {
        try {
            killSwitch.freeze(FreezeScope.session(session), rule, reason, null);
        } catch (FreezeException | IllegalArgumentException e) {
            failures.report("a session whose budget is used up was not frozen", e);
        }
    }
}
