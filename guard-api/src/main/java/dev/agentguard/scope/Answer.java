package dev.agentguard.scope;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a resolver says about one effect. */
public sealed interface Answer {

    /**
     * All environments of the resource were found.
     *
     * @param environments the declared environments' names, and the provider's own name behind {@code provider:} for
     *     each one that is not declared; one or more
     * @param evidence how it was found, for people
     * @param backups the copies that the provider keeps of it; empty if none, or if they were not asked for
     * @param backupsUnknown why the copies could not be listed, or null if they were, or were not asked for
     * @param dependants what uses it, for people: {@code service `web` in `production`}; empty if nothing is known to
     */
    record Found(
            Set<String> environments,
            String evidence,
            List<Backup> backups,
            @Nullable String backupsUnknown,
            List<String> dependants)
            implements Answer {

        /** Copies the collections. */
        public Found {
            environments = Collections.unmodifiableSet(new TreeSet<>(environments));
            backups = List.copyOf(backups);
            dependants = List.copyOf(dependants);
        }

        /**
         * Creates the answer of a resolver that does not know what uses a resource.
         *
         * @param environments the declared environments' names, and others behind {@code provider:}; one or more
         * @param evidence how it was found, for people
         * @param backups the copies that the provider keeps of it
         * @param backupsUnknown why the copies could not be listed, or null
         */
        public Found(Set<String> environments, String evidence, List<Backup> backups, @Nullable String backupsUnknown) {
            this(environments, evidence, backups, backupsUnknown, List.of());
        }
    }

    /**
     * Not all of its environments could be found; what was found in part is no answer.
     *
     * @param because why; lower case, no final period
     */
    record Unresolved(String because) implements Answer {}
}
