package dev.agentguard.session;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where an action would stand within a budget if it ran.
 *
 * @param budget the budget
 * @param used how much was used before
 * @param asked how much the action takes, or null if nobody said
 * @param unknown why nobody knows what was used, or null
 */
public record BudgetCount(
        Budget budget,
        BigDecimal used,
        @Nullable BigDecimal asked,
        @Nullable String unknown) {

    /**
     * Returns whether it would surely be too much.
     *
     * @return false also where nobody knows
     */
    public boolean exceeds() {
        return unknown == null
                && asked != null
                && used.add(asked).compareTo(budget.limit().most()) > 0;
    }

    /**
     * Returns whether nobody knows if it would be too much.
     *
     * @return true if the counts cannot be read or the amount is not said
     */
    public boolean isUnknown() {
        return unknown != null || asked == null;
    }
}
