package dev.agentguard.decision;

import dev.agentguard.mcp.ServerStanding;
import dev.agentguard.rules.Influence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision rests on, gathered before it.
 *
 * @param time when the facts were gathered
 * @param origin where the action comes from
 * @param effects the action's effects with what was found out about each, at least one
 * @param server what is known of the server whose tool is called, or null if it runs here
 * @param influence what the session read before that somebody else may have written
 * @param controls what humans set about all of it: what is frozen, for whom the glass is broken
 */
public record Facts(
        Instant time,
        Origin origin,
        List<EffectFacts> effects,
        @Nullable ServerStanding server,
        Influence influence,
        Controls controls) {

    /** Copies the effects. */
    public Facts {
        effects = List.copyOf(effects);
    }

    /**
     * Creates the facts of an action in which no server takes part, of a session that read nothing.
     *
     * @param time when the facts were gathered
     * @param origin where the action comes from
     * @param effects the action's effects with what was found out about each, at least one
     */
    public Facts(Instant time, Origin origin, List<EffectFacts> effects) {
        this(time, origin, effects, null, Influence.NONE, Controls.NONE);
    }

    /**
     * Returns the same facts with other effects.
     *
     * @param others the effects with what was found out about each
     * @return the facts
     */
    public Facts with(List<EffectFacts> others) {
        return new Facts(time, origin, others, server, influence, controls);
    }

    /**
     * Returns whether nothing of this changes anything.
     *
     * @return true if all of it is understood, and every effect is a read
     */
    public boolean onlyRead() {
        for (EffectFacts effect : effects) {
            if (effect.effect().reversibility().mayWrite()) {
                return false;
            }
        }
        return !effects.isEmpty();
    }
}
