package dev.agentguard.decision;

import dev.agentguard.freeze.Frozen;
import dev.agentguard.freeze.Glass;
import dev.agentguard.session.BudgetCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What humans set about all that a session does.
 *
 * @param frozen what freezes this action, or null if nothing does
 * @param glass who broke the glass for this session and may approve all of this, or null if nobody did
 * @param budgets where this would stand within the budgets that count it
 */
public record Controls(@Nullable Frozen frozen, @Nullable Glass glass, List<BudgetCount> budgets) {

    /** Nothing is frozen, and the glass is whole. */
    public static final Controls NONE = new Controls(null, null, List.of());

    /** Copies the list. */
    public Controls {
        budgets = List.copyOf(budgets);
    }
}
