package dev.agentguard;

import dev.agentguard.approval.Approver;
import dev.agentguard.approval.Approvers;
import dev.agentguard.decision.Controls;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Origin;
import dev.agentguard.effect.Effect;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import dev.agentguard.freeze.Glass;
import dev.agentguard.session.BudgetCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out what humans set about all that a session does. */
final class ControlFacts {

    private final Freezes freezes;
    private final Approvers approvers;
    private final Budgeting budgeting;

    ControlFacts(Freezes freezes, Approvers approvers, Budgeting budgeting) {
        this.budgeting = budgeting;
        this.freezes = freezes;
        this.approvers = approvers;
    }

    Controls of(CallContext context, List<Effect> effects, List<EffectFacts> facts, Instant now, boolean fresh) {
        boolean inTool = context.origin() != Origin.WIRE;
        boolean attributed = !context.session().equals(CallContext.APPLICATION);
        Frozen frozen = freezes.frozen(context.session(), inTool, attributed, fresh);
        Glass glass = inTool && attributed ? glass(context.session(), effects) : null;
        List<BudgetCount> budgets = frozen == null ? budgeting.standing(context, facts, now) : List.of();
        return frozen == null && glass == null && budgets.isEmpty()
                ? Controls.NONE
                : new Controls(frozen, glass, budgets);
    }

    /** Whoever broke the glass does not get around more than what that approver alone could have approved. */
    private @Nullable Glass glass(String session, List<Effect> effects) {
        Glass glass = freezes.glass(session);
        return glass != null && effects.stream().allMatch(effect -> mayAlone(glass.by(), effect.operation()))
                ? glass
                : null;
    }

    private boolean mayAlone(String name, String operation) {
        return approvers.fourEyes().stream().noneMatch(pattern -> pattern.matches(operation))
                && approvers.all().stream()
                        .filter(approver -> approver.name().equals(name))
                        .map(Approver::operations)
                        .anyMatch(patterns -> patterns.isEmpty()
                                || patterns.stream().anyMatch(pattern -> pattern.matches(operation)));
    }
}
