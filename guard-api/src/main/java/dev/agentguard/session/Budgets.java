package dev.agentguard.session;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Quantity;
import dev.agentguard.session.Budget.Measure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what budgets are about, in the store, for all processes that share it. Nothing is read or written for an action
 * that no budget counts. A count is written before the action runs, and is not forced: a crash of the machine may lose the
 * last ones. Safe for use by many threads.
 */
public final class Budgets {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    private final List<Budget> budgets;
    private final Counts counts = new Counts();
    private final CountFile file;

    /**
     * Creates the counters.
     *
     * @param budgets what holds
     * @param store the directory in which the counts are kept
     */
    public Budgets(List<Budget> budgets, Path store) {
        this.budgets = List.copyOf(budgets);
        this.file = new CountFile(store, counts);
    }

    /**
     * Returns where an action would stand.
     *
     * @param effects the effects that count, each once
     * @param session the session, or null if nobody knows which
     * @param now the time
     * @return one for each budget that counts one of the effects
     */
    public synchronized List<BudgetCount> standing(Collection<Effect> effects, @Nullable String session, Instant now) {
        List<BudgetCount> standing = new ArrayList<>(0);
        String unknown = null;
        boolean read = false;
        for (Budget budget : budgets) {
            if (!counts(budget, effects, session)) {
                continue;
            }
            if (!read) {
                unknown = refresh();
                read = true;
            }
            BigDecimal used = unknown == null ? counts.used(budget, name(session), now) : BigDecimal.ZERO;
            standing.add(new BudgetCount(budget, used, asked(budget, effects), unknown));
        }
        return standing;
    }

    /** Money in a currency that has a budget of its own. */
    private boolean isOfAnother(Budget budget, Effect effect) {
        Quantity quantity = effect.quantity();
        String currency = quantity == null ? null : quantity.currency();
        return budget.measure() == Measure.SPEND
                && currency != null
                && !currency.equals(budget.limit().currency())
                && budgets.stream()
                        .anyMatch(other -> currency.equals(other.limit().currency()));
    }

    private boolean counts(Budget budget, Collection<Effect> effects, @Nullable String session) {
        return (session != null || budget.limit().span() != Limit.Span.SESSION)
                && effects.stream().anyMatch(effect -> budget.measure().counts(effect) && !isOfAnother(budget, effect));
    }

    private @Nullable BigDecimal asked(Budget budget, Collection<Effect> effects) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Effect effect : effects) {
            BigDecimal one = isOfAnother(budget, effect) ? BigDecimal.ZERO : budget.of(effect);
            if (one == null) {
                return null;
            }
            sum = sum.add(one);
        }
        return sum;
    }

    private static String name(@Nullable String session) {
        return session == null ? "" : session;
    }

    private @Nullable String refresh() {
        try {
            file.refresh();
            return null;
        } catch (IOException e) {
            LOG.warn("what was used of budgets is not known: {}", e.getMessage());
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Counts an action that is about to run.
     *
     * @param id the action's id, for {@link #back}
     * @param effects the effects that count, each once
     * @param session the session, or null if nobody knows which
     * @param now the time
     * @param approved whether a human approved exactly this, so that it counts also where it is too much by now
     * @return whether it was counted; if not it must not run, unless it was approved
     */
    public synchronized boolean take(
            String id, Collection<Effect> effects, @Nullable String session, Instant now, boolean approved) {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        for (Budget budget : budgets) {
            if (effects.stream().anyMatch(budget.measure()::counts)) {
                measures.add(budget.measure());
            }
        }
        if (measures.isEmpty()) {
            return true;
        }
        boolean[] taken = {true};
        try {
            file.change(() -> {
                taken[0] = approved
                        || budgets.stream()
                                .filter(budget -> counts(budget, effects, session))
                                .map(budget -> new BudgetCount(
                                        budget, counts.used(budget, name(session), now), asked(budget, effects), null))
                                .noneMatch(count -> count.exceeds() || count.isUnknown());
                return taken[0] ? lines(id, effects, name(session), now) : List.of();
            });
            return taken[0];
        } catch (IOException e) {
            LOG.warn("an action was not counted: {}", e.getMessage());
            return approved;
        }
    }

    private List<Count> lines(String id, Collection<Effect> effects, String session, Instant now) {
        List<Count> lines = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (Budget budget : budgets) {
            String currency = budget.limit().currency();
            BigDecimal asked = asked(budget, effects);
            if (asked != null && asked.signum() > 0 && done.add(budget.measure() + " " + currency)) {
                lines.add(new Count(id, budget.measure(), currency, session, now, asked));
            }
        }
        return lines;
    }

    /**
     * Takes back what an action was counted for, since it failed.
     *
     * @param id the action's id
     * @param now the time
     */
    public synchronized void back(String id, Instant now) {
        change(List.of(Count.back(id, now)));
    }

    /**
     * Counts an action that was refused.
     *
     * @param session the session
     * @param now the time
     * @return the budget that is used up by it, or null
     */
    public synchronized @Nullable Budget refused(String session, Instant now) {
        List<Budget> about = budgets.stream()
                .filter(budget -> budget.measure() == Measure.REFUSALS)
                .toList();
        if (about.isEmpty()) {
            return null;
        }
        change(List.of(new Count("", Measure.REFUSALS, null, session, now, BigDecimal.ONE)));
        return about.stream()
                .filter(budget -> counts.used(budget, session, now)
                                .compareTo(budget.limit().most())
                        > 0)
                .findFirst()
                .orElse(null);
    }

    /**
     * Sets back what a session used, and what all sessions used of a window.
     *
     * @param rule the rule id of the budget, as {@link Budget#id()} says it; another one sets nothing back
     * @param session the session
     * @param now the time
     */
    public synchronized void reset(String rule, String session, Instant now) {
        for (Measure measure : Measure.values()) {
            if (rule.equals(Budget.ID + measure.word())) {
                change(List.of(Count.reset(measure, session, now)));
            }
        }
    }

    private void change(List<Count> lines) {
        try {
            file.change(() -> lines);
        } catch (IOException e) {
            LOG.warn("what was used of budgets was not written: {}", e.getMessage());
        }
    }
}
