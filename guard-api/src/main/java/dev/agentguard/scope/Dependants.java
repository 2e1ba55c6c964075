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
        if (all.size() <= MOST) {
            return all.isEmpty() && unknown == null ? NONE : new Dependants(new ArrayList<>(all), unknown);
        }
        List<String> first = new ArrayList<>(all.stream().limit(MOST).toList());
        first.add((unknown == null ? "" : "at least ") + (all.size() - MOST) + " more");
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
