package dev.agentguard.session;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much may be done in one action, in a session or in a time.
 *
 * @param measure what is counted, or null for the actions themselves
 * @param span over which actions it is counted
 * @param length for {@link Span#WINDOW} how long the time is, else zero
 * @param most the largest sum that is within it
 * @param currency for money, the ISO 4217 code of its currency, else null
 */
public record Limit(
        Quantity.@Nullable Measure measure,
        Span span,
        Duration length,
        BigDecimal most,
        @Nullable String currency) {

    /** Over which actions it is counted. */
    public enum Span {
        /** One action alone. */
        EACH,
        /** All of one session. */
        SESSION,
        /** All of a time that ends now. */
        WINDOW
    }

    /**
     * Returns how much of this an effect takes.
     *
     * @param effect the effect
     * @return how much, or null if nobody said how much it is: all of it
     */
    @Nullable
    BigDecimal of(Effect effect) {
        if (measure == null) {
            return BigDecimal.ONE;
        }
        Quantity quantity = effect.quantity();
        if (quantity == null || quantity.measure() != measure) {
            return null;
        }
        return currency == null ? quantity.value() : quantity.in(currency);
    }

    /**
     * Returns it in words.
     *
     * @return for example {@code 500 EUR in 1 day}
     */
    @Override
    public String toString() {
        String what = measure == null
                ? most.toPlainString() + (most.compareTo(BigDecimal.ONE) == 0 ? " time" : " times")
                : most.toPlainString() + " "
                        + switch (measure) {
                            case AMOUNT -> String.valueOf(currency);
                            case RECIPIENTS -> "recipients";
                            case ROWS -> "rows";
                        };
        return switch (span) {
            case EACH -> what + " each";
            case SESSION -> what + " a session";
            case WINDOW -> what + " in " + words(length);
        };
    }

    static String words(Duration length) {
        long days = length.toDays();
        if (days > 0 && length.equals(Duration.ofDays(days))) {
            return days == 1 ? "1 day" : days + " days";
        }
        long hours = length.toHours();
        return hours > 0 && length.equals(Duration.ofHours(hours))
                ? hours == 1 ? "1 hour" : hours + " hours"
                : length.toMinutes() + " minutes";
    }
}
