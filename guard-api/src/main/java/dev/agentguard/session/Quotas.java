package dev.agentguard.session;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Quantity;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what permits and caps are about. What was used is kept in the store, so that a restart does not set it back.
 * If the store fails nothing is within a permit, and everything passes a cap. Safe for use by many threads.
 */
public final class Quotas {

    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);

    private final List<Quota> quotas;
    private final Uses uses;

    /**
     * Creates the counters.
     *
     * @param quotas what a human set
     * @param store the directory in which the counts are kept
     */
    public Quotas(List<Quota> quotas, Path store) {
        this.quotas = List.copyOf(quotas);
        this.uses = new Uses(store);
    }

    /**
     * Returns whether nothing is counted.
     *
     * @return true if there is no permit and no cap
     */
    public boolean isEmpty() {
        return quotas.isEmpty();
    }

    /**
     * Returns where an effect would stand.
     *
     * @param effect the effect
     * @param input the effect and what is known around it; asked for if there is a quota at all
     * @param session the session
     * @param now the time
     * @return one tally for each quota that speaks of it
     */
    public List<Tally> tallies(Effect effect, Supplier<RuleInput> input, String session, Instant now) {
        if (quotas.isEmpty() || !effect.reversibility().mayWrite()) {
            return List.of();
        }
        List<Tally> tallies = new ArrayList<>();
        boolean known = false;
        boolean refreshed = false;
        RuleInput asked = input.get();
        for (Quota quota : quotas) {
            Verdict match = quota.pattern().strongest(asked);
            if (match == null) {
                continue;
            }
            if (!refreshed) {
                known = refresh();
                refreshed = true;
            }
            tallies.add(tally(quota, match == Verdict.DENY, known, effect, session, now));
        }
        return List.copyOf(tallies);
    }

    private Tally tally(Quota quota, boolean certain, boolean known, Effect effect, String session, Instant now) {
        List<Tally.Count> counts = new ArrayList<>();
        for (Limit limit : quota.limits()) {
            counts.add(new Tally.Count(limit, uses.used(quota, limit, session, now), known ? limit.of(effect) : null));
        }
        String resource = resource(effect);
        boolean again = quota.oncePerResource() && (!known || resource.isEmpty() || uses.used(quota, resource));
        return new Tally(quota, certain && known, counts, again);
    }

    private boolean refresh() {
        try {
            uses.refresh();
            return true;
        } catch (UsesException e) {
            LOG.warn("what permits and caps were used is not known, so nothing is within them: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Counts an action that is about to run, unless it no longer stays within a permit that it needs.
     *
     * @param id the action's id, for {@link #back}
     * @param session the session
     * @param effects its effects with their tallies
     * @param parts what of it was counted before as part of the same act; only their resources are taken note of
     * @param now the time
     * @return whether it was counted; if not it must not run on a permit
     */
    public boolean take(String id, String session, List<Counted> effects, List<Part> parts, Instant now) {
        if (parts.isEmpty()
                && effects.stream().allMatch(effect -> effect.tallies().isEmpty())) {
            return true;
        }
        try {
            boolean[] taken = {true};
            uses.change(() -> {
                List<String> lines = new ArrayList<>();
                for (Counted counted : effects) {
                    for (Tally tally : counted.tallies()) {
                        Quota quota = tally.quota();
                        Tally fresh = tally(quota, tally.certain(), true, counted.effect(), session, now);
                        taken[0] &= !counted.permits().contains(quota.id()) || fresh.within();
                        lines.add(UseJson.write(use(id, session, quota, counted.effect(), now)));
                    }
                }
                for (Part part : parts) {
                    lines.add(UseJson.write(
                            use(id, session, part.quota(), part.effect(), now).ofPart()));
                }
                return taken[0] ? lines : List.of();
            });
            return taken[0];
        } catch (UsesException e) {
            LOG.warn("an action was not counted: {}", e.getMessage());
            return false;
        }
    }

    /**
     * An effect that counts.
     *
     * @param effect the effect
     * @param tallies where it stands
     * @param permits the ids of the permits that it needs
     */
    public record Counted(Effect effect, List<Tally> tallies, Set<String> permits) {

        /** Copies the collections. */
        public Counted {
            tallies = List.copyOf(tallies);
            permits = Set.copyOf(permits);
        }
    }

    /**
     * An effect that was counted before as part of the same act.
     *
     * @param quota the quota
     * @param effect the effect
     */
    public record Part(Quota quota, Effect effect) {}

    /**
     * Where a quota stands.
     *
     * @param quota the quota
     * @param used what was used of each of its limits of a time, in their order
     */
    public record Standing(Quota quota, Map<Limit, BigDecimal> used) {

        /** Copies the map, keeping its order. */
        public Standing {
            used = Collections.unmodifiableMap(new LinkedHashMap<>(used));
        }
    }

    /**
     * Returns where every quota stands. What sessions used is theirs and not in it.
     *
     * @param now the time
     * @return the quotas in the order in which they were set
     * @throws UsesException if what was used cannot be read
     */
    public List<Standing> standings(Instant now) throws UsesException {
        uses.refresh();
        List<Standing> standings = new ArrayList<>();
        for (Quota quota : quotas) {
            Map<Limit, BigDecimal> used = new LinkedHashMap<>();
            for (Limit limit : quota.limits()) {
                if (limit.span() == Limit.Span.WINDOW) {
                    used.put(limit, uses.used(quota, limit, "", now));
                }
            }
            standings.add(new Standing(quota, used));
        }
        return standings;
    }

    /**
     * Sets back what was used of a quota, also of each resource.
     *
     * @param quota its id
     * @param by who does
     * @param now the time
     * @throws UsesException if that cannot be written
     */
    public void reset(String quota, String by, Instant now) throws UsesException {
        uses.change(() -> List.of(UseJson.reset(quota, by, now)));
    }

    /**
     * Takes back what an action was counted for, since it failed.
     *
     * @param id the action's id
     */
    public void back(String id) {
        try {
            uses.change(() -> List.of(UseJson.back(id)));
        } catch (UsesException e) {
            LOG.warn("an action that failed stays counted: {}", e.getMessage());
        }
    }

    private static Use use(String id, String session, Quota quota, Effect effect, Instant now) {
        Quantity quantity = effect.quantity();
        return quantity == null
                ? new Use(id, quota.id(), session, now, resource(effect), null, BigDecimal.ZERO, null, false, false)
                : new Use(
                        id,
                        quota.id(),
                        session,
                        now,
                        resource(effect),
                        quantity.measure(),
                        quantity.value(),
                        quantity.currency(),
                        quantity.minor(),
                        false);
    }

    /** Its id without its type: a charge is the same charge in every API that names it. */
    private static String resource(Effect effect) {
        String id = effect.resource().id();
        return id == null ? "" : id;
    }
}
