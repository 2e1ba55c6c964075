package dev.agentguard.session;

import dev.agentguard.effect.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One effect that counts towards a quota.
 *
 * @param id the action's id, by which it is taken back if it failed
 * @param quota the quota's id
 * @param session the session
 * @param time when
 * @param resource the resource, or empty if none was named
 * @param measure what {@code value} counts, or null if nobody said how much it was
 * @param value how much
 * @param currency the currency of money, or null
 * @param minor whether money is in minor units
 * @param part whether it was counted before as part of the same act, and only its resource matters
 */
record Use(
        String id,
        String quota,
        String session,
        Instant time,
        String resource,
        Quantity.@Nullable Measure measure,
        BigDecimal value,
        @Nullable String currency,
        boolean minor,
        boolean part) {

    /** Returns it as part of what was counted before. */
    Use ofPart() {
        return new Use(id, quota, session, time, resource, measure, value, currency, minor, true);
    }

    /** Returns how much of a limit it took; what nobody could say took all that was left. */
    BigDecimal of(Limit limit) {
        if (part) {
            return BigDecimal.ZERO;
        }
        if (limit.measure() == null) {
            return BigDecimal.ONE;
        }
        if (measure != limit.measure()) {
            return limit.most();
        }
        Quantity quantity = new Quantity(measure, value, currency, minor);
        BigDecimal taken = limit.currency() == null ? value : quantity.in(limit.currency());
        return taken == null ? limit.most() : taken;
    }
}
