package dev.agentguard.decision;

import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Affected;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Dependants;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.RequiredBackup;
import dev.agentguard.session.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An effect and all that was found out about it.
 *
 * @param effect the effect
 * @param location where its resource lives
 * @param credential the credential it is done with, or null if it carries none
 * @param recoverability whether anything would survive
 * @param required what its tool requires before it runs, or null if nothing
 * @param rules the rules that speak to it
 * @param affected how many rows it would touch, or null if it is none that does or nobody could be asked
 * @param dependants what is known to use its resource, for people
 * @param history what was before it in this session, and what permits and caps say
 */
public record EffectFacts(
        Effect effect,
        Location location,
        @Nullable CredentialStanding credential,
        Recoverability recoverability,
        @Nullable RequiredBackup required,
        List<RuleMatch> rules,
        @Nullable Affected affected,
        Dependants dependants,
        History history) {

    /** Copies the list. */
    public EffectFacts {
        rules = List.copyOf(rules);
    }

    /**
     * Creates the facts of an effect of which nobody counts rows and before which nothing was.
     *
     * @param effect the effect
     * @param location where its resource lives
     * @param credential the credential it is done with, or null if it carries none
     * @param recoverability whether anything would survive
     * @param rules the rules that speak to it
     */
    public EffectFacts(
            Effect effect,
            Location location,
            @Nullable CredentialStanding credential,
            Recoverability recoverability,
            List<RuleMatch> rules) {
        this(effect, location, credential, recoverability, null, rules, null, Dependants.NONE, History.NONE);
    }

    /**
     * Returns the same facts with other dependants.
     *
     * @param others what is known to use its resource
     * @return the facts
     */
    public EffectFacts with(Dependants others) {
        return new EffectFacts(
                effect, location, credential, recoverability, required, rules, affected, others, history);
    }
}
