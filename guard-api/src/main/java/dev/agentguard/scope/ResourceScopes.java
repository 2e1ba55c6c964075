package dev.agentguard.scope;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.Set;

/**
 * What is known of how far resource ids reach, whether or not a resolver is configured. An id of one of these types can
 * stand for things in several environments at once, or for one of any environment, so neither the token it is used with
 * nor an environment named beside it proves where it lives: only a resolver or a declared id does.
 */
final class ResourceScopes {

    private static final Set<String> NOT_BOUND_BY_TOKEN = Set.of(
            "railway:volume",
            "railway:volumeInstance",
            "railway:volumeInstanceBackup",
            "railway:service",
            "railway:environment",
            "railway:project",
            "railway:workspace",
            "railway:user");

    private ResourceScopes() {}

    /** Returns whether the effect may reach environments beyond the one that its caller has in mind. */
    static boolean maySpan(Effect effect) {
        String type = effect.resource().type();
        return NOT_BOUND_BY_TOKEN.contains(type) || (effect.reach() == Reach.ALL && type.startsWith("railway:"));
    }
}
