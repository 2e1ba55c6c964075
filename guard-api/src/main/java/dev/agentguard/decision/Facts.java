package dev.agentguard.decision;

import java.time.Instant;
import java.util.List;

/**
 * All that a decision rests on, gathered before it.
 *
 * @param time when the facts were gathered
 * @param origin where the action comes from
 * @param effects the action's effects with what was found out about each, at least one
 */
public record Facts(Instant time, Origin origin, List<EffectFacts> effects) {

    /** Copies the effects. */
    public Facts {
        effects = List.copyOf(effects);
    }
}
