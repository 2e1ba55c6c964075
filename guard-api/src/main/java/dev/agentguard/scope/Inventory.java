package dev.agentguard.scope;

import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import dev.agentguard.scope.HostPattern.Host;
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
    private final Map<String, Map<String, Set<String>>> byResource = new HashMap<>();
    private final Map<String, Set<String>> byRailway = new HashMap<>();
    private final HostIndex<String> hosts = new HostIndex<>();
    private final PlaceIndex places = new PlaceIndex();
    private final FileRoots files = new FileRoots();

    /**
     * Creates an inventory.
     *
     * @param environments the declared environments
     */
    public Inventory(Collection<Environment> environments) {
        for (Environment environment : environments) {
            String name = environment.name();
            names.add(name);
            environment.hosts().forEach(host -> hosts.add(new HostPattern(host), name));
            environment.places().forEach(pattern -> places.add(name, pattern));
            environment.files().forEach(root -> files.add(root, name));
            environment.railway().forEach(railway -> add(byRailway, canonical(railway), name));
            environment.resources().forEach((type, ids) -> {
                Map<String, Set<String>> byId = byResource.computeIfAbsent(type, unused -> new HashMap<>());
                ids.forEach(id -> add(byId, canonical(id), name));
            });
        }
    }

    private static void add(Map<String, Set<String>> map, String key, String environment) {
        Set<String> before = map.get(key);
        if (before == null) {
            map.put(key, Set.of(environment));
        } else if (!before.contains(environment)) {
            Set<String> joined = new TreeSet<>(before);
            joined.add(environment);
            map.put(key, Collections.unmodifiableSet(joined));
        }
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
        return id == null ? Set.of() : claiming(resource.type(), id);
    }

    private Set<String> claiming(String type, String id) {
        Map<String, Set<String>> byId = byResource.get(type);
        return byId == null ? Set.of() : none(byId.get(canonical(id)));
    }

    /** Returns whether an environment is recognised by anything of these providers, {@code docker:}. */
    boolean speaksOf(Set<String> providers) {
        for (String provider : providers) {
            if (places.speaksOfProvider(provider)
                    || byResource.keySet().stream().anyMatch(type -> type.startsWith(provider))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the environments whose host patterns match.
     *
     * @param host the host and, if given, port
     * @return their names; empty if none does
     */
    public Set<String> atHost(String host) {
        return hosts.isEmpty() ? Set.of() : HostIndex.names(hosts, Host.of(host));
    }

    /**
     * Returns what is declared of the places that an action names.
     *
     * @param named the parts that the action names
     * @return the environments that are proven, joined or possible
     */
    Whereabouts whereabouts(List<Place> named) {
        if (named.isEmpty()) {
            return Whereabouts.NOWHERE;
        }
        List<Place> asServerSays = ServerNames.instead(named);
        return asServerSays == null
                ? new PlaceReading(this, places, named).read()
                : new PlaceReading(this, places, ServerNames.without(named))
                        .read()
                        .or(new PlaceReading(this, places, asServerSays).read());
    }

    /**
     * Returns the environments that are recognised by labels that a thing may have.
     *
     * @param known where the thing is
     * @param provider whose labels, {@code kubernetes:}
     * @return their names; empty if no label could tell anything
     */
    public Set<String> labelledAt(List<Place> known, String provider) {
        return places.labelledAt(known, provider);
    }

    /**
     * Returns the environments that are recognised by the labels that a thing has.
     *
     * @param known where the thing is
     * @param labels its labels, by {@link PlacePattern#label}
     * @param provider whose labels, {@code kubernetes:}
     * @return their names; null if it is not known of where it is what one of them asks for
     */
    public @Nullable Set<String> labelled(List<Place> known, Map<String, String> labels, String provider) {
        PlaceIndex.Found found = places.labelled(known, labels, provider);
        return found.environments().containsAll(found.perhaps()) ? found.environments() : null;
    }

    /**
     * Returns the environments that declare a thing otherwise than by labels.
     *
     * @param resource the thing
     * @param host where the action is sent to, or null
     * @param known where it is, as far as a resolver knows
     * @return the environments of its places, its host and its resource; null if one of them may be meant too
     */
    public @Nullable Set<String> declaredAt(Resource resource, @Nullable String host, List<Place> known) {
        PlaceIndex.Found found = places.find(known, false);
        Set<String> environments = new TreeSet<>(found.environments());
        known.forEach(place -> environments.addAll(claiming(place)));
        environments.addAll(claiming(resource));
        Set<String> at = host == null ? Set.of() : atHost(host);
        if (at.size() == 1) {
            environments.addAll(at);
        }
        return environments.containsAll(found.perhaps()) ? environments : null;
    }

    /** Returns the environments that declare a place as a resource: {@code "heroku:app": [shop]}. */
    Set<String> claiming(Place place) {
        String value = place.value();
        return value == null ? Set.of() : claiming(place.type(), value);
    }

    /**
     * Returns whether an environment is recognised by URLs, so that effects have to say theirs.
     *
     * @return true if one is
     */
    public boolean declaresUrls() {
        return places.speaksOf(PlacePattern.URL);
    }

    /** Returns the roots of files that environments declare. */
    FileRoots files() {
        return files;
    }

    /**
     * Returns the environments that a Railway environment is declared to be.
     *
     * @param idOrName its id or its name
     * @return their names; empty if none
     */
    public Set<String> ofRailway(String idOrName) {
        return none(byRailway.get(canonical(idOrName)));
    }

    private static Set<String> none(@Nullable Set<String> set) {
        return set == null ? Set.of() : set;
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
