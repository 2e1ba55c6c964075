package dev.agentguard.rules;

import dev.agentguard.effect.Quantity;
import dev.agentguard.effect.Quantity.Measure;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much is not too much.
 *
 * @param measure what is counted
 * @param most the largest number that is not above it
 * @param currency for money the ISO 4217 code of its currency, else null
 */
public record Bound(
        Measure measure, BigDecimal most, @Nullable String currency) {

    /** How far a rule may go that speaks of what is above this; what nobody knows may be. */
    @Nullable
    Verdict strongest(RuleInput input) {
        if (measure == Measure.AMOUNT && !Amounts.isMoney(input.effect())) {
            return null;
        }
        BigDecimal much = much(input);
        return much == null ? Verdict.ASK : much.compareTo(most) > 0 ? Verdict.DENY : null;
    }

    private @Nullable BigDecimal much(RuleInput input) {
        Long count = switch (measure) {
            case ROWS -> Amounts.rows(input);
            case RECIPIENTS -> Amounts.recipients(input.effect());
            case AMOUNT -> null;
        };
        if (measure != Measure.AMOUNT) {
            return count == null ? null : BigDecimal.valueOf(count);
        }
        Quantity quantity = input.effect().quantity();
        return quantity == null || quantity.measure() != measure || currency == null ? null : quantity.in(currency);
    }

    @Override
    public String toString() {
        return most.toPlainString() + " "
                + switch (measure) {
                    case AMOUNT -> String.valueOf(currency);
                    case RECIPIENTS -> "recipients";
                    case ROWS -> "rows";
                };
    }
}
