package dev.agentguard.session;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much agents may do before a human looks at it, whatever was approved or permitted. What an application does outside of
 * tool calls, reads, and what a session made itself do not count.
 *
 * @param measure what is counted
 * @param limit how much of it, and over which actions
 * @param source where it was set, for example {@code guard.yaml:12}; empty for a default
 */
public record Budget(Measure measure, Limit limit, String source) {

    /** What is counted. */
    public enum Measure {
        /** Effects that cannot be undone. */
        IRREVERSIBLE,
        /** Effects that can be undone for a while. */
        RECOVERABLE,
        /** Actions that were refused. */
        REFUSALS,
        /** Money. */
        SPEND;

        /**
         * Returns whether an effect counts.
         *
         * @param effect the effect
         * @return true if it is one of these
         */
        public boolean counts(Effect effect) {
            return switch (this) {
                case IRREVERSIBLE -> effect.reversibility() == Reversibility.IRREVERSIBLE;
                case RECOVERABLE -> effect.reversibility() == Reversibility.RECOVERABLE;
                case REFUSALS -> false;
                case SPEND ->
                    effect.kind() == Kind.MONEY && effect.reversibility().mayWrite();
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What every rule id of a budget starts with. */
    public static final String ID = "guard.budget.";

    /**
     * Returns the rule id under which it stops.
     *
     * @return for example {@code guard.budget.irreversible}
     */
    public String id() {
        return ID + measure.word();
    }

    /** Returns how much of it an effect takes; null if nobody said, and zero if it is none that counts. */
    @Nullable
    BigDecimal of(Effect effect) {
        return measure.counts(effect) ? limit.of(effect) : BigDecimal.ZERO;
    }

    /**
     * Returns it in words.
     *
     * @return for example {@code 50 irreversible effects a session}
     */
    @Override
    public String toString() {
        if (measure == Measure.SPEND) {
            return limit.toString();
        }
        String what = limit.most().toPlainString()
                + (measure == Measure.REFUSALS ? " refusals" : " " + measure.word() + " effects");
        return switch (limit.span()) {
            case EACH -> what + " in one call";
            case SESSION -> what + " a session";
            case WINDOW -> what + " in " + Limit.words(limit.length());
        };
    }
}
