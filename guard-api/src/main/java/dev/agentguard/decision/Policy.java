package dev.agentguard.decision;

import dev.agentguard.scope.Application;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Location;
import java.util.Map;
import java.util.Set;

/**
 * What a human configured, as far as decisions depend on it. Immutable.
 *
 * @param version a digest of the whole configuration, for approvals and the record
 * @param configured whether there is a {@code guard.yaml} at all
 * @param environments the declared environments by name
 * @param assigned the names of the environments this agent works in
 * @param checks the checks that are on
 * @param application what is the application's own
 * @param wireGuarded whether the Java agent judges every effect at the wire too
 * @param trusted whether a human named this configuration; one that was merely found must not loosen anything
 */
public record Policy(
        String version,
        boolean configured,
        Map<String, Environment> environments,
        Set<String> assigned,
        Set<Check> checks,
        Application application,
        boolean wireGuarded,
        boolean trusted) {

    /** Copies the collections. */
    public Policy {
        environments = Map.copyOf(environments);
        assigned = Set.copyOf(assigned);
        checks = Set.copyOf(checks);
    }

    /**
     * Returns the policy that holds where nobody configured anything.
     *
     * @param wireGuarded whether the Java agent judges every effect at the wire too
     * @return the default policy
     */
    public static Policy unconfigured(boolean wireGuarded) {
        return new Policy(
                "none", false, Map.of(), Set.of(), Set.of(Check.values()), Application.NONE, wireGuarded, false);
    }

    /**
     * Returns whether the scope check has anything to go by.
     *
     * @return true if environments are declared and the check is on
     */
    public boolean knowsEnvironments() {
        return !environments.isEmpty() && checks.contains(Check.SCOPE);
    }

    /**
     * Returns whether a location is proven to lie in a protected environment.
     *
     * @param location the location
     * @return true if at least one of its environments is protected
     */
    boolean anyProtected(Location location) {
        return location instanceof Location.Proven proven
                && proven.environments().stream()
                        .map(environments::get)
                        .anyMatch(env -> env != null && env.isProtected());
    }
}
