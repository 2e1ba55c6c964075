package dev.agentguard.scope;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Volumes are where the data is: what is done to one of them is judged by all that it holds. */
    private static final Set<String> NEVER_NARROWED =
            Set.of("railway:volume", "railway:volumeInstance", "railway:volumeInstanceBackup");

    static final String RAILWAY_ENVIRONMENT = "railway:environment";

    private ResourceScopes() {}

    /** Returns whether the effect may reach environments beyond the one that its caller has in mind. */
    static boolean maySpan(Effect effect) {
        String type = effect.resource().type();
        return NOT_BOUND_BY_TOKEN.contains(type) || (effect.reach() == Reach.ALL && type.startsWith("railway:"));
    }

    /**
     * Returns whether the environment that an effect names is the one it happens in.
     *
     * <p>Beside an id it is so only for an operation of a pack, which names an environment only where the operation
     * keeps to it; a tool may ignore what it was given. An id that is missing may be one that could not be read, so a
     * name stands for it only where little is lost.
     */
    static boolean environmentIsThePlace(Effect effect) {
        boolean littleIsLost = effect.reversibility().compareTo(Reversibility.REVERSIBLE) <= 0;
        String type = effect.resource().type();
        if (effect.resource().id() == null) {
            return !maySpan(effect) || (littleIsLost && effect.reach() != Reach.ALL);
        }
        if (type.equals(RAILWAY_ENVIRONMENT)) {
            return littleIsLost; // else a configured resolver is asked what it really is
        }
        return effect.basis() == Basis.PACK && effect.reach() != Reach.ALL && !NEVER_NARROWED.contains(type);
    }

    /** Returns the effect as one on the environment itself, or null if no resolver could know it. */
    static @Nullable Effect asResource(Effect effect, String environment) {
        return effect.resource().type().startsWith("railway:")
                ? effect.toBuilder()
                        .resource(RAILWAY_ENVIRONMENT, environment)
                        .environment(null)
                        .build()
                : null;
    }
}
