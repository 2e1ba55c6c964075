package dev.agentguard.scope.inventory;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import dev.agentguard.scope.DependantFinder;
import dev.agentguard.scope.Dependants;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Managed;
import dev.agentguard.scope.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says what depends on a thing by the Terraform states that environments were declared with, as they were at the start. Does no
 * I/O; immutable, safe for use by many threads.
 *
 * <p>States of two environments name different things alike, so only that of the environment counts in which the thing is
 * proven to be.
 */
public final class InventoryDependants implements DependantFinder {

    private static final String INFRASTRUCTURE = "infrastructure:";

    private final Map<String, Index> byEnvironment = new HashMap<>();

    private record Index(Map<String, Managed> byAddress, Map<Resource, Set<Managed>> byId) {

        static Index of(List<Managed> all) {
            Index index = new Index(new LinkedHashMap<>(), new HashMap<>());
            for (Managed managed : all) {
                index.byAddress.merge(managed.address(), managed, InventoryDependants::joined);
                managed.ids()
                        .forEach(id -> index.byId
                                .computeIfAbsent(id, unused -> new LinkedHashSet<>())
                                .add(managed));
            }
            return index;
        }
    }

    /** Two states of one environment may use the same addresses. */
    private static Managed joined(Managed one, Managed other) {
        List<String> both = new ArrayList<>(one.dependants());
        both.addAll(other.dependants());
        return new Managed(one.address(), one.ids(), both, one.more() + other.more());
    }

    /**
     * Creates a finder.
     *
     * @param environments the declared environments
     */
    public InventoryDependants(Collection<Environment> environments) {
        for (Environment environment : environments) {
            if (!environment.managed().isEmpty()) {
                byEnvironment.put(environment.name(), Index.of(environment.managed()));
            }
        }
    }

    @Override
    public boolean responsibleFor(Effect effect) {
        if (byEnvironment.isEmpty()) {
            return false;
        }
        if (effect.resource().type().startsWith(INFRASTRUCTURE)) {
            return effect.resource().id() != null;
        }
        return byEnvironment.values().stream()
                .anyMatch(index -> !named(index, effect).isEmpty());
    }

    @Override
    public Dependants find(Effect effect, Location location) {
        Dependants all = Dependants.NONE;
        if (location instanceof Location.Proven proven) {
            for (String environment : proven.environments()) {
                Index index = byEnvironment.get(environment);
                all = index == null ? all : all.and(find(index, effect));
            }
        }
        return all;
    }

    private static Dependants find(Index index, Effect effect) {
        String id = effect.resource().id();
        if (id != null && effect.resource().type().startsWith(INFRASTRUCTURE)) {
            String address = TerraformAddress.withoutKeys(id);
            Managed managed = index.byAddress().get(address);
            return managed == null ? ofModule(index, address) : shown(managed.dependants(), managed.more());
        }
        Set<Managed> named = named(index, effect);
        if (named.size() > 1) {
            return Dependants.unknown("it could be any of "
                    + String.join(
                            ", ",
                            named.stream()
                                    .limit(4)
                                    .map(managed -> "`" + Shown.text(managed.address()) + "`")
                                    .toList()));
        }
        return named.isEmpty()
                ? Dependants.NONE
                : named.stream()
                        .map(managed -> shown(managed.dependants(), managed.more()))
                        .reduce(Dependants.NONE, Dependants::and);
    }

    private static Set<Managed> named(Index index, Effect effect) {
        Set<Managed> named = new LinkedHashSet<>(index.byId().getOrDefault(effect.resource(), Set.of()));
        for (Place place : effect.places()) {
            String value = place.value();
            if (value != null) {
                named.addAll(index.byId().getOrDefault(new Resource(place.type(), value), Set.of()));
            }
        }
        return named;
    }

    /** What depends on anything in a module and is not in it itself. */
    private static Dependants ofModule(Index index, String module) {
        Set<String> outside = new LinkedHashSet<>();
        int more = 0;
        for (Managed managed : index.byAddress().values()) {
            if (managed.address().startsWith(module + ".")) {
                for (String dependant : managed.dependants()) {
                    if (!TerraformAddress.withoutKeys(dependant).startsWith(module + ".")) {
                        outside.add(dependant);
                    }
                }
                more = Math.max(more, managed.more());
            }
        }
        return shown(outside, more);
    }

    private static Dependants shown(Collection<String> addresses, int more) {
        return Dependants.of(
                addresses.stream()
                        .distinct()
                        .map(address -> "terraform `" + Shown.text(address) + "`")
                        .toList(),
                more,
                null);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
