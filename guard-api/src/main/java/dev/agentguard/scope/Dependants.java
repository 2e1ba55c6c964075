package dev.agentguard.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known to use a resource, in words, for people: they see it and it is recorded, no decision rests on it.
 *
 * @param named what was found, {@code pod `web-1`}; empty if nothing was, or nobody looked
 * @param unknown why there may be more, or null if nothing was left unread
 */
public record Dependants(List<String> named, @Nullable String unknown) {

    /** Nobody looked, or nobody found anything. */
    public static final Dependants NONE = new Dependants(List.of(), null);

    private static final int MOST = 10;

    /** Copies the list. */
    public Dependants {
        named = List.copyOf(named);
    }

    /**
     * Returns what was found, the first ten by name and the others by their number.
     *
     * @param all what was found, each fit to stand in a message
     * @param unknown why there may be more, or null if that is all
     * @return the dependants
     */
    public static Dependants of(Collection<String> all, @Nullable String unknown) {
        return of(all, 0, unknown);
    }

    /**
     * Returns what was found where not all of it has a name.
     *
     * @param named what was found, each fit to stand in a message
     * @param others how many more there are
     * @param unknown why there may be others still, or null if that is all
     * @return the dependants
     */
    public static Dependants of(Collection<String> named, int others, @Nullable String unknown) {
        int more = Math.max(0, named.size() - MOST) + others;
        if (named.isEmpty() && more == 0 && unknown == null) {
            return NONE;
        }
        List<String> first = new ArrayList<>(named.stream().limit(MOST).toList());
        if (more > 0) {
            first.add((unknown == null ? "" : "at least ") + more + " more");
        }
        return new Dependants(first, unknown);
    }

    /**
     * Returns that nothing could be found out.
     *
     * @param because why; lower case, no final period
     * @return the dependants
     */
    public static Dependants unknown(String because) {
        return new Dependants(List.of(), because);
    }

    /**
     * Joins what two have found.
     *
     * @param more what another found
     * @return both
     */
    public Dependants and(Dependants more) {
        if (more.equals(NONE) || equals(NONE)) {
            return equals(NONE) ? more : this;
        }
        List<String> both = new ArrayList<>(named);
        both.addAll(more.named);
        return new Dependants(
                both, unknown == null ? more.unknown : more.unknown == null ? unknown : unknown + "; " + more.unknown);
    }
}
