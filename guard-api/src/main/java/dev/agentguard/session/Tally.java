package dev.agentguard.session;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an effect would stand within a quota if it happened.
 *
 * @param quota the quota
 * @param certain whether the quota surely speaks of this effect; what nobody understood may be what a cap is about, and
 *     never what a permit is about
 * @param counts one for each limit of the quota, in its order
 * @param again whether the quota allows each resource once, and this one was used, or none is named
 */
public record Tally(Quota quota, boolean certain, List<Count> counts, boolean again) {

    /** Copies the counts. */
    public Tally {
        counts = List.copyOf(counts);
    }

    /**
     * What counts towards one limit.
     *
     * @param limit the limit
     * @param used how much was used before
     * @param asked how much the effect takes, or null if nobody said: all of it
     */
    public record Count(
            Limit limit, BigDecimal used, @Nullable BigDecimal asked) {

        /**
         * Returns whether it stays within the limit.
         *
         * @return false also where nobody said how much it is
         */
        public boolean within() {
            return asked != null && used.add(asked).compareTo(limit.most()) <= 0;
        }
    }

    /**
     * Returns where it stands if it was counted before as part of the same act: it takes nothing more of what adds up.
     *
     * @param sameResource whether the resource was counted with it
     * @return the tally
     */
    public Tally counted(boolean sameResource) {
        List<Count> more = counts.stream()
                .map(count -> count.limit().span() == Limit.Span.EACH || count.asked() == null
                        ? count
                        : new Count(count.limit(), count.used(), BigDecimal.ZERO))
                .toList();
        return new Tally(quota, certain, more, again && !sameResource);
    }

    /**
     * Returns the first limit that the effect would pass.
     *
     * @return the count, or null if it stays within all
     */
    public @Nullable Count passed() {
        for (Count count : counts) {
            if (!count.within()) {
                return count;
            }
        }
        return null;
    }

    /**
     * Returns whether the effect stays within the quota.
     *
     * @return true if it passes no limit and does not use a resource again that may be used once
     */
    public boolean within() {
        return certain && !again && passed() == null;
    }
}
