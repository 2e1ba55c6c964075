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
 * @param approvalsSigned whether an approval counts only with the signature of an approver whom a human named
 */
public record Facts(
        Instant time,
        Origin origin,
        List<EffectFacts> effects,
        @Nullable ServerStanding server,
        Influence influence,
        Controls controls,
        boolean approvalsSigned) {

    /** Copies the effects. */
    public Facts {
        effects = List.copyOf(effects);
    }

    /**
     * Creates the facts of an action in which no server takes part, of a session that read nothing, where anybody may
     * approve.
     *
     * @param time when the facts were gathered
     * @param origin where the action comes from
     * @param effects the action's effects with what was found out about each, at least one
     */
    public Facts(Instant time, Origin origin, List<EffectFacts> effects) {
        this(time, origin, effects, null, Influence.NONE, Controls.NONE, false);
    }

    /**
     * Returns the same facts with other effects.
     *
     * @param others the effects with what was found out about each
     * @return the facts
     */
    public Facts with(List<EffectFacts> others) {
        return new Facts(time, origin, others, server, influence, controls, approvalsSigned);
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

    /**
     * Returns the facts of one of the effects as if it were done alone, here, and after nothing.
     *
     * @param effect the effect
     * @return the facts
     */
    public Facts alone(EffectFacts effect) {
        return new Facts(time, origin, List.of(effect), null, Influence.NONE, Controls.NONE, approvalsSigned);
    }
}
