package dev.agentguard.scope;

import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import dev.agentguard.scope.HostPattern.Host;
import dev.agentguard.scope.PlacePattern.Fit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the declared environments say about ids, hosts and names. Immutable, safe for use by many threads. */
public final class Inventory {

    private static final int UUID_LENGTH = 36;

    private final Set<String> names = new TreeSet<>();
    private final Map<String, Set<String>> byResource = new HashMap<>();
    private final Map<String, Set<String>> byRailway = new HashMap<>();
    private final List<DeclaredHost> hosts = new ArrayList<>();

    private final List<DeclaredPlace> places = new ArrayList<>();

    private record DeclaredPlace(PlacePattern pattern, String environment) {}

    private record DeclaredHost(HostPattern pattern, String environment) {}

    /**
     * Creates an inventory.
     *
     * @param environments the declared environments
     */
    public Inventory(Collection<Environment> environments) {
        for (Environment environment : environments) {
            String name = environment.name();
            names.add(name);
            environment.hosts().forEach(host -> hosts.add(new DeclaredHost(new HostPattern(host), name)));
            environment.places().forEach(pattern -> places.add(new DeclaredPlace(pattern, name)));
            environment.railway().forEach(railway -> add(byRailway, canonical(railway), name));
            environment.resources().forEach((type, ids) -> ids.forEach(id -> add(byResource, key(type, id), name)));
        }
    }

    private static void add(Map<String, Set<String>> map, String key, String environment) {
        map.computeIfAbsent(key, unused -> new TreeSet<>()).add(environment);
    }

    /**
     * Returns whether no environment is declared.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * Returns whether an environment of this name is declared.
     *
     * @param environment the name
     * @return true if it is
     */
    public boolean declares(String environment) {
        return names.contains(environment);
    }

    /**
     * Returns the environments that claim a resource's id.
     *
     * @param resource the resource
     * @return their names; empty if none does or the resource has no id
     */
    public Set<String> claiming(Resource resource) {
        String id = resource.id();
        return id == null ? Set.of() : copy(byResource.get(key(resource.type(), id)));
    }

    /**
     * Returns the environments whose host patterns match.
     *
     * @param host the host and, if given, port
     * @return their names; empty if none does
     */
    public Set<String> atHost(String host) {
        Host parsed = Host.of(host);
        Set<String> found = new TreeSet<>();
        for (DeclaredHost declared : hosts) {
            if (declared.pattern().matches(parsed)) {
                found.add(declared.environment());
            }
        }
        return found;
    }

    /**
     * Returns the environments to which what an action says of its place belongs.
     *
     * @param named the parts that the action names
     * @return their names; empty if none
     */
    public Set<String> atPlaces(List<Place> named) {
        return fitting(named, Fit.YES);
    }

    /**
     * Returns the environments to which it could belong: the action leaves open what would tell.
     *
     * @param named the parts that the action names
     * @return their names; empty if none
     */
    public Set<String> perhapsAtPlaces(List<Place> named) {
        return fitting(named, Fit.OPEN);
    }

    private Set<String> fitting(List<Place> named, Fit fit) {
        Set<String> found = new TreeSet<>();
        if (!named.isEmpty()) {
            for (DeclaredPlace declared : places) {
                if (declared.pattern().speaksOf(named) && declared.pattern().fit(named) == fit) {
                    found.add(declared.environment());
                }
            }
        }
        return found;
    }

    /**
     * Returns the environments that a Railway environment is declared to be.
     *
     * @param idOrName its id or its name
     * @return their names; empty if none
     */
    public Set<String> ofRailway(String idOrName) {
        return copy(byRailway.get(canonical(idOrName)));
    }

    private static Set<String> copy(@Nullable Set<String> set) {
        return set == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(set));
    }

    private static String key(String type, String id) {
        return type + "\n" + canonical(id);
    }

    /** A UUID means the same in capitals; other ids may not. */
    private static String canonical(String id) {
        if (id.length() != UUID_LENGTH) {
            return id;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0) {
                return id;
            }
        }
        return id.toLowerCase(Locale.ROOT);
    }
}
