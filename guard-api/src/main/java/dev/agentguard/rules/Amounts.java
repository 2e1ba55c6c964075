package dev.agentguard.rules;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Quantity;
import dev.agentguard.effect.Quantity.Measure;
import dev.agentguard.effect.Reach;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much an effect is about: nothing, where it is about something else, or not known. */
public final class Amounts {

    private static final Set<String> OF_ROWS =
            Set.of("row", "record", "document", "entity", "item", "table", "collection", "database", "schema", "index");
    private static final Set<String> OF_MANY_ROWS = Set.of("table", "collection", "database", "schema", "index");

    /** What may change any number of rows and can still be taken back. */
    private static final Set<String> CHANGING_ROWS =
            Set.of("sql:update", "sql:insert", "sql:replace", "sql:merge", "sql:copy", "sql:load", "sql:import");

    private Amounts() {}

    /**
     * Returns whether an effect moves money.
     *
     * @param effect the effect
     * @return true if it does
     */
    public static boolean isMoney(Effect effect) {
        return effect.reversibility().mayWrite()
                && (effect.kind() == Kind.MONEY || said(effect, Measure.AMOUNT) != null);
    }

    /**
     * Returns how many get what an effect sends.
     *
     * @param effect the effect
     * @return the number, 0 if it is no message, or null if that is not known
     */
    public static @Nullable Long recipients(Effect effect) {
        Quantity said = said(effect, Measure.RECIPIENTS);
        if (said != null) {
            return number(said);
        }
        return effect.kind() == Kind.MESSAGE && effect.reversibility().mayWrite() ? null : Long.valueOf(0);
    }

    /**
     * Returns how many rows of a database an effect changes.
     *
     * @param input the effect and what is known around it
     * @return the number, 0 if it is about something else, or null if that is not known
     */
    public static @Nullable Long rows(RuleInput input) {
        Effect effect = input.effect();
        if (!effect.reversibility().mayWrite()) {
            return 0L;
        }
        Quantity said = said(effect, Measure.ROWS);
        if (said != null) {
            return number(said);
        }
        if (effect.operation().startsWith("sql:")) {
            boolean any = effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0
                    || CHANGING_ROWS.contains(effect.operation());
            return any ? input.circumstances().rows() : Long.valueOf(0);
        }
        boolean about = effect.kind() == Kind.DATA
                && !effect.resource().type().startsWith("local:")
                && !Subjects.in(effect, OF_ROWS).isEmpty();
        if (!about) {
            return 0L;
        }
        boolean one =
                effect.reach() == Reach.ONE && Subjects.in(effect, OF_MANY_ROWS).isEmpty();
        return one ? Long.valueOf(1) : null;
    }

    private static Long number(Quantity quantity) {
        return quantity.value().min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static @Nullable Quantity said(Effect effect, Measure measure) {
        Quantity quantity = effect.quantity();
        return quantity != null && quantity.measure() == measure ? quantity : null;
    }
}
