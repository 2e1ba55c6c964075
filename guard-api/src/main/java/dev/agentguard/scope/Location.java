package dev.agentguard.scope;

import dev.agentguard.effect.Effect;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

    /** Neither a declaration nor a resolver speaks of this host or resource. */
    final class Undeclared implements Location {

        private final Object what;
        private final Set<String> told;

        private Undeclared(Object what, Set<String> told) {
            this.what = what;
            this.told = told;
        }

        /**
         * Creates one where no argument names an environment.
         *
         * @param host what was looked for
         */
        public Undeclared(String host) {
            this(host, Set.of());
        }

        /**
         * Creates one of an effect's resource. What is read is allowed and nobody asks what it was, so the text that names
         * it is made when somebody does.
         *
         * @param effect the effect
         */
        Undeclared(Effect effect) {
            this(effect, Set.of());
        }

        /**
         * Returns the same where arguments of a tool name environments, which proves nothing.
         *
         * @param environments the environments
         * @return the location
         */
        Undeclared told(Set<String> environments) {
            return new Undeclared(what, Set.copyOf(environments));
        }

        /**
         * Returns what was looked for.
         *
         * @return the host or resource
         */
        public String host() {
            return what instanceof Effect effect ? Locator.subject(effect) : what.toString();
        }

        /**
         * Returns the environments that arguments of a tool name, which proves nothing.
         *
         * @return their names
         */
        public Set<String> told() {
            return told;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Undeclared undeclared
                    && undeclared.host().equals(host())
                    && undeclared.told.equals(told);
        }

        @Override
        public int hashCode() {
            return Objects.hash(host(), told);
        }

        @Override
        public String toString() {
            return "Undeclared[host=" + host() + ", told=" + told + "]";
        }
    }
}
