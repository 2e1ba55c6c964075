package dev.agentguard.scope;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import java.util.Set;

/**
 * What programs of this machine do to this machine and name no other: git without a remote, builds and tests, containers
 * of the daemon here. Immutable.
 */
final class Workspace {

    private static final String HERE = "local:";
    private static final String GIT = "git:";
    private static final String PUSH = "git:push";
    private static final String BUILD = "build:";
    private static final String CONTAINERS = "containers:";
    private static final String COMPOSE = "compose:";

    /** Where environments say which containers are theirs, what they do not name is nowhere. */
    private static final Set<String> CONTAINING = Set.of(CONTAINERS, COMPOSE, "docker:");

    /** What leaves this machine: what is published, sent to people, and who may do what over there. */
    private static final Set<Kind> GOES_OUT = Set.of(Kind.RELEASE, Kind.MESSAGE, Kind.ACCESS, Kind.MONEY);

    private final Inventory inventory;

    Workspace(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Returns whether an effect stays on this machine. */
    boolean isOf(Effect effect) {
        String type = effect.resource().type();
        if (effect.host() != null || GOES_OUT.contains(effect.kind())) {
            return false;
        }
        if (type.startsWith(CONTAINERS)) {
            return !inventory.speaksOf(CONTAINING)
                    && effect.places().stream().allMatch(Workspace::isOfProject)
                    && DockerContext.isHere();
        }
        boolean known = type.startsWith(BUILD)
                || (type.startsWith(GIT) && !effect.operation().equals(PUSH));
        return known && effect.places().stream().allMatch(Workspace::isDirectory);
    }

    /** The file and the name of a compose project. */
    private static boolean isOfProject(Place place) {
        return isDirectory(place) || (place.type().startsWith(COMPOSE) && place.value() != null);
    }

    /** The directory in which it works, and the repository that it works on. */
    private static boolean isDirectory(Place place) {
        return place.type().startsWith(HERE);
    }
}
