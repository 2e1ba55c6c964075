package dev.agentguard.scope;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of the places that an action names.
 *
 * @param environments the environments of which a declared place was named, whether or not that proves anything
 * @param proven whether the action is in these and in no other
 * @param perhaps the environments that could be meant too
 * @param doubt why it is not proven, or null if nothing stands against it
 * @param asked whether the action asks for a place to which the program need not keep
 */
record Whereabouts(
        Set<String> environments,
        boolean proven,
        Set<String> perhaps,
        @Nullable String doubt,
        boolean asked) {

    static final Whereabouts NOWHERE = new Whereabouts(Set.of(), false, Set.of(), null, false);

    Whereabouts {
        environments = sorted(environments);
        perhaps = sorted(perhaps);
    }

    private static Set<String> sorted(Set<String> names) {
        return switch (names.size()) {
            case 0 -> Set.of();
            case 1 -> Set.of(names.iterator().next());
            default -> Collections.unmodifiableSet(new TreeSet<>(names));
        };
    }

    /** Joins what is declared of one thing under another name: what either says counts, and one of them proves. */
    Whereabouts or(Whereabouts other) {
        Set<String> both = new TreeSet<>(environments);
        both.addAll(other.environments);
        Set<String> possible = new TreeSet<>(perhaps);
        possible.addAll(other.perhaps);
        return new Whereabouts(
                both,
                (proven || other.proven) && both.containsAll(possible),
                possible,
                proven ? doubt : other.proven ? other.doubt : doubt == null ? other.doubt : doubt,
                asked || other.asked);
    }
}
