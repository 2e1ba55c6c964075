package dev.agentguard.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was before an effect.
 *
 * @param own how it is known that the session made the resource itself, or null if that is not known
 * @param refused what of the same kind on the same resource was refused in this session, or null if nothing was
 * @param tallies where it would stand within the quotas that speak of it
 */
public record History(@Nullable String own, @Nullable String refused, List<Tally> tallies) {

    /** Nothing was before it. */
    public static final History NONE = new History(null, null, List.of());

    /** Copies the tallies. */
    public History {
        tallies = List.copyOf(tallies);
    }
}
