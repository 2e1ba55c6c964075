package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Recoverability;
import java.util.List;

/**
 * Whether anything would survive. In a protected environment what would not survive, and what nobody knows of, is
 * refused; elsewhere the approver is told.
 */
public final class RecoverabilityCheck {

    private RecoverabilityCheck() {}

    /**
     * Returns whether anything depends on what would survive an effect. Where nothing does, nobody needs to look.
     *
     * @param effect the effect
     * @param origin where the action comes from
     * @param policy what a human configured
     * @return true if the check is on and holds for this effect
     */
    public static boolean appliesTo(Effect effect, Origin origin, Policy policy) {
        return policy.checks().contains(Check.RECOVERABILITY)
                && !Allowances.applicationsOwnWork(effect, origin, policy)
                && !Allowances.judgedAtTheWire(effect, origin, policy);
    }

    static List<Finding> check(EffectFacts facts, Policy policy) {
        Effect effect = facts.effect();
        if (effect.kind() != Kind.DATA || effect.reversibility().compareTo(Reversibility.RECOVERABLE) < 0) {
            return List.of();
        }
        Recoverability.Verdict verdict = facts.recoverability().verdict();
        boolean lost = verdict == Recoverability.Verdict.DOES_NOT_SURVIVE;
        if (!lost && verdict != Recoverability.Verdict.UNKNOWN) {
            return List.of();
        }
        boolean deny = policy.anyProtected(facts.location());
        return List.of(Finding.of(
                deny ? Verdict.DENY : Verdict.INFORM,
                lost ? "recoverability.lost" : "recoverability.unknown",
                lost
                        ? "nothing to recover from would survive " + Texts.subject(effect)
                        : "whether anything would survive " + Texts.subject(effect) + " is unknown",
                facts.recoverability().evidence(),
                deny ? "have a human make a copy outside of what is destroyed first" : null));
    }
}
