package dev.agentguard.effect;

import dev.agentguard.action.Action;
import java.util.List;

/**
 * Reads what an action does. Implementations are immutable, safe for use by many threads, bounded in size, depth and
 * time, and never throw on hostile input: what they cannot read they return as an effect of class {@code UNKNOWN}.
 *
 * @param <A> the kind of action that is read
 */
@FunctionalInterface
public interface EffectReader<A extends Action> {

    /**
     * Returns the effects of an action.
     *
     * @param action the action
     * @return its effects in the order in which they would happen, at least one
     */
    List<Effect> read(A action);
}
