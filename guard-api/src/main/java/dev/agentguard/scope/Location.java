package dev.agentguard.scope;

import java.util.Set;
import java.util.TreeSet;

/** Where a resource lives, as far as it is proven. A failed look-up is {@link Unknown}, never an absence. */
public sealed interface Location {

    /**
     * Proven by a resolver's answer or by a declared pattern.
     *
     * @param environments the names of the environments, one or more; a resource in two belongs to both
     * @param evidence how it was proven
     */
    record Proven(Set<String> environments, String evidence) implements Location {

        /** Copies the names in alphabetical order. */
        public Proven {
            environments = environments.size() == 1
                    ? Set.of(environments.iterator().next())
                    : java.util.Collections.unmodifiableSet(new TreeSet<>(environments));
        }
    }

    /**
     * Something should know, and could not say.
     *
     * @param because why, for example that the resolver timed out
     */
    record Unknown(String because) implements Location {}

    /**
     * Neither a declaration nor a resolver speaks of this host or resource.
     *
     * @param host what was looked for
     * @param told the environments that arguments of a tool name, which proves nothing
     */
    record Undeclared(String host, Set<String> told) implements Location {

        /** Copies the names. */
        public Undeclared {
            told = Set.copyOf(told);
        }

        /**
         * Creates one where no argument names an environment.
         *
         * @param host what was looked for
         */
        public Undeclared(String host) {
            this(host, Set.of());
        }
    }
}
