package dev.agentguard.scope.backup;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a declared backup is a copy of. All that is given must hold; what the action leaves open does not.
 *
 * @param environments the environments whose part of the resource it holds; empty for all
 * @param resources patterns of {@code type} or {@code type id}; empty for all
 * @param databases the databases it holds, {@code host:port/name}, {@code *} for any characters; empty for all
 */
public record Coverage(Set<String> environments, List<Glob> resources, List<Glob> databases) {

    /** Copies the collections. */
    public Coverage {
        environments = Set.copyOf(environments);
        resources = List.copyOf(resources);
        databases = List.copyOf(databases);
    }

    /** Returns whether it speaks of the resource, in whatever environment that is. */
    boolean holds(Effect effect) {
        return holdsResource(effect.resource()) && holdsDatabase(effect);
    }

    private boolean holdsResource(Resource resource) {
        if (resources.isEmpty()) {
            return true;
        }
        String whole = resource.toString();
        return resources.stream().anyMatch(glob -> glob.matches(whole) || glob.matches(resource.type()));
    }

    private boolean holdsDatabase(Effect effect) {
        if (databases.isEmpty()) {
            return true;
        }
        String host = place(effect, Place.DATABASE_HOST);
        String name = place(effect, Place.DATABASE_NAME);
        return host != null && name != null && databases.stream().anyMatch(glob -> glob.matches(host + "/" + name));
    }

    private static @Nullable String place(Effect effect, String type) {
        for (Place place : effect.places()) {
            if (place.type().equals(type)) {
                return place.value();
            }
        }
        return null;
    }

    /** Returns whether it holds what of the resource is in an environment. */
    boolean in(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }
}
