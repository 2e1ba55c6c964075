package dev.agentguard.scope.remote;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All of an effect that says where it is: effects with equal subjects are in the same place.
 *
 * @param provider the provider of its operation, {@code ec2}
 * @param resource what is acted on
 * @param host where the action is sent to, or null
 * @param places where the action says that it happens
 */
public record Subject(
        String provider, Resource resource, @Nullable String host, List<Place> places) {

    /**
     * Returns the subject of an effect.
     *
     * @param effect the effect
     * @return its subject
     */
    public static Subject of(Effect effect) {
        String operation = effect.operation();
        int colon = operation.indexOf(':');
        return new Subject(
                colon < 0 ? "" : operation.substring(0, colon), effect.resource(), effect.host(), effect.places());
    }
}
